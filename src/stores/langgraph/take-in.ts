/**
 * Taking in the rows of another store. What is settled goes into items of its own, then the inbox, then one `put` of
 * the head; after a crash in between the same rows are given again.
 */
import type { Lesson } from "../../core/feedback.js";
import { hashText } from "../../core/hash.js";
import type { IncomingRows, InstructionsRecord, TakeInOptions, TakenIn } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import {
  appendable,
  checkLabels,
  feedbackIn,
  isNewerCase,
  isNewerLesson,
  isNewerProposal,
  isNewerReflection,
  lessonsIn,
  never,
  type Sorted,
  sortIncoming,
  takenOf,
} from "../incoming.js";
import { answerKey, putAnswers } from "./answers.js";
import type { Archive } from "./archive.js";
import {
  evidenceKey,
  type Head,
  putHead,
  putInbox,
  readHead,
  readInbox,
  versionKey,
  WAITING_LESSONS,
  WAITING_PROPOSALS,
} from "./head.js";
import type { Holdings } from "./holdings.js";

/** @throws `chain_broken` */
export async function takeInto(
  holdings: Holdings,
  rows: IncomingRows,
  { replaceOlder = true, dryRun = false }: TakeInOptions = {},
): Promise<TakenIn> {
  const { items } = holdings;
  const head = await readHead(items);
  const versions = await freshVersions(holdings, head, rows, dryRun);
  if (typeof versions === "number") return { status: "conflict", number: versions };
  const newest = versions.at(-1) ?? head.version;
  if (!dryRun) checkLabels(rows.state?.labels, newest?.number ?? 0);

  const newer = <T, Age>(isNewer: (row: T, age: Age) => boolean) => (replaceOlder ? isNewer : never);
  const idOf = ({ id }: { readonly id: string }): string => id;
  const feedback = sortIncoming(
    feedbackIn(rows),
    idOf,
    await find(feedbackIn(rows), idOf, (id) => holdings.feedback(id)),
    never,
  );
  const lessons = await sorted(lessonsIn(rows), (id) => holdings.lesson(id), newer(isNewerLesson));
  const proposals = await sorted(rows.proposals, (id) => holdings.proposal(id), newer(isNewerProposal));
  const atHand = <T extends { readonly id: string }>(here: readonly T[], archive: Archive<T>) => {
    return async (id: string): Promise<T | null> => here.find((one) => one.id === id) ?? archive.get(id);
  };
  const cases = await sorted(rows.cases, atHand(head.cases, holdings.cases), newer(isNewerCase));
  const findReflection = atHand(head.reflections, holdings.reflections);
  const reflections = await sorted(rows.reflections, findReflection, newer(isNewerReflection));
  const runs = await sorted(rows.runs, (id) => holdings.runs.get(id), never);
  const calls = await sorted(rows.calls, (id) => holdings.calls.get(id), never);
  const quoted = await holdings.evidence((rows.evidence ?? []).map(({ blockId }) => blockId));
  const evidence = sortIncoming(rows.evidence, idOf, new Map(quoted.map((one) => [one.id, one])), never);
  const answers = sortIncoming(
    rows.answers,
    answerKey,
    await find(rows.answers, answerKey, (key) => items.get(key)),
    never,
  );

  const fresh = rows.record !== undefined && head.record === null;
  if (!dryRun) {
    for (const run of runs.added) await holdings.runs.put(await reserve(holdings, "run", run, { id: run.id }));
    for (const given of feedback.added) {
      const lessonId = rows.feedback?.find((row) => row.feedback.id === given.id)?.lesson.id ?? "";
      const kept = await reserve(holdings, "feedback", given, { id: given.id, lessonId });
      await items.put(`feedback ${given.id}`, { feedback: kept, lessonId });
    }
    for (const call of calls.added) await holdings.calls.put(call);
    await putAnswers(items, answers.added);
    const inForce = await settleVersions(holdings, head, versions);
    const { batches } = inForce;
    if (evidence.added.length > 0) await items.put(evidenceKey(batches + 1), { evidence: evidence.added });
    const next: Head = {
      ...inForce,
      record: recordOf(head.record ?? made(rows.record), newest, rows.state ?? {}),
      lessons: await putLessons(holdings, head.lessons, lessons),
      proposals: await putRows(holdings.proposals, head.proposals, proposals, ({ state }) =>
        WAITING_PROPOSALS.includes(state),
      ),
      cases: await putRows(holdings.cases, head.cases, cases, () => false),
      reflections: await putRows(holdings.reflections, head.reflections, reflections, () => false),
      batches: batches + (evidence.added.length > 0 ? 1 : 0),
    };
    if (next.record || next.proposals.length > 0 || next.batches > 0) await putHead(items, next);
  }
  return takenOf({ fresh, versions, feedback, lessons, proposals, cases, reflections, evidence, runs, calls, answers });
}

