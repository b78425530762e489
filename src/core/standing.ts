/** What still speaks for a block, and the rank that this gives it: the highest of those who stand behind its words. */
import type { Block } from "./block.js";
import type { EvidenceRecord } from "./evidence.js";
import { type Principal, type Role, trustOf } from "./principal.js";

/** Who stands behind the words of a block with the most authority. `by` is null where only the role is known. */
export interface Rank {
  readonly role: Role;
  readonly by: Principal | null;
}

/** Without withdrawals, and without what they take back. Oldest first, as given. */
export function standingEvidence(records: readonly EvidenceRecord[]): EvidenceRecord[] {
  const withdrawn = withdrawnOf(records);
  return records.filter(({ id, evidence }) => evidence.kind !== "withdrawal" && !withdrawn.has(id));
}

/**
 * What to withdraw so that the evidence stands as it did at a version. Only what is in force: were all withdrawn that
 * came since, going back and forth would double the records each time. Oldest first, as given.
 */
export function cameSince(records: readonly EvidenceRecord[], version: number): EvidenceRecord[] {
  const withdrawn = withdrawnOf(records);
  const stood = new Set(standingEvidence(records.filter((record) => record.version <= version)).map(({ id }) => id));
  return records.filter(
    ({ id, evidence }) =>
      !withdrawn.has(id) && (evidence.kind === "withdrawal" ? stood.has(evidence.of) : !stood.has(id)),
  );
}

function withdrawnOf(records: readonly EvidenceRecord[]): ReadonlySet<string> {
  const withdrawn = new Set<string>();
  // The newest first: a withdrawal may be withdrawn in its turn, and then does nothing.
  for (const { id, evidence } of records.toReversed()) {
    if (evidence.kind === "withdrawal" && !withdrawn.has(id)) withdrawn.add(evidence.of);
  }
  return withdrawn;
}

/**
 * The rank of a block's present words: the highest of those who taught them, wrote them or accepted them by hand,
 * where a lesson counts no more than the least trusted of who gave it and whose words it cites. Null for the seed,
 * which whoever may change the instructions may refine, unless a lesson taught the same.
 */
export function rankOf(
  block: Pick<Block, "id" | "origin" | "since">,
  standing: readonly EvidenceRecord[],
): Rank | null {
  let highest: Rank | null = null;
  for (const record of standing) {
    if (record.blockId !== block.id || record.version < block.since) continue;
    const { kind } = record.evidence;
    if (block.origin === "seed" && (kind === "authorship" || kind === "approval")) continue;
    const rank = rankOfRecord(record);
    if (highest === null || trustOf(rank.role) > trustOf(highest.role)) highest = rank;
  }
  return highest;
}

function rankOfRecord({ by, evidence }: EvidenceRecord): Rank {
  const said = "by" in evidence ? evidence.by : by;
  if (said && trustOf(said.role) <= trustOf(evidence.source)) return { role: said.role, by: said };
  return { role: evidence.source, by: null };
}

/** `the operator olga`, `a user`. */
export function describeRank({ role, by }: Rank): string {
  return by ? `the ${role} ${by.id}` : withArticle(role);
}

/** `an operator`, `a user`. */
export const withArticle = (role: Role): string => `${/^[aeo]/.test(role) ? "an" : "a"} ${role}`;
