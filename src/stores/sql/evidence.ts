/** Queries on evidence. It is not part of the hash chain: erasing it is deleting its rows. */
import { type Address, addressKey } from "../../core/address.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import { batches } from "./batches.js";
import type { Queries } from "./connection.js";
import { fromJson, maybePrincipal } from "./rows.js";

/** Stores what is not there yet, by id. */
export async function insertEvidence(db: Queries, address: Address, records: readonly EvidenceRecord[]): Promise<void> {
  const rows = records.map(({ id, blockId, version, createdAt, proposalId, by, evidence }) => ({
    address: addressKey(address),
    id,
    blockId,
    version,
    createdAt,
    proposalId,
    byId: by?.id ?? null,
    byRole: by?.role ?? null,
    ...sourceOf(evidence),
    evidence: JSON.stringify(evidence),
  }));
  for (const batch of batches(rows)) {
    await db
      .insertInto("evidence")
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** All evidence of these blocks, oldest first. */
export async function listEvidence(
  db: Queries,
  address: Address,
  blockIds: readonly string[],
): Promise<EvidenceRecord[]> {
  const found: EvidenceRecord[] = [];
  for (const ids of batches(blockIds)) {
    const rows = await db
      .selectFrom("evidence")
      .selectAll()
      .where("address", "=", addressKey(address))
      .where("blockId", "in", ids)
      .execute();
    for (const { id, blockId, version, createdAt, proposalId, byId, byRole, evidence } of rows) {
      const by = maybePrincipal(byId, byRole);
      found.push({
        id,
        blockId,
        version,
        createdAt,
        proposalId,
        by,
        evidence: fromJson<EvidenceRecord["evidence"]>(evidence),
      });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The feedback or run that a piece of evidence quotes. */
function sourceOf(evidence: EvidenceRecord["evidence"]): { feedbackId: string | null; runId: string | null } {
  switch (evidence.kind) {
    case "quote":
      return evidence.place.in === "run"
        ? { feedbackId: null, runId: evidence.place.runId }
        : { feedbackId: evidence.place.feedbackId, runId: null };
    case "revision":
    case "score":
      return { feedbackId: evidence.feedbackId, runId: null };
    case "authorship":
    case "approval":
    case "withdrawal":
      return { feedbackId: null, runId: null };
  }
}
