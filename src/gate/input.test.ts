import { expect, test } from "vitest";
import { makeMessage } from "../testing/builders.js";
import { inputOf } from "./input.js";

const [system, ask, answer, reply, last] = [
  makeMessage("Be brief.", "system"),
  makeMessage("Hi."),
  makeMessage("Hello!", "assistant"),
  makeMessage("Shorter."),
  makeMessage("Hi!", "assistant"),
] as const;
const messages = [system, ask, answer, reply, last];

test.each([
  ["the last answer", messages, null, [ask, answer, reply]],
  ["an earlier answer", messages, answer.id, [ask]],
  ["what a person said", messages, reply.id, [ask, answer, reply]],
  ["a message that is not there", messages, "nowhere", [ask, answer, reply]],
  ["a run without an answer", [system, ask], null, [ask]],
  ["a run in which nothing was asked", [system, answer], null, null],
])("what was asked before %s", (_what, run, spokenOf, expected) => {
  expect(inputOf({ messages: run }, spokenOf)).toEqual(expected);
});
