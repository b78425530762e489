// What callers without types hand in by mistake: each is refused with a code, and nothing is stored.
import { createMemory, type Instructions, memoryStore } from "knowhow";
import { beforeEach, expect, it } from "vitest";

const olga = { id: "olga", role: "operator" } as const;
const messages = [{ role: "user", content: "Hello." }];

let tweets: Instructions;
/** The same, for whoever does not mind the types. */
let loosely: Record<string, (...given: unknown[]) => Promise<unknown>>;

beforeEach(() => {
  tweets = createMemory({ store: memoryStore() }).instructions("tweets", { seed: "Write.\n" });
  loosely = tweets as unknown as typeof loosely;
});

it.each<[what: string, method: string, given: readonly unknown[], code: string]>([
  ["a run that is none", "record", [], "invalid_run"],
  ["another ref", "record", [{ messages, ref: { a: 1 } }], "invalid_run"],
  ["metadata with a bigint", "record", [{ messages, metadata: { a: 1n } }], "invalid_run"],
  ["metadata with an object", "record", [{ messages, metadata: { a: {} } }], "invalid_run"],
  ["metadata that is a list", "record", [{ messages, metadata: [1] }], "invalid_run"],
  ["feedback that is none", "feedback", [], "invalid_feedback"],
  ["a score that is no number", "feedback", [{ by: olga, score: Number.NaN }], "invalid_feedback"],
  ["an edit of no kind", "propose", [{ by: olga, edits: [{ kind: "zap" }] }], "invalid_edit"],
  ["an edit without a text", "propose", [{ by: olga, edits: [{ kind: "replace", block: "b1" }] }], "invalid_edit"],
  ["edits that are no list", "propose", [{ by: olga, edits: "b1" }], "invalid_edit"],
  ["a proposal by nobody", "propose", [], "invalid_principal"],
  ["a decision by nobody", "rollback", [1], "invalid_principal"],
  ["a decider with a blank id", "rollback", [1, { by: { id: " ", role: "operator" } }], "invalid_principal"],
])("refuses %s", async (_what, method, given, code) => {
  await expect(loosely[method]?.(...given)).rejects.toMatchObject({ code });
  expect((await tweets.history()).items).toHaveLength(1);
  expect((await tweets.runs()).items).toEqual([]);
  expect((await tweets.lessons()).items).toEqual([]);
  expect((await tweets.proposals()).items).toEqual([]);
});
