/** Queries on cases. */
import { type Address, addressKey } from "../../core/address.js";
import type { Case, CaseState, Check } from "../../core/case.js";
import type { Message } from "../../core/message.js";
import type { CaseChange, Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { addressOf, fromJson, principalOf } from "./rows.js";
import type { CaseContentRow, CaseRow } from "./schema.js";

/** False, and nothing is stored, if one with its id is there. */
export async function insertCase(db: Queries, one: Case): Promise<boolean> {
  const { id, createdAt, updatedAt, state, reason, retiredIn, rule, lessonId, feedbackId, run, by, version } = one;
  const address = addressKey(one.address);
  const source = { lessonId, feedbackId, runAddress: run && addressKey(run.address), runId: run && run.id };
  const header = { address, id, createdAt, updatedAt, state, reason, retiredIn, block: rule && rule.block, version };
  const added = await db
    .insertInto("cases")
    .values({ ...header, ...source, byId: by.id, byRole: by.role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return false;
  await db
    .insertInto("caseContents")
    .values({
      address,
      id,
      rule: rule && rule.text,
      messages: JSON.stringify(one.messages),
      metadata: JSON.stringify(one.metadata),
      definition: JSON.stringify(one.check),
    })
    .execute();
  return true;
}

/** False, and nothing is changed, unless the case is in one of the states it must be in. */
export async function changeCase(db: Queries, address: Address, change: CaseChange): Promise<boolean> {
  const { state, reason, retiredIn, updatedAt } = change.to;
  const changed = await db
    .updateTable("cases")
    .set({ state, reason, retiredIn, updatedAt })
    .where("address", "=", addressKey(address))
    .where("id", "=", change.id)
    .where("state", "in", change.from)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Oldest first. */
export async function listCases(
  db: Queries,
  address: Address,
  states: readonly CaseState[] | null,
  page?: PageRequest,
): Promise<Page<Case>> {
  const limit = pageSize(page);
  let query = db
    .selectFrom("cases as c")
    .innerJoin("caseContents as k", (join) => join.onRef("k.address", "=", "c.address").onRef("k.id", "=", "c.id"))
    .selectAll("c")
    .select(["k.rule", "k.messages", "k.metadata", "k.definition"])
    .where("c.address", "=", addressKey(address));
  if (states) query = query.where("c.state", "in", states);
  if (page?.cursor) query = query.where("c.id", ">", page.cursor);
  const rows = await query
    .orderBy("c.id")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => caseOf(address, row),
  );
}

function caseOf(address: Address, row: CaseRow & Omit<CaseContentRow, "address" | "id">): Case {
  const { id, createdAt, updatedAt, reason, retiredIn, block, lessonId, feedbackId, runAddress, runId, version } = row;
  return {
    id,
    address,
    createdAt,
    updatedAt,
    state: row.state as CaseState,
    reason,
    retiredIn,
    rule: block === null ? null : { block, text: row.rule ?? "" },
    lessonId,
    feedbackId,
    run: runAddress === null || runId === null ? null : { address: addressOf(runAddress), id: runId },
    by: principalOf(row.byId, row.byRole),
    version,
    messages: fromJson<Message[]>(row.messages),
    metadata: fromJson<Case["metadata"]>(row.metadata),
    check: fromJson<Check>(row.definition),
  };
}
