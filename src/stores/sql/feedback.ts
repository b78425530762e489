/** Queries on feedback. */
import { type Address, addressKey } from "../../core/address.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { Appended } from "../../core/ports/store.js";
import { alreadyAppended } from "../append.js";
import type { Queries } from "./connection.js";
import { insertLesson } from "./lessons.js";
import { addressOf, principalOf } from "./rows.js";
import type { FeedbackContentRow, FeedbackRow } from "./schema.js";

/** Feedback and its lesson, in a transaction. @throws `idempotency_conflict` */
export async function appendFeedback(db: Queries, feedback: Feedback, lesson: Lesson): Promise<Appended<Feedback>> {
  const { id, createdAt, by, run, message, score, idempotencyKey, contentHash } = feedback;
  const address = addressKey(feedback.address);
  const header = {
    address,
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
  const added = await db
    .insertInto("feedback")
    .values(header)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) {
    const first = await feedbacks(db, feedback.address)
      .where((eb) => eb.or([eb("f.id", "=", id), eb("f.idempotencyKey", "=", idempotencyKey)]))
      .executeTakeFirstOrThrow();
    return alreadyAppended("feedback", feedbackOf(feedback.address, first), feedback);
  }
  const { comment, revised, original } = feedback;
  await db.insertInto("feedbackContents").values({ address, id, comment, revised, original }).execute();
  await insertLesson(db, lesson);
  return { item: feedback, duplicate: false };
}

export async function findFeedback(db: Queries, address: Address, id: string): Promise<Feedback | null> {
  const row = await feedbacks(db, address).where("f.id", "=", id).executeTakeFirst();
  return row ? feedbackOf(address, row) : null;
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
