/**
 * Appends feedback, many at once where many come at once: the rows travel as one JSON text, so that a statement is the
 * same for one and for hundreds.
 */
import { type Expression, type RawBuilder, sql } from "kysely";
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { Appended } from "../../core/ports/store.js";
import { alreadyAppended } from "../append.js";
import type { Queries, SqlConnection, SqlDialect } from "./connection.js";
import { findEarlier } from "./feedback.js";
import { KeptQuery } from "./kept-query.js";

/** Feedback with its lesson. */
export interface Taught {
  readonly feedback: Feedback;
  readonly lesson: Lesson;
}

/** What came of one of several appends: what it gives, or what it throws (`idempotency_conflict`). */
export type Outcome = Appended<Feedback> | KnowhowError;

/**
 * All in one step, but those whose id or idempotency key was seen before. No id comes twice among them. `again`: an
 * earlier try of this very call may have taken effect.
 */
export async function appendFeedback(
  { db, dialect }: SqlConnection,
  all: readonly Taught[],
  again: boolean,
): Promise<Outcome[]> {
  const rows = (some: readonly Taught[]) => dialect.rowsOf(jsonOf(some), TYPES);
  const added = new Set(
    dialect.writesWithin
      ? await insertAtOnce(db, dialect, jsonOf(all))
      : await db.transaction().execute((transaction) => insertInTurn(transaction, all, rows)),
  );
  if (added.size === all.length) return all.map(({ feedback }) => ({ item: feedback, duplicate: false }));
  return Promise.all(
    all.map(async ({ feedback }): Promise<Outcome> => {
      if (added.has(feedback.id)) return { item: feedback, duplicate: false };
      const first = await findEarlier(db, feedback);
      // What an earlier try of this very call has stored is no duplicate.
      if (again && first.id === feedback.id) return { item: first, duplicate: false };
      try {
        return alreadyAppended("feedback", first, feedback);
      } catch (error) {
        if (KnowhowError.is(error)) return error;
        throw error;
      }
    }),
  );
}

/** The columns of each table, and of which column of a row they are made. */
const INTO = {
  feedback: {
    address: "address",
    id: "id",
    createdAt: "createdAt",
    byId: "byId",
    byRole: "byRole",
    runAddress: "runAddress",
    runId: "runId",
    message: "message",
    score: "score",
    idempotencyKey: "idempotencyKey",
    contentHash: "contentHash",
  },
  feedbackContents: { address: "address", id: "id", comment: "comment", revised: "revised", original: "original" },
  lessons: {
    address: "address",
    id: "lessonId",
    feedbackId: "id",
    createdAt: "createdAt",
    updatedAt: "updatedAt",
    state: "state",
    reason: "reason",
    attempts: "attempts",
    proposalId: "proposalId",
    version: "version",
  },
} as const;

const atOnce = new KeptQuery<{ json: string }, { id: string }>();

/** One statement, which is a transaction of its own. Gives the ids of what was added. */
async function insertAtOnce(db: Queries, dialect: SqlDialect, json: string): Promise<string[]> {
  const query = atOnce.filled(db, { json }, (given) => insertion(db, dialect.rowsOf(given.json, TYPES)));
  return (await db.executeQuery(query)).rows.map(({ id }) => id);
}

function insertion(db: Queries, rows: RawBuilder<unknown>) {
  const ofAdded = sql`added inner join r on r.address = added.address and r.id = added.id`;
  return db
    .with("r", () => sql<object>`(select * from ${rows})`)
    .with("added", (query) =>
      query
        .insertInto("feedback")
        .columns(columnsOf("feedback"))
        .expression(selected("feedback", sql`r`))
        .onConflict((conflict) => conflict.doNothing())
        .returning(["address", "id"]),
    )
    .with("contents", (query) =>
      query
        .insertInto("feedbackContents")
        .columns(columnsOf("feedbackContents"))
        .expression(selected("feedbackContents", ofAdded)),
    )
    .with("waiting", (query) =>
      query.insertInto("lessons").columns(columnsOf("lessons")).expression(selected("lessons", ofAdded)),
    )
    .selectFrom("added")
    .select("id");
}

