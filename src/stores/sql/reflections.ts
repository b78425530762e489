/** Queries on reflections and on the model's answers that they keep. */
import { type Address, addressKey } from "../../core/address.js";
import type { Page, PageRequest, StoredAnswer } from "../../core/ports/store.js";
import type { Usage } from "../../core/proposal.js";
import type { ReflectionRecord, ReflectionStatus } from "../../core/reflection.js";
import { answerKeyOf } from "../incoming.js";
import { pageOf, pageSize } from "../page.js";
import { batches } from "./batches.js";
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

/** By reflection and request; a cursor is the two with a space between, which ids have none of. */
export async function listAnswers(db: Queries, address: Address, page?: PageRequest): Promise<Page<StoredAnswer>> {
  const limit = pageSize(page);
  let query = db
    .selectFrom("answers")
    .select(["reflectionId", "request", "answer"])
    .where("address", "=", addressKey(address));
  if (page?.cursor) {
    const end = page.cursor.indexOf(" ");
    const [reflectionId, request] = [page.cursor.slice(0, end), page.cursor.slice(end + 1)];
    query = query.where((eb) =>
      eb.or([
        eb("reflectionId", ">", reflectionId),
        eb.and([eb("reflectionId", "=", reflectionId), eb("request", ">", request)]),
      ]),
    );
  }
  const rows = await query
    .orderBy("reflectionId")
    .orderBy("request")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, answerKeyOf, (row) => row);
}

/** Answers that are not there yet. */
export async function insertAnswers(db: Queries, address: Address, all: readonly StoredAnswer[]): Promise<void> {
  for (const batch of batches(all)) {
    const rows = batch.map((answer) => ({ ...answer, address: addressKey(address) }));
    await db.insertInto("answers").values(rows).execute();
  }
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
