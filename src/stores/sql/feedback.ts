/** Queries on feedback. */
import { type Address, addressKey } from "../../core/address.js";
import type { Feedback } from "../../core/feedback.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import { batches } from "./batches.js";
import type { Queries } from "./connection.js";
import { addressOf, principalOf } from "./rows.js";
import type { FeedbackContentRow, FeedbackRow } from "./schema.js";

/** The one that was there before another with its id or idempotency key. */
export async function findEarlier(db: Queries, { address, id, idempotencyKey }: Feedback): Promise<Feedback> {
  const row = await feedbacks(db, address)
    .where((eb) => eb.or([eb("f.id", "=", id), eb("f.idempotencyKey", "=", idempotencyKey)]))
    .executeTakeFirstOrThrow();
  return feedbackOf(address, row);
}

/** Feedback that is not there yet, without its lessons, in a transaction. */
export async function insertFeedback(db: Queries, all: readonly Feedback[]): Promise<void> {
  for (const batch of batches(all)) {
    await db.insertInto("feedback").values(batch.map(headerOf)).execute();
    await db.insertInto("feedbackContents").values(batch.map(contentOf)).execute();
  }
}

function headerOf(feedback: Feedback): FeedbackRow {
  const { id, createdAt, by, run, message, score, idempotencyKey, contentHash } = feedback;
  return {
    address: addressKey(feedback.address),
    id,
    createdAt,
    byId: by.id,
    byRole: by.role,
    runAddress: run ? addressKey(run.address) : null,
    runId: run?.id ?? null,
    message,
    score,
    idempotencyKey,
    contentHash,
  };
}

function contentOf({ address, id, comment, revised, original }: Feedback): FeedbackContentRow {
  return { address: addressKey(address), id, comment, revised, original };
}

export async function findFeedback(db: Queries, address: Address, id: string): Promise<Feedback | null> {
  const row = await feedbacks(db, address).where("f.id", "=", id).executeTakeFirst();
  return row ? feedbackOf(address, row) : null;
}

/** Newest first. */
export async function listFeedback(db: Queries, address: Address, page?: PageRequest): Promise<Page<Feedback>> {
  const limit = pageSize(page);
  let query = feedbacks(db, address);
  if (page?.cursor) query = query.where("f.id", "<", page.cursor);
  const rows = await query
    .orderBy("f.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => feedbackOf(address, row),
  );
}

function feedbacks(db: Queries, address: Address) {
  return db
    .selectFrom("feedback as f")
    .innerJoin("feedbackContents as c", (join) => join.onRef("c.address", "=", "f.address").onRef("c.id", "=", "f.id"))
    .selectAll("f")
    .select(["c.comment", "c.revised", "c.original"])
    .where("f.address", "=", addressKey(address));
}

type Row = FeedbackRow & Pick<FeedbackContentRow, "comment" | "revised" | "original">;

function feedbackOf(address: Address, row: Row): Feedback {
  const { runAddress, runId } = row;
  return {
    id: row.id,
    address,
    createdAt: row.createdAt,
    by: principalOf(row.byId, row.byRole),
    run: runAddress === null || runId === null ? null : { address: addressOf(runAddress), id: runId },
    message: row.message,
    comment: row.comment,
    score: row.score,
    revised: row.revised,
    original: row.original,
    idempotencyKey: row.idempotencyKey,
    contentHash: row.contentHash,
  };
}
