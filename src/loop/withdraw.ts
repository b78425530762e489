/** Taking evidence back: what was undone no longer speaks for a block, and stays on record all the same. */
import { isoTime } from "../core/clock.js";
import type { EvidenceRecord } from "../core/evidence.js";
import type { Principal } from "../core/principal.js";
import type { Scope } from "./context.js";

/** Who takes it back, with which version, and why. */
export interface Withdrawing {
  readonly by: Principal;
  readonly version: number;
  readonly reason: string;
}

/** The records that withdraw these. */
export function withdraw(
  scope: Scope,
  records: readonly EvidenceRecord[],
  { by, version, reason }: Withdrawing,
): EvidenceRecord[] {
  return records.map(({ id: of, blockId }) => ({
    id: scope.newId(),
    blockId,
    version,
    createdAt: isoTime(scope.clock()),
    proposalId: null,
    by,
    evidence: { kind: "withdrawal", of, by, source: by.role, lessonId: null, reason },
  }));
}
