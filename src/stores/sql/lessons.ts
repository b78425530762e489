/** Queries on lessons. */
import { type Address, addressKey } from "../../core/address.js";
import type { Lesson, LessonState } from "../../core/feedback.js";
import type { LessonChange, Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import { batches } from "./batches.js";
import type { Queries } from "./connection.js";
import type { LessonRow } from "./schema.js";

/** Lessons that are not there yet. */
export async function insertLessons(db: Queries, all: readonly Lesson[]): Promise<void> {
  for (const batch of batches(all)) {
    const rows = batch.map((lesson) => ({ ...lesson, address: addressKey(lesson.address) }));
    await db.insertInto("lessons").values(rows).execute();
  }
}

export async function findLesson(db: Queries, address: Address, id: string): Promise<Lesson | null> {
  const row = await lessons(db, address).where("id", "=", id).executeTakeFirst();
  return row ? lessonOf(address, row) : null;
}

/** Oldest first. */
export async function listLessons(
  db: Queries,
  address: Address,
  states: readonly LessonState[] | null,
  page?: PageRequest,
): Promise<Page<Lesson>> {
  const limit = pageSize(page);
  let query = lessons(db, address);
  if (states) query = query.where("state", "in", states);
  if (page?.cursor) query = query.where("id", ">", page.cursor);
  const rows = await query
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => lessonOf(address, row),
  );
}

/** False, and nothing is changed, unless the lesson is in one of the states it must be in. */
export async function changeLesson(db: Queries, address: Address, change: LessonChange): Promise<boolean> {
  const { state, reason, attempts, proposalId, version, updatedAt } = change.to;
  const changed = await db
    .updateTable("lessons")
    .set({ state, reason, attempts, proposalId, version, updatedAt })
    .where("address", "=", addressKey(address))
    .where("id", "=", change.id)
    .where("state", "in", change.from)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

function lessons(db: Queries, address: Address) {
  return db.selectFrom("lessons").selectAll().where("address", "=", addressKey(address));
}

function lessonOf(address: Address, row: LessonRow): Lesson {
  return { ...row, address, state: row.state as LessonState };
}
