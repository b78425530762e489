/** Taking in the rows of another store: first it is seen what fits, then it is done. */
import type { IncomingRows, TakeInOptions, TakenIn } from "../../core/ports/store.js";
import {
  answerKeyOf,
  appendable,
  checkLabels,
  feedbackIn,
  isNewerCase,
  isNewerLesson,
  isNewerProposal,
  isNewerReflection,
  lessonsIn,
  never,
  sortIncoming,
  takenOf,
  withoutTakenKeys,
} from "../incoming.js";
import type { Shelf } from "./shelf.js";

/** Takes in `rows`, whose objects are handed over: the caller has copied them. @throws `chain_broken` */
export function takeIntoShelf(shelf: Shelf, rows: IncomingRows, options: TakeInOptions = {}): TakenIn {
  const { replaceOlder = true, dryRun = false } = options;
  const versions = appendable(dryRun ? upTo(shelf, rows) : rows.versions, {
    exists: shelf.record !== null || rows.record !== undefined,
    head: shelf.versions.length,
    hashOf: (number) => shelf.versions[number - 1]?.hash,
    hasReflection: (id) => shelf.versions.some(({ reflectionId }) => reflectionId === id),
  });
  if (typeof versions === "number") return { status: "conflict", number: versions };

  const newer = <Age, T extends Age>(isNewer: (row: T, age: Age) => boolean) => (replaceOlder ? isNewer : never);
  const feedback = sortIncoming(feedbackIn(rows), ({ id }) => id, shelf.feedback, never);
  const lessons = sortIncoming(lessonsIn(rows), ({ id }) => id, shelf.lessons, newer(isNewerLesson));
  const proposals = sortIncoming(rows.proposals, ({ id }) => id, shelf.proposals, newer(isNewerProposal));
  const cases = sortIncoming(rows.cases, ({ id }) => id, shelf.cases, newer(isNewerCase));
  const reflections = sortIncoming(rows.reflections, ({ id }) => id, shelf.reflections, newer(isNewerReflection));
  const evidence = sortIncoming(rows.evidence, ({ id }) => id, shelf.evidence, never);
  const runs = sortIncoming(rows.runs, ({ id }) => id, shelf.runs, never);
  const calls = sortIncoming(rows.calls, ({ id }) => id, shelf.calls, never);
  const answers = sortIncoming(rows.answers, answerKeyOf, shelf.answers, never);
  const fresh = rows.record !== undefined && shelf.record === null;
  if (!dryRun) checkLabels(rows.state?.labels, shelf.versions.length + versions.length);
  if (!dryRun) {
    if (rows.record) shelf.record ??= { ...rows.record, head: 0, labels: {} };
    shelf.versions.push(...versions);
    for (const one of withoutTakenKeys(feedback.added, shelf.feedbackKeys)) {
      shelf.feedback.put(one.id, one);
      if (one.idempotencyKey !== null) shelf.feedbackKeys.set(one.idempotencyKey, one.id);
    }
    for (const one of withoutTakenKeys(runs.added, shelf.runKeys)) {
      shelf.runs.put(one.id, one);
      if (one.idempotencyKey !== null) shelf.runKeys.set(one.idempotencyKey, one.id);
    }
    for (const one of [...lessons.added, ...lessons.changed]) shelf.lessons.put(one.id, one);
    for (const one of [...proposals.added, ...proposals.changed]) shelf.proposals.put(one.id, one);
    for (const one of [...cases.added, ...cases.changed]) shelf.cases.put(one.id, one);
    for (const one of [...reflections.added, ...reflections.changed]) shelf.reflections.put(one.id, one);
    for (const one of evidence.added) shelf.evidence.put(one.id, one);
    for (const one of calls.added) shelf.calls.put(one.id, one);
    for (const one of answers.added) shelf.answers.set(answerKeyOf(one), one.answer);
    setState(shelf, rows.state ?? {});
  }
  return takenOf({ fresh, versions, feedback, lessons, proposals, cases, reflections, evidence, runs, calls, answers });
}

const upTo = ({ versions }: Shelf, rows: IncomingRows) =>
  (rows.versions ?? []).filter(({ number }) => number <= versions.length);

function setState(shelf: Shelf, { labels, seed, offeredSeeds = [] }: NonNullable<IncomingRows["state"]>): void {
  if (!shelf.record) return;
  shelf.record = {
    ...shelf.record,
    head: shelf.versions.length,
    labels: { ...shelf.record.labels, ...labels },
    seed: seed === undefined ? shelf.record.seed : seed,
    offeredSeeds: [...new Set([...shelf.record.offeredSeeds, ...offeredSeeds])],
  };
}
