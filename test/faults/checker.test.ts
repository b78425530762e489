// The history checker, on a history that is in order and with violations planted in it.
import { memoryStore } from "knowhow";
import { beforeAll, expect, test } from "vitest";
import { sealVersion } from "../../src/core/version.js";
import { createMemory } from "../../src/memory.js";
import { checkHistory } from "./checker.js";
import { type Call, callsOf, type Holdings, type Told, type Violation } from "./history.js";
import { holdingsOf, settle } from "./holdings.js";
import { observed } from "./observed.js";
import { type Doing, NAMESPACE, type Operation, perform, prepare, SEED } from "./operations.js";
import { wordForWord } from "./word-for-word.js";

const address = { namespace: NAMESPACE, name: "a" };
let calls: Call[];
let open: Holdings;
let settledCalls: Call[];
let settled: Holdings;

beforeAll(async () => {
  const told: Told[] = [];
  const store = observed(memoryStore(), (one) => told.push(one));
  const memory = createMemory({ store, strategy: wordForWord, screens: [] });
  let keys = 0;
  const doing: Doing = {
    store,
    instructions: memory.instructions("a", { namespace: NAMESPACE, seed: SEED }),
    random: () => 0.3,
    newKey: () => `${(keys += 1)}`,
  };
  const does: Operation[] = ["record", "feedback", "reflect", "accept", "label", "reflect to a proposal", "feedback"];
  for (const operation of does) {
    await prepare(operation, doing);
    await perform(operation, doing);
  }
  calls = callsOf(told);
  open = await holdingsOf(store, address);
  await settle(store, ["a"]);
  settledCalls = callsOf(told);
  settled = await holdingsOf(store, address);
});

test("nothing is found in a history that is in order", () => {
  expect(open.lessons.map(({ state }) => state)).toEqual(expect.arrayContaining(["applied", "reserved", "pending"]));
  expect(checkHistory(calls, [open], { settled: false })).toEqual([]);
  expect(settled.lessons.map(({ state }) => state)).toEqual(settled.lessons.map(() => "applied"));
  expect(checkHistory(settledCalls, [settled], { settled: true })).toEqual([]);
});

test("what is still open is found if all should be done", () => {
  expect(rulesOf(checkHistory(calls, [open], { settled: true }))).toEqual(["lesson"]);
});

/** The last of its kind is changed. */
const last = <T>(items: readonly T[], change: (item: T) => T): T[] =>
  items.map((item, index) => (index === items.length - 1 ? change(item) : item));
const twice = <T>(items: readonly T[]): T[] => items.concat(items.slice(-1));
const reflected = (held: Holdings) => held.versions.filter(({ reflectionId }) => reflectionId !== null);

