/** Whether a commit whose answer was lost had been made: what it would have left behind is looked for. */
import { addressKey } from "../../core/address.js";
import type { Change, InstructionsRecord } from "../../core/ports/store.js";
import type { Queries } from "./connection.js";

/**
 * True if the change is in place. A version, a proposal and a case have marks that no other change has: a salted hash,
 * a new id. A change without them is recognised by all that it set being so, its times included; where others have
 * changed it further since, it counts as not made, and the caller is told of the conflict.
 */
export async function wasMade(db: Queries, record: InstructionsRecord, change: Change): Promise<boolean> {
  const address = addressKey(change.address);
  if (change.version) {
    const { number, hash } = change.version;
    const found = await db
      .selectFrom("versions")
      .select("hash")
      .where("address", "=", address)
      .where("number", "=", number)
      .executeTakeFirst();
    return found?.hash === hash;
  }
  const [proposal] = change.newProposals ?? [];
  if (proposal) return has(db, "proposals", address, proposal.id);
  const [one] = change.newCases ?? [];
  if (one) return has(db, "cases", address, one.id);
  if (change.create) return false;

  for (const { label, to } of change.labels ?? []) if (record.labels[label] !== to) return false;
  for (const { id, to } of change.lessons ?? []) {
    const found = await db
      .selectFrom("lessons")
      .select(["state", "updatedAt", "reason"])
      .where("address", "=", address)
      .where("id", "=", id)
      .executeTakeFirst();
    if (found?.state !== to.state || found.updatedAt !== to.updatedAt || found.reason !== to.reason) return false;
  }
  for (const { id, to } of change.proposals ?? []) {
    const found = await db
      .selectFrom("proposals")
      .select(["state", "decision"])
      .where("address", "=", address)
      .where("id", "=", id)
      .executeTakeFirst();
    const decision = to.decision && JSON.stringify(to.decision);
    if (found?.state !== to.state || found.decision !== decision) return false;
  }
  for (const { id, to } of change.cases ?? []) {
    const found = await db
      .selectFrom("cases")
      .select(["state", "updatedAt", "reason"])
      .where("address", "=", address)
      .where("id", "=", id)
      .executeTakeFirst();
    if (found?.state !== to.state || found.updatedAt !== to.updatedAt || found.reason !== to.reason) return false;
  }
  return true;
}

async function has(db: Queries, table: "proposals" | "cases", address: string, id: string): Promise<boolean> {
  const found = await db
    .selectFrom(table)
    .select("id")
    .where("address", "=", address)
    .where("id", "=", id)
    .executeTakeFirst();
  return found !== undefined;
}
