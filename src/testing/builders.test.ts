import { expect, test } from "vitest";
import { verifyChain } from "../core/version.js";
import { makeFeedback, makeId, makeRun, makeVersion } from "./builders.js";

test("ids grow", () => {
  const ids = Array.from({ length: 1000 }, () => makeId());
  expect(ids).toEqual([...new Set(ids)].sort());
});

test("versions made one after another are a valid chain", () => {
  const first = makeVersion();
  const second = makeVersion({ after: first, text: "Write a good tweet." });
  const third = makeVersion({ after: second, reverts: 1 });
  expect([first, second, third].map((version) => version.number)).toEqual([1, 2, 3]);
  expect(verifyChain([first, second, third])).toEqual([]);
});

test("equal content has equal hashes whatever the ids are; other content has others", () => {
  const messages = makeRun().messages;
  expect(makeRun({ messages }).contentHash).toBe(makeRun({ messages }).contentHash);
  expect(makeFeedback().contentHash).toBe(makeFeedback({ idempotencyKey: "k" }).contentHash);
  expect(makeFeedback().contentHash).not.toBe(makeFeedback({ comment: "More emoji." }).contentHash);
});