test.each<[string, Violation["rule"], (held: Holdings) => Partial<Holdings>]>([
  ["the newest version is lost", "chain", ({ versions }) => ({ versions: versions.slice(0, -1) })],
  ["a version in the middle is lost", "chain", ({ versions }) => ({ versions: versions.toSpliced(1, 1) })],
  ["a version is there twice", "chain", ({ versions }) => ({ versions: twice(versions) })],
  [
    "a text was changed",
    "chain",
    ({ versions }) => ({ versions: last(versions, (one) => ({ ...one, text: `${one.text} ` })) }),
  ],
  [
    "another version was put in its place",
    "chain",
    ({ versions }) => ({ versions: last(versions, (one) => sealVersion({ ...one, reason: "Other." })) }),
  ],
  ["the head is behind", "chain", ({ record }) => ({ record: record && { ...record, head: record.head - 1 } })],
  [
    "a label points nowhere",
    "label",
    ({ record }) => ({ record: record && { ...record, labels: { production: 99 } } }),
  ],
  [
    "a reflection was committed twice",
    "reflection",
    (held) => ({
      versions: last(held.versions, (one) => ({ ...one, reflectionId: reflected(held)[0]?.reflectionId ?? null })),
    }),
  ],
  [
    "a proposal was committed twice",
    "proposal",
    (held) => ({
      versions: last(held.versions, (one) => ({ ...one, proposalId: reflected(held)[0]?.proposalId ?? null })),
    }),
  ],
  [
    "an accepted proposal is still open",
    "proposal",
    ({ proposals }) => ({ proposals: proposals.map((one) => ({ ...one, state: "open" })) }),
  ],
  [
    "an accepted proposal has no version",
    "proposal",
    ({ proposals }) => ({
      proposals: last(proposals, (one) => ({ ...one, decision: one.decision && { ...one.decision, version: 77 } })),
    }),
  ],
  [
    "a reflection has no version",
    "reflection",
    ({ reflections }) => ({ reflections: reflections.map((one) => ({ ...one, status: "accepted", version: 77 })) }),
  ],
  ["a proposal is lost", "reflection", () => ({ proposals: [] })],
  [
    "acknowledged feedback is lost",
    "feedback",
    ({ lessons, feedback }) => ({ lessons: lessons.slice(1), feedback: feedback.slice(1) }),
  ],
  ["a lesson has no feedback", "feedback", ({ feedback }) => ({ feedback: last(feedback, () => null) })],
  [
    "feedback was kept twice",
    "feedback",
    ({ lessons, feedback }) => ({
      lessons: twice(lessons),
      feedback: [...feedback, ...feedback.slice(-1).map((one) => one && { ...one, id: "again" })],
    }),
  ],
  ["an acknowledged run is lost", "run", () => ({ runs: [] })],
  ["a run was kept twice", "run", ({ runs }) => ({ runs: [...runs, ...runs.map((run) => ({ ...run, id: "again" }))] })],
  [
    "a lesson is pending again and in force",
    "lesson",
    ({ lessons }) => ({
      lessons: lessons.map((one) => ({ ...one, state: "pending", proposalId: null, version: null })),
    }),
  ],
  [
    "a lesson is applied by a version that it is not in",
    "lesson",
    ({ lessons }) => ({ lessons: lessons.map((one) => ({ ...one, version: 1 })) }),
  ],
  [
    "a lesson was dismissed by nobody",
    "lesson",
    ({ lessons }) => ({ lessons: last(lessons, (one) => ({ ...one, state: "dismissed" })) }),
  ],
  [
    "a lesson of a proposal is lost",
    "lesson",
    ({ lessons, feedback }) => ({ lessons: lessons.slice(1), feedback: feedback.slice(1) }),
  ],
])("it is found when %s", (_what, rule, plant) => {
  const planted = { ...settled, ...plant(settled) };
  expect(rulesOf(checkHistory(settledCalls, [planted], { settled: true }))).toContain(rule);
});

test("it is found when a lesson was consumed twice", () => {
  const { versions, lessons, feedback } = settled;
  const comment = feedback.find((_one, index) => lessons[index]?.version === versions.length)?.comment ?? "";
  expect(comment).not.toBe("");
  const doubled = last(versions, (one) => ({ ...one, text: `${one.text}- ${comment}\n` }));
  const [found] = checkHistory(settledCalls, [{ ...settled, versions: doubled }], { settled: true }).filter(
    ({ rule }) => rule === "lesson",
  );
  expect(found?.what).toMatch(/stands in the text 2 times/);
});

test("it is found when a lesson is held by two proposals", () => {
  const held = open.proposals.filter(({ state }) => state === "open");
  expect(held).not.toEqual([]);
  const proposals = [...open.proposals, ...held.map((one) => ({ ...one, id: "again" }))];
  expect(rulesOf(checkHistory(calls, [{ ...open, proposals }], { settled: false }))).toEqual(["lesson"]);
});

test("it is found when a label was seen to go back", () => {
  const after = Math.max(...calls.map(({ ended }) => ended ?? 0)) + 1;
  const back: Call = {
    address: open.address,
    began: after,
    asked: { kind: "read" },
    ended: after + 1,
    answer: { kind: "read", labels: { production: 1 } },
  };
  expect(rulesOf(checkHistory([...calls, back], [open], { settled: false }))).toEqual(["label"]);
});

test("it is found when a version was not asked for by anybody", () => {
  const others = calls.filter(({ asked }) => asked.kind !== "commit" || asked.version?.number !== 2);
  expect(rulesOf(checkHistory(others, [open], { settled: false }))).toContain("chain");
});

function rulesOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ rule }) => rule))];
}
