/** Queries on runs. */
import { type Address, addressKey } from "../../core/address.js";
import type { Message } from "../../core/message.js";
import type { Appended, Page, PageRequest } from "../../core/ports/store.js";
import type { Ref } from "../../core/ref.js";
import type { Run } from "../../core/run.js";
import { alreadyAppended } from "../append.js";
import { pageOf, pageSize } from "../page.js";
import { batches } from "./batches.js";
import type { Queries } from "./connection.js";
import { fromJson, maybePrincipal } from "./rows.js";
import type { RunContentRow, RunRow } from "./schema.js";

/** In a transaction. @throws `idempotency_conflict` */
export async function appendRun(db: Queries, run: Run): Promise<Appended<Run>> {
  const { id, idempotencyKey } = run;
  const added = await db
    .insertInto("runs")
    .values(headerOf(run))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) {
    const first = await runs(db, run.address)
      .where((eb) => eb.or([eb("r.id", "=", id), eb("r.idempotencyKey", "=", idempotencyKey)]))
      .executeTakeFirstOrThrow();
    return alreadyAppended("run", runOf(run.address, first), run);
  }
  await db.insertInto("runContents").values(contentOf(run)).execute();
  return { item: run, duplicate: false };
}

/** Runs that are not there yet, in a transaction. */
export async function insertRuns(db: Queries, runs: readonly Run[]): Promise<void> {
  for (const batch of batches(runs)) {
    await db.insertInto("runs").values(batch.map(headerOf)).execute();
    await db.insertInto("runContents").values(batch.map(contentOf)).execute();
  }
}

function headerOf({ address, id, createdAt, ref, thread, principal, idempotencyKey, contentHash }: Run): RunRow {
  return {
    address: addressKey(address),
    id,
    createdAt,
    ref: JSON.stringify(ref),
    thread,
    principalId: principal?.id ?? null,
    principalRole: principal?.role ?? null,
    idempotencyKey,
    contentHash,
  };
}

function contentOf({ address, id, messages, metadata }: Run): RunContentRow {
  return { address: addressKey(address), id, messages: JSON.stringify(messages), metadata: JSON.stringify(metadata) };
}

export async function findRun(db: Queries, address: Address, id: string): Promise<Run | null> {
  const row = await runs(db, address).where("r.id", "=", id).executeTakeFirst();
  return row ? runOf(address, row) : null;
}

/** Newest first. */
export async function listRuns(db: Queries, address: Address, page?: PageRequest): Promise<Page<Run>> {
  const limit = pageSize(page);
  let query = runs(db, address);
  if (page?.cursor) query = query.where("r.id", "<", page.cursor);
  const rows = await query
    .orderBy("r.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => runOf(address, row),
  );
}

function runs(db: Queries, address: Address) {
  return db
    .selectFrom("runs as r")
    .innerJoin("runContents as c", (join) => join.onRef("c.address", "=", "r.address").onRef("c.id", "=", "r.id"))
    .selectAll("r")
    .select(["c.messages", "c.metadata"])
    .where("r.address", "=", addressKey(address));
}

function runOf(address: Address, row: RunRow & Pick<RunContentRow, "messages" | "metadata">): Run {
  return {
    id: row.id,
    address,
    createdAt: row.createdAt,
    ref: fromJson<Ref>(row.ref),
    messages: fromJson<Message[]>(row.messages),
    thread: row.thread,
    principal: maybePrincipal(row.principalId, row.principalRole),
    metadata: fromJson<Run["metadata"]>(row.metadata),
    idempotencyKey: row.idempotencyKey,
    contentHash: row.contentHash,
  };
}
