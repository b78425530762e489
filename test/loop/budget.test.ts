// A reflection ends at its budget, its lessons stay pending, and it goes on where it stopped once the budget is raised.
import { createMemory, gradient, memoryStore, playbook, type Policy, type Store } from "knowhow";
import { failingModel, scriptedModel, silentModel } from "knowhow/testing";
import { expect, it } from "vitest";

const by = { id: "ana", role: "reviewer" } as const;
const SEED = "Write a tweet.\n";
const EDIT = { edit: "add", target: "", text: "Use no hashtags.", evidence: [{ lesson: "L1", quote: "no hashtags" }] };
const LESSON = { lesson: "L1", outcome: "edited", reason: "A lasting wish." };
const ANSWER = JSON.stringify({ lessons: [LESSON], edits: [EDIT], rationale: "No hashtags." });
const CRITIQUE = JSON.stringify({
  step: "done",
  thoughts: "",
  verdict: {
    update: true,
    lessons: [LESSON],
    recommendations: [{ lesson: "L1", quote: "no hashtags", recommendation: "Forbid hashtags." }],
    rationale: "No hashtags.",
  },
});

const open = (policy: Policy, store: Store = memoryStore()) =>
  createMemory({ store }).instructions("tweet-writer", { seed: SEED, policy });

it("goes on where the budget of calls ended it, and pays for no answer twice", async () => {
  const store = memoryStore();
  const model = scriptedModel([CRITIQUE, ANSWER]);
  const strategy = gradient({ model });
  const poor = open({ strategy, budget: { calls: 1 } }, store);
  await poor.feedback({ by, comment: "Please, no hashtags." });
  for (let time = 0; time < 5; time += 1) {
    const result = await poor.reflect();
    expect(result).toMatchObject({ status: "failed", error: { code: "budget_exceeded" } });
    expect(result.error?.message).toContain("policy.budget.calls");
  }
  expect(model.requests).toHaveLength(1);
  const [lesson] = (await poor.lessons()).items;
  expect(lesson).toMatchObject({ state: "pending", attempts: 0, reason: expect.stringContaining("budget_exceeded") });

  const rich = open({ strategy, budget: { calls: 2 } }, store);
  expect((await rich.reflect()).status).toBe("accepted");
  expect(model.requests).toHaveLength(2);
});

it("makes no call that cannot fit the budget of tokens", async () => {
  const model = scriptedModel([ANSWER]);
  const tweets = open({ strategy: playbook({ model }), budget: { tokens: 100 } });
  await tweets.feedback({ by, comment: "Please, no hashtags." });
  expect((await tweets.reflect()).error).toMatchObject({ code: "budget_exceeded" });
  expect(model.requests).toHaveLength(0);
  expect((await tweets.costs()).total.calls).toBe(0);
});

it("lets lessons that were too much together go alone", async () => {
  const model = scriptedModel(({ messages }) => {
    const both = messages.some(({ content }) => content.includes("Lesson L2"));
    return both ? new Error("Both at once were to be too much.") : ANSWER;
  });
  const tweets = open({ strategy: playbook({ model }), budget: { tokens: 3500 } });
  const long = `Please, no hashtags. ${"I saw many of them in the last days. ".repeat(200)}`;
  await tweets.feedback({ by, comment: long });
  await tweets.feedback({ by, comment: long });
  expect((await tweets.reflect()).error).toMatchObject({ code: "budget_exceeded" });
  expect((await tweets.lessons({ states: ["pending"] })).items).toHaveLength(2);
  const again = await tweets.reflect();
  expect(again.passes.map(({ status }) => status)).toEqual(["accepted", expect.any(String)]);
});

it("ends after its seconds, also a model that does not listen", async () => {
  const deaf = { id: "fake:deaf", generate: () => new Promise<never>(() => {}) };
  for (const model of [silentModel(), deaf]) {
    const tweets = open({ strategy: playbook({ model }), budget: { seconds: 0.05 } });
    await tweets.feedback({ by, comment: "Please, no hashtags." });
    const { error } = await tweets.reflect();
    expect(error).toMatchObject({ code: "budget_exceeded", message: expect.stringContaining("policy.budget.seconds") });
    expect((await tweets.lessons()).items[0]?.state).toBe("pending");
  }
});

it("refuses budgets that are none", () => {
  for (const budget of [{ calls: 0 }, { calls: 1.5 }, { tokens: -1 }, { seconds: 0 }, { seconds: Number.NaN }]) {
    expect(() => open({ budget })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  }
});

it("keeps every call, also of dry runs and failures, and sets them against the rules", async () => {
  const store = memoryStore();
  const usage = { inputTokens: 1000, outputTokens: 50 };
  const model = scriptedModel(
    [
      { text: ANSWER, usage },
      { text: ANSWER, usage },
    ],
    { id: "fake:a" },
  );
  const tweets = open({ strategy: playbook({ model }) }, store);
  await tweets.feedback({ by, comment: "Please, no hashtags." });
  await tweets.reflect({ dryRun: true });
  const failing = await tweets.reflect({ strategy: playbook({ model: failingModel() }) });
  expect(failing.usage).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0 });
  expect((await tweets.reflect()).status).toBe("accepted");

  const calls = (await tweets.calls()).items;
  expect(calls.map((call) => [call.model, call.error, call.estimated])).toEqual([
    ["fake:a", null, false],
    ["fake:failing", "model_failed", false],
    ["fake:a", null, false],
  ]);
  const { total, rules, perRule, lines, reflections } = await tweets.costs();
  expect(total).toMatchObject({ calls: 3, failed: 1, inputTokens: 2000, outputTokens: 100, estimated: 0 });
  expect({ rules, perRule }).toEqual({
    rules: 1,
    perRule: { calls: 3, inputTokens: total.inputTokens, outputTokens: 100 },
  });
  expect(lines.map(({ purpose, strategy, model: of, calls: n }) => [purpose, strategy, of, n])).toEqual([
    ["reflection", "playbook", "fake:a", 2],
    ["reflection", "playbook", "fake:failing", 1],
  ]);
  expect(reflections.map(({ status }) => status)).toEqual(expect.arrayContaining(["accepted", "failed"]));
  const [version] = (await tweets.history()).items;
  expect(version?.cost).toEqual({
    calls: 1,
    ...usage,
    rules: 1,
    perRule: { calls: 1, ...usage },
  });
});

it("counts the usage of a strategy that tells only its sum, once", async () => {
  const strategy = {
    name: "own",
    model: "own:model",
    reflect: async () => ({
      edits: [],
      supports: [],
      outcomes: [],
      rationale: "",
      usage: { calls: 2, inputTokens: 10, outputTokens: 5 },
    }),
  };
  const tweets = open({ strategy });
  await tweets.feedback({ by, comment: "Please, no hashtags." });
  await tweets.reflect();
  expect((await tweets.costs()).total).toEqual({ calls: 2, failed: 0, inputTokens: 10, outputTokens: 5, estimated: 0 });
});
