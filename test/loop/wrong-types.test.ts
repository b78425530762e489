// What callers without types hand in by mistake: each is refused with a code, and nothing is stored.
import { createMemory, type Instructions, localRunner, memoryStore, playbook } from "knowhow";
import { sqliteStore } from "knowhow/sqlite";
import { beforeEach, expect, it } from "vitest";

const olga = { id: "olga", role: "operator" } as const;
const messages = [{ role: "user", content: "Hello." }];

let tweets: Instructions;
/** The same, for whoever does not mind the types. */
let loosely: Record<string, (...given: unknown[]) => Promise<unknown>>;

const open = (options: object): Instructions =>
  createMemory({ store: memoryStore() }).instructions("others", { seed: "Write.\n", ...options });

beforeEach(() => {
  tweets = createMemory({ store: memoryStore() }).instructions("tweets", { seed: "Write.\n" });
  loosely = tweets as unknown as typeof loosely;
});

it.each<[unknown: () => unknown, says: string]>([
  [
    () => createMemory({ store: memoryStore(), stratgy: null } as never),
    'createMemory has no option "stratgy". Did you mean "strategy"?',
  ],
  [() => open({ policy: { tokenBuget: 5 } }), 'policy has no option "tokenBuget". Did you mean "tokenBudget"?'],
  [() => open({ policy: { tokenbudget: 5 } }), 'Did you mean "tokenBudget"?'],
  [() => open({ policy: { budget: { call: 1 } } }), 'policy.budget has no option "call". Did you mean "calls"?'],
  [() => open({ policy: { quorum: { people: 2, of: 3 } } }), 'policy.quorum has no option "of". There are: people.'],
  [() => open({ tokenBudget: 5 }), 'instructions() has no option "tokenBudget". There are: namespace, seed'],
  [() => localRunner({ maxwait: 1 } as never), 'localRunner has no option "maxwait". Did you mean "maxWait"?'],
  [() => playbook({ modle: null } as never), 'playbook has no option "modle". Did you mean "model"?'],
  [
    () => sqliteStore({ path: "x.db", readOnly: true } as never),
    'sqliteStore has no option "readOnly". Did you mean "readonly"?',
  ],
  [() => loosely["reflect"]?.({ dryrun: true }), 'reflect() has no option "dryrun". Did you mean "dryRun"?'],
  [() => loosely["current"]?.({ lable: "x" }), 'current() has no option "lable". Did you mean "label"?'],
  [
    () => loosely["feedback"]?.({ by: olga, comments: "No." }),
    'feedback() has no option "comments". Did you mean "comment"?',
  ],
  [() => loosely["forget"]?.({ by: "ana" }, { by: olga, dryrun: true }), 'Did you mean "dryRun"?'],
])("names the nearest option: %s", async (unknown, says) => {
  const failure = (async () => unknown())();
  await expect(failure).rejects.toMatchObject({ code: "invalid_policy", message: expect.stringContaining(says) });
});

it("takes an option that is undefined for none", () => {
  expect(() => open({ policy: { tokenBudget: undefined, ofNoInterest: undefined } })).not.toThrow();
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