/** The same for databases that write by one statement into one table only; in a transaction. */
async function insertInTurn(
  db: Queries,
  all: readonly Taught[],
  rows: (some: readonly Taught[]) => RawBuilder<unknown>,
): Promise<string[]> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("feedback")
    .columns(columnsOf("feedback"))
    // Without a condition SQLite takes "on conflict" for a part of a join.
    .expression(selected("feedback", sql`${rows(all)} as r where true`))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const isWhole = Number(numInsertedOrUpdatedRows) === all.length;
  const ids = isWhole ? all.map(({ feedback }) => feedback.id) : await withoutContent(db, rows(all));
  if (ids.length === 0) return [];
  const found = new Set(ids);
  const added = rows(isWhole ? all : all.filter(({ feedback }) => found.has(feedback.id)));
  await db
    .insertInto("feedbackContents")
    .columns(columnsOf("feedbackContents"))
    .expression(selected("feedbackContents", sql`${added} as r`))
    .execute();
  await db
    .insertInto("lessons")
    .columns(columnsOf("lessons"))
    .expression(selected("lessons", sql`${added} as r`))
    .execute();
  return ids;
}

/** Of these rows, the ids of those that were just added. */
async function withoutContent(db: Queries, rows: RawBuilder<unknown>): Promise<string[]> {
  const given = sql<{ address: string; id: string }>`(select address, id from ${rows})`;
  const result = await db
    .selectFrom(given.as("r"))
    .innerJoin("feedback as f", (join) => join.onRef("f.address", "=", "r.address").onRef("f.id", "=", "r.id"))
    .leftJoin("feedbackContents as c", (join) => join.onRef("c.address", "=", "f.address").onRef("c.id", "=", "f.id"))
    .where("c.id", "is", null)
    .select("f.id")
    .execute();
  return result.map(({ id }) => id);
}

function columnsOf<Table extends keyof typeof INTO>(table: Table): (keyof (typeof INTO)[Table])[] {
  return Object.keys(INTO[table]) as (keyof (typeof INTO)[Table])[];
}

function selected(table: keyof typeof INTO, from: RawBuilder<unknown>): Expression<object> {
  const columns = Object.values<string>(INTO[table]).map((column) => sql.ref(`r.${column}`));
  return sql<object>`select ${sql.join(columns)} from ${from}`;
}

const jsonOf = (all: readonly Taught[]): string => JSON.stringify(all.map(written));

const TYPES = {
  address: "text",
  id: "text",
  created_at: "text",
  by_id: "text",
  by_role: "text",
  run_address: "text",
  run_id: "text",
  message: "text",
  score: "double precision",
  idempotency_key: "text",
  content_hash: "text",
  comment: "text",
  revised: "text",
  original: "text",
  lesson_id: "text",
  updated_at: "text",
  state: "text",
  reason: "text",
  attempts: "integer",
  proposal_id: "text",
  version: "integer",
} as const;

/**
 * A row by the names that columns have in the database, without what is null: half of most rows, which the database
 * would read for nothing.
 */
function written({ feedback, lesson }: Taught): object {
  return {
    address: addressKey(feedback.address),
    id: feedback.id,
    created_at: feedback.createdAt,
    by_id: feedback.by.id,
    by_role: feedback.by.role,
    run_address: feedback.run ? addressKey(feedback.run.address) : undefined,
    run_id: feedback.run?.id,
    message: feedback.message ?? undefined,
    score: feedback.score ?? undefined,
    idempotency_key: feedback.idempotencyKey ?? undefined,
    content_hash: feedback.contentHash,
    comment: feedback.comment ?? undefined,
    revised: feedback.revised ?? undefined,
    original: feedback.original ?? undefined,
    lesson_id: lesson.id,
    updated_at: lesson.updatedAt,
    state: lesson.state,
    reason: lesson.reason ?? undefined,
    attempts: lesson.attempts,
    proposal_id: lesson.proposalId ?? undefined,
    version: lesson.version ?? undefined,
  } satisfies Record<keyof typeof TYPES, string | number | undefined>;
}
