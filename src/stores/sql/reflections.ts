/** Queries on reflections and on the model's answers that they keep. */
import { type Address, addressKey } from "../../core/address.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import type { Usage } from "../../core/proposal.js";
import type { ReflectionRecord, ReflectionStatus } from "../../core/reflection.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { fromJson } from "./rows.js";
import type { ReflectionRow } from "./schema.js";

/** Stored, or put in place of the one with its id. */
export async function putReflection(db: Queries, record: ReflectionRecord): Promise<void> {
  const { lessonIds, usage, error, ...plain } = record;
  const row = {
    ...plain,
    address: addressKey(record.address),
    lessonIds: JSON.stringify(lessonIds),
    usage: JSON.stringify(usage),
    error: error && JSON.stringify(error),
  };
  const { address: _address, id: _id, ...rest } = row;
  await db
    .insertInto("reflections")
    .values(row)
    .onConflict((conflict) => conflict.columns(["address", "id"]).doUpdateSet(rest))
    .execute();
}

/** Newest first. */
export async function listReflections(
  db: Queries,
  address: Address,
  page?: PageRequest,
): Promise<Page<ReflectionRecord>> {
  const limit = pageSize(page);
  let query = db.selectFrom("reflections").selectAll().where("address", "=", addressKey(address));
  if (page?.cursor) query = query.where("id", "<", page.cursor);
  const rows = await query
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => reflectionOf(address, row),
  );
}

/** Keeps the first answer to a request: what was decided on it must not change afterwards. */
export async function putAnswer(
  db: Queries,
  address: Address,
  reflectionId: string,
  request: string,
  answer: string,
): Promise<void> {
  await db
    .insertInto("answers")
    .values({ address: addressKey(address), reflectionId, request, answer })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findAnswer(
  db: Queries,
  address: Address,
  reflectionId: string,
  request: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("answers")
    .select("answer")
    .where("address", "=", addressKey(address))
    .where("reflectionId", "=", reflectionId)
    .where("request", "=", request)
    .executeTakeFirst();
  return row?.answer ?? null;
}

function reflectionOf(address: Address, row: ReflectionRow): ReflectionRecord {
  return {
    ...row,
    address,
    status: row.status as ReflectionStatus,
    lessonIds: fromJson<string[]>(row.lessonIds),
    usage: fromJson<Usage>(row.usage),
    error: row.error === null ? null : fromJson<NonNullable<ReflectionRecord["error"]>>(row.error),
  };
}