async function freshVersions(
  holdings: Holdings,
  head: Head,
  rows: IncomingRows,
  dryRun: boolean,
): Promise<readonly Version[] | number> {
  const newest = head.version?.number ?? 0;
  const incoming = rows.versions?.filter(({ number }) => !dryRun || number <= newest) ?? [];
  const hashes = new Map([[newest, head.version?.hash]]);
  for (const { number } of incoming) {
    if (number < newest) hashes.set(number, (await holdings.version(number, head))?.hash);
  }
  return appendable(incoming, {
    exists: head.record !== null || rows.record !== undefined,
    head: newest,
    hashOf: (number) => hashes.get(number),
    hasReflection: (id) => head.reflectionIds.includes(id),
  });
}

/** Puts all versions but the newest into items of their own. */
async function settleVersions({ items }: Holdings, head: Head, versions: readonly Version[]): Promise<Head> {
  const newest = versions.at(-1);
  if (!newest) return head;
  if (head.version) await items.put(versionKey(head.version.number), head.version);
  for (const version of versions.slice(0, -1)) await items.put(versionKey(version.number), version);
  const made = versions.flatMap(({ reflectionId }) => (reflectionId === null ? [] : [reflectionId]));
  return { ...head, version: newest, reflectionIds: [...head.reflectionIds, ...made] };
}

const made = (record: InstructionsRecord | undefined): InstructionsRecord | null =>
  record ? { ...record, head: 0, labels: {} } : null;

function recordOf(
  record: InstructionsRecord | null,
  newest: Version | null,
  { labels, seed, offeredSeeds = [] }: NonNullable<IncomingRows["state"]>,
): InstructionsRecord | null {
  if (!record) return null;
  return {
    ...record,
    head: newest?.number ?? 0,
    labels: { ...record.labels, ...labels },
    seed: seed === undefined ? record.seed : seed,
    offeredSeeds: [...new Set([...record.offeredSeeds, ...offeredSeeds])],
  };
}

/** The row, without its key if another has it; else the key leads to these ids from now on. */
async function reserve<T extends { readonly id: string; readonly idempotencyKey: string | null }>(
  { items }: Holdings,
  kind: "run" | "feedback",
  row: T,
  ids: { readonly id: string; readonly lessonId?: string },
): Promise<T> {
  if (row.idempotencyKey === null) return row;
  const key = `${kind} key ${hashText(row.idempotencyKey)}`;
  const reserved = await items.get<{ id: string }>(key);
  if (!reserved) await items.put(key, ids);
  return !reserved || reserved.id === row.id ? row : { ...row, idempotencyKey: null };
}

/** Those at hand stay at hand, those that wait go into the inbox, and the others into the archive. */
async function putLessons(
  { items, lessons: archive }: Holdings,
  here: readonly Lesson[],
  { added, changed }: Sorted<Lesson>,
): Promise<readonly Lesson[]> {
  const incoming = new Map([...added, ...changed].map((lesson) => [lesson.id, lesson]));
  const elsewhere = [...incoming.values()].filter(({ id }) => !here.some((lesson) => lesson.id === id));
  const inbox = await readInbox(items);
  for (const lesson of elsewhere) if (!WAITING_LESSONS.includes(lesson.state)) await archive.put(lesson);
  const waiting = elsewhere.filter(({ state }) => WAITING_LESSONS.includes(state));
  const left = inbox.filter(({ id }) => !incoming.has(id));
  if (waiting.length > 0 || left.length < inbox.length) await putInbox(items, [...left, ...waiting]);
  return here.map((lesson) => incoming.get(lesson.id) ?? lesson);
}

async function putRows<T extends { readonly id: string }>(
  archive: Archive<T>,
  here: readonly T[],
  { added, changed }: Sorted<T>,
  stays: (row: T) => boolean,
): Promise<readonly T[]> {
  const incoming = new Map([...added, ...changed].map((row) => [row.id, row]));
  const kept = here.map((row) => incoming.get(row.id) ?? row);
  const elsewhere = [...incoming.values()].filter(({ id }) => !here.some((row) => row.id === id));
  for (const row of elsewhere) if (!stays(row)) await archive.put(row);
  return [...kept, ...elsewhere.filter(stays)];
}

async function sorted<T extends { readonly id: string }>(
  incoming: readonly T[] | undefined,
  get: (id: string) => Promise<T | null>,
  isNewer: (row: T, there: T) => boolean,
): Promise<Sorted<T>> {
  return sortIncoming(incoming, ({ id }) => id, await find(incoming, ({ id }) => id, get), isNewer);
}

async function find<T, There>(
  incoming: readonly T[] | undefined,
  keyOf: (row: T) => string,
  get: (key: string) => Promise<There | null>,
): Promise<Map<string, There>> {
  const there = new Map<string, There>();
  for (const row of incoming ?? []) {
    const found = await get(keyOf(row));
    if (found) there.set(keyOf(row), found);
  }
  return there;
}
