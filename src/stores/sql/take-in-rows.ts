/** The rows that come from another store, but for the versions: which are new or newer, and writing them. */
import type { Address } from "../../core/address.js";
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Lesson } from "../../core/feedback.js";
import type { IncomingRows, RowKind } from "../../core/ports/store.js";
import {
  answerKeyOf,
  feedbackIn,
  isNewerCase,
  isNewerLesson,
  isNewerProposal,
  isNewerReflection,
  keysOf,
  lessonsIn,
  never,
  sortIncoming,
  withoutTakenKeys,
} from "../incoming.js";
import { batches } from "./batches.js";
import { insertCase } from "./cases.js";
import type { Queries, SqlDialect } from "./connection.js";
import { insertEvidence } from "./evidence.js";
import { insertFeedback } from "./feedback.js";
import { insertLessons } from "./lessons.js";
import { appendCall } from "./model-calls.js";
import { insertProposal } from "./proposals.js";
import { insertAnswers, putReflection } from "./reflections.js";
import { insertRuns } from "./runs.js";
import type { ProposalRow } from "./schema.js";

type Counts = Partial<Record<RowKind, number>>;
export type SortedRows = Awaited<ReturnType<typeof sortRows>>;

export async function sortRows(db: Queries, address: string, rows: IncomingRows, replaceOlder: boolean) {
  const newer = <T, Age>(isNewer: (row: T, age: Age) => boolean) => (replaceOlder ? isNewer : never);
  const [said, taught] = [feedbackIn(rows), lessonsIn(rows)];
  const idOf = ({ id }: { readonly id: string }): string => id;

  const saidThere = await keyed(db, "feedback", address, said);
  const feedback = sortIncoming(said, idOf, saidThere.ids, never);
  const runsThere = await keyed(db, "runs", address, rows.runs);
  const runs = sortIncoming(rows.runs, idOf, runsThere.ids, never);
  const lessons = sortIncoming(taught, idOf, await updates(db, "lessons", address, taught), newer(isNewerLesson));
  const cases = sortIncoming(rows.cases, idOf, await updates(db, "cases", address, rows.cases), newer(isNewerCase));
  const states = await proposalStates(db, address, rows.proposals);
  const proposals = sortIncoming(rows.proposals, idOf, states, newer(isNewerProposal));
  const ends = await reflectionEnds(db, address, rows.reflections);
  const reflections = sortIncoming(rows.reflections, idOf, ends, newer(isNewerReflection));
  const evidence = sortIncoming(rows.evidence, idOf, await present(db, "evidence", address, rows.evidence), never);
  const calls = sortIncoming(rows.calls, idOf, await present(db, "modelCalls", address, rows.calls), never);
  const answers = sortIncoming(rows.answers, answerKeyOf, await presentAnswers(db, address, rows.answers), never);

  const added: Counts = {
    feedback: feedback.added.length,
    proposal: proposals.added.length,
    case: cases.added.length,
    evidence: evidence.added.length,
    reflection: reflections.added.length,
    run: runs.added.length,
    call: calls.added.length,
    answer: answers.added.length,
  };
  const changed: Counts = {
    feedback: lessons.changed.length,
    proposal: proposals.changed.length,
    case: cases.changed.length,
    reflection: reflections.changed.length,
  };
  return {
    feedback: withoutTakenKeys(feedback.added, saidThere.keys),
    runs: withoutTakenKeys(runs.added, runsThere.keys),
    lessons,
    proposals,
    cases,
    reflections,
    evidence: evidence.added,
    calls: calls.added,
    answers: answers.added,
    counts: { added, changed },
  };
}

export async function writeRows(db: Queries, dialect: SqlDialect, address: Address, sorted: SortedRows): Promise<void> {
  const key = addressKey(address);
  const { lessons, proposals, cases, reflections } = sorted;
  const drop = async (table: WithId, rows: readonly Identified[]): Promise<void> => {
    for (const batch of batches(rows)) {
      const ids = batch.map(({ id }) => id);
      await db.deleteFrom(table).where("address", "=", key).where("id", "in", ids).execute();
    }
  };
  await drop("lessons", lessons.changed);
  await drop("proposalContents", proposals.changed);
  await drop("proposals", proposals.changed);
  await drop("caseContents", cases.changed);
  await drop("cases", cases.changed);

  const taught = [...lessons.added, ...lessons.changed];
  await insertFeedback(db, sorted.feedback);
  if (dialect.rowLocks) await holdFeedback(db, key, taught);
  await insertLessons(db, taught);
  for (const one of [...proposals.added, ...proposals.changed]) await insertProposal(db, one);
  for (const one of [...cases.added, ...cases.changed]) await insertCase(db, one);
  for (const one of [...reflections.added, ...reflections.changed]) await putReflection(db, one);
  await insertEvidence(db, address, sorted.evidence);
  await insertRuns(db, sorted.runs);
  for (const call of sorted.calls) await appendCall(db, call);
  await insertAnswers(db, address, sorted.answers);
}

