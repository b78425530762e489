// What callers without types hand in by mistake: each is refused with a code, and nothing is stored.
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { InMemoryStore } from "@langchain/langgraph";
import { createMemory, type Instructions, localRunner, memoryStore, playbook } from "knowhow";
import { aiSdkModel } from "knowhow/ai-sdk";
import { dbosQueue, dbosWorker } from "knowhow/dbos";
import { langchainModel } from "knowhow/langchain";
import { instructionsMiddleware, langGraphStore, proceduralMemory } from "knowhow/langgraph";
import { postgresBaseStore } from "knowhow/langgraph/postgres";
import { sqliteBaseStore } from "knowhow/langgraph/sqlite";
import { literal } from "knowhow/literal";
import { resolveModel } from "knowhow/models";
import { createPromptOptimizer } from "knowhow/optimizer";
import { replay } from "knowhow/replay";
import { sqliteStore } from "knowhow/sqlite";
import { silentModel } from "knowhow/testing";
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
  [() => literal({ model: null } as never), 'literal has no option "model".'],
  [
    () => dbosWorker({ url: "postgres://localhost/a", concurency: 1 } as never),
    'dbosWorker has no option "concurency". Did you mean "concurrency"?',
  ],
  [
    () => dbosQueue({ url: "postgres://localhost/a", afer: 1 } as never),
    'dbosQueue has no option "afer". Did you mean "after"?',
  ],
  [
    () => sqliteBaseStore({ path: "x.db", tttl: {} } as never),
    'sqliteBaseStore has no option "tttl". Did you mean "ttl"?',
  ],
  [
    () => postgresBaseStore({ url: "postgres://localhost/a", shema: "x" } as never),
    'postgresBaseStore has no option "shema". Did you mean "schema"?',
  ],
  [
    () => sqliteBaseStore({ path: "x.db", ttl: { defaultTTL: 1 } } as never),
    'ttl has no option "defaultTTL". Did you mean "defaultTtl"?',
  ],
  [
    () => sqliteBaseStore({ path: "x.db", index: { field: ["a"] } } as never),
    'index has no option "field". Did you mean "fields"?',
  ],
  [() => langGraphStore(new InMemoryStore(), { namspace: [] } as never), 'Did you mean "namespace"?'],
  [() => langchainModel(new FakeListChatModel({ responses: [] }), { timout: 1 } as never), 'Did you mean "timeout"?'],
  [
    () => aiSdkModel("openai/gpt-5-mini", { maxRetry: 1 } as never),
    'aiSdkModel has no option "maxRetry". Did you mean "maxRetries"?',
  ],
  [() => resolveModel("openai:x", { timeuot: 1 } as never), 'Did you mean "timeout"?'],
  [() => replay({ file: "x", mod: "play" } as never), 'replay() has no option "mod". Did you mean "mode"?'],
  [
    () => proceduralMemory({ name: "a", model: new FakeListChatModel({ responses: [] }), aproval: "auto" } as never),
    'proceduralMemory has no option "aproval". Did you mean "approval"?',
  ],
  [() => instructionsMiddleware({ name: "a", mark: {} } as never), 'Did you mean "marks"?'],
  [() => createPromptOptimizer(silentModel(), { kin: "gradient" } as never), 'Did you mean "kind"?'],
  [
    () => createPromptOptimizer(silentModel(), { config: { maxReflectionStep: 1 } } as never),
    'config has no option "maxReflectionStep". Did you mean "maxReflectionSteps"?',
  ],
  [
    () => loosely["addCase"]?.({ by: olga, message: [], chek: {} }),
    'addCase() has no option "chek". Did you mean "check"?',
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
