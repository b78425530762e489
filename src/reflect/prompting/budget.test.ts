import { describe, expect, it } from "vitest";
import { failingModel, scriptedModel } from "../../testing/models.js";
import { budgeted } from "./budget.js";

const request = { messages: [{ role: "user", content: "Say something." }] } as const;
const answer = { text: "Something.", usage: { inputTokens: 100, outputTokens: 20 } };

describe("budgeted", () => {
  it("sums what was used, and estimates what the provider did not count", async () => {
    const model = budgeted(scriptedModel([answer, { text: "four words are here", usage: null }]));
    await model.generate(request);
    expect(model.usage()).toEqual({ calls: 1, inputTokens: 100, outputTokens: 20 });
    await model.generate(request);
    const { calls, inputTokens, outputTokens } = model.usage();
    expect(calls).toBe(2);
    expect(inputTokens).toBeGreaterThan(100);
    expect(outputTokens).toBeGreaterThan(20);
  });

  it("makes no call beyond the calls", async () => {
    const inner = scriptedModel(() => answer);
    const model = budgeted(inner, { maxCalls: 2 });
    await model.generate(request);
    await model.generate(request);
    await expect(model.generate(request)).rejects.toMatchObject({
      code: "budget_exceeded",
      message: expect.stringContaining("maxCalls"),
    });
    expect(inner.requests).toHaveLength(2);
  });

  it("makes no call that cannot fit into the tokens", async () => {
    const inner = scriptedModel(() => answer);
    const model = budgeted(inner, { maxTokens: 122 });
    await model.generate(request);
    await expect(model.generate(request)).rejects.toMatchObject({ code: "budget_exceeded" });
    const long = { messages: [{ role: "user", content: "word ".repeat(1000) }] } as const;
    await expect(budgeted(inner, { maxTokens: 122 }).generate(long)).rejects.toMatchObject({ code: "budget_exceeded" });
    expect(inner.requests).toHaveLength(1);
  });

  it("counts a call that failed, and gives a failure without a code one", async () => {
    const model = budgeted(failingModel(new TypeError("broken pipe")));
    await expect(model.generate(request)).rejects.toMatchObject({
      code: "model_failed",
      message: expect.stringContaining("broken pipe"),
      cause: expect.any(TypeError),
    });
    expect(model.usage().calls).toBe(1);
    await expect(budgeted(failingModel("model_refused")).generate(request)).rejects.toMatchObject({
      code: "model_refused",
    });
  });

  it.each([{ maxCalls: 0 }, { maxCalls: 1.5 }, { maxTokens: -1 }, { maxTokens: Number.NaN }])(
    "refuses %j",
    (budget) => {
      expect(() => budgeted(scriptedModel([]), budget)).toThrow(expect.objectContaining({ code: "invalid_policy" }));
    },
  );
});