/**
 * Keeps what lessons are of from being erased until they are in: no reference of theirs does.
 * @throws `conflict` if some of it is not there, or not any more
 */
async function holdFeedback(db: Queries, address: string, lessons: readonly Lesson[]): Promise<void> {
  for (const batch of batches(lessons)) {
    const ids = [...new Set(batch.map(({ feedbackId }) => feedbackId))];
    const said = db.selectFrom("feedback").select("id").where("address", "=", address).where("id", "in", ids);
    const held = new Set((await said.forKeyShare().execute()).map(({ id }) => id));
    const missing = ids.find((id) => !held.has(id));
    if (missing === undefined) continue;
    throw new KnowhowError(
      "conflict",
      `The feedback "${missing}" of a lesson is not there, or was erased meanwhile. Take its rows in again.`,
    );
  }
}

interface Identified {
  readonly id: string;
}
interface Keyed extends Identified {
  readonly idempotencyKey: string | null;
}
type WithId = "lessons" | "proposals" | "proposalContents" | "cases" | "caseContents";

/** Ids that are there, and the ids by the idempotency keys that are. */
async function keyed(db: Queries, table: "runs" | "feedback", address: string, rows: readonly Keyed[] | undefined) {
  const [ids, keys] = [new Map<string, true>(), new Map<string, string>()];
  for (const batch of batches(rows)) {
    const wanted = batch.map(({ id }) => id);
    const found = await db
      .selectFrom(table)
      .select(["id", "idempotencyKey"])
      .where("address", "=", address)
      .where((eb) => eb.or([eb("id", "in", wanted), eb("idempotencyKey", "in", [...keysOf(batch), ""])]))
      .execute();
    for (const { id, idempotencyKey } of found) {
      ids.set(id, true);
      if (idempotencyKey !== null) keys.set(idempotencyKey, id);
    }
  }
  return { ids, keys };
}

async function present(
  db: Queries,
  table: "evidence" | "modelCalls",
  address: string,
  rows: readonly Identified[] | undefined,
) {
  const there = new Map<string, true>();
  for (const batch of batches(rows)) {
    const ids = batch.map(({ id }) => id);
    const query = db.selectFrom(table).select("id").where("address", "=", address).where("id", "in", ids);
    for (const { id } of await query.execute()) there.set(id, true);
  }
  return there;
}

async function updates(
  db: Queries,
  table: "lessons" | "cases",
  address: string,
  rows: readonly Identified[] | undefined,
) {
  const there = new Map<string, { readonly updatedAt: string }>();
  for (const batch of batches(rows)) {
    const ids = batch.map(({ id }) => id);
    const query = db.selectFrom(table).select(["id", "updatedAt"]).where("address", "=", address);
    for (const { id, ...age } of await query.where("id", "in", ids).execute()) there.set(id, age);
  }
  return there;
}

async function proposalStates(db: Queries, address: string, rows: IncomingRows["proposals"]) {
  const there = new Map<string, { readonly state: ProposalRow["state"] }>();
  for (const batch of batches(rows)) {
    const ids = batch.map(({ id }) => id);
    const query = db.selectFrom("proposals").select(["id", "state"]).where("address", "=", address);
    for (const { id, ...age } of await query.where("id", "in", ids).execute()) there.set(id, age);
  }
  return there;
}

async function reflectionEnds(db: Queries, address: string, rows: IncomingRows["reflections"]) {
  const there = new Map<string, { readonly finishedAt: string }>();
  for (const batch of batches(rows)) {
    const ids = batch.map(({ id }) => id);
    const query = db.selectFrom("reflections").select(["id", "finishedAt"]).where("address", "=", address);
    for (const { id, ...age } of await query.where("id", "in", ids).execute()) there.set(id, age);
  }
  return there;
}

async function presentAnswers(db: Queries, address: string, rows: IncomingRows["answers"]) {
  const there = new Map<string, true>();
  for (const batch of batches(rows)) {
    const ids = [...new Set(batch.map(({ reflectionId }) => reflectionId))];
    const query = db.selectFrom("answers").select(["reflectionId", "request"]).where("address", "=", address);
    for (const row of await query.where("reflectionId", "in", ids).execute()) there.set(answerKeyOf(row), true);
  }
  return there;
}
