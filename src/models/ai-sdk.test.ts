import { usedByFailure } from "../core/model-call.js";
import { MockLanguageModelV3 } from "ai/test";
import { describe, expect, it } from "vitest";
import { aiSdkModel } from "./ai-sdk.js";

type Generated = Awaited<ReturnType<MockLanguageModelV3["doGenerate"]>>;

const schema = {
  type: "object",
  properties: { rule: { type: "string" } },
  required: ["rule"],
  additionalProperties: false,
};
const structured = { messages: [{ role: "user", content: "Answer." }], answer: { name: "lesson", schema } } as const;

function result(text: string, unified: Generated["finishReason"]["unified"] = "stop"): Generated {
  return {
    content: [{ type: "text", text }],
    finishReason: { unified, raw: undefined },
    usage: {
      inputTokens: { total: 11, noCache: 11, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 5, text: 5, reasoning: 0 },
    },
    warnings: [],
  };
}

const httpError = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

describe("aiSdkModel", () => {
  it("passes messages, schema and limits on, and gives text and usage back", async () => {
    const mock = new MockLanguageModelV3({
      provider: "acme.chat",
      modelId: "m-1",
      doGenerate: result('{"rule":"Be brief."}'),
    });
    const model = aiSdkModel(mock, { temperature: 0 });
    const answer = await model.generate({
      ...structured,
      messages: [
        { role: "system", content: "You edit." },
        { role: "user", content: "First." },
        { role: "assistant", content: "Second." },
        { role: "user", content: "Third." },
      ],
      maxOutputTokens: 77,
    });
    expect(model.id).toBe("acme:m-1");
    expect(answer).toEqual({ text: '{"rule":"Be brief."}', usage: { inputTokens: 11, outputTokens: 5 } });
    const [call] = mock.doGenerateCalls;
    expect(call?.prompt.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(JSON.stringify(call?.prompt)).toMatch(/You edit.*First.*Second.*Third/);
    expect(call?.responseFormat).toEqual({ type: "json", name: "lesson", schema });
    expect(call).toMatchObject({ maxOutputTokens: 77, temperature: 0 });
  });

  it("asks for plain text when no form is asked", async () => {
    const mock = new MockLanguageModelV3({ doGenerate: result("Hello.") });
    await expect(aiSdkModel(mock).generate({ messages: [{ role: "user", content: "Hi." }] })).resolves.toMatchObject({
      text: "Hello.",
    });
    expect(mock.doGenerateCalls[0]?.responseFormat?.type ?? "text").toBe("text");
  });

  it("gives prose back as it came: parsing is not its part", async () => {
    const mock = new MockLanguageModelV3({ doGenerate: result("I would rather chat.") });
    await expect(aiSdkModel(mock).generate(structured)).resolves.toEqual({
      text: "I would rather chat.",
      usage: { inputTokens: 11, outputTokens: 5 },
    });
  });

  it("has no usage where the provider does not count", async () => {
    const uncounted = { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined };
    const usage = { inputTokens: uncounted, outputTokens: { total: undefined, text: undefined, reasoning: undefined } };
    const mock = new MockLanguageModelV3({ doGenerate: { ...result("{}"), usage } });
    expect((await aiSdkModel(mock).generate(structured)).usage).toBeNull();
  });

  it.each([
    ["content-filter", "model_refused"],
    ["length", "model_failed"],
    ["error", "model_failed"],
  ] as const)("takes the finish reason %s for %s", async (reason, code) => {
    for (const text of ["", '{"rule"', '{"rule":"x"}']) {
      const mock = new MockLanguageModelV3({ doGenerate: result(text, reason) });
      await expect(aiSdkModel(mock).generate(structured)).rejects.toMatchObject({ code });
      const error: unknown = await aiSdkModel(mock)
        .generate({ messages: structured.messages })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      // It was paid for all the same.
      expect(usedByFailure(error)).toMatchObject({ inputTokens: expect.any(Number) });
      expect(usedByFailure(error).outputTokens).toBeGreaterThan(0);
    }
  });

  it("asks again without the schema when the server does not know schemas, and remembers", async () => {
    const mock = new MockLanguageModelV3({
      doGenerate: async ({ responseFormat }) => {
        if (responseFormat?.type === "json") throw httpError(400, "'response_format.type' must be text");
        return result("{}");
      },
    });
    const model = aiSdkModel(mock);
    await expect(model.generate(structured)).resolves.toMatchObject({ text: "{}" });
    await expect(model.generate(structured)).resolves.toMatchObject({ text: "{}" });
    expect(mock.doGenerateCalls).toHaveLength(3);
  });

  it("does not ask again when the request is wrong in another way", async () => {
    const mock = new MockLanguageModelV3({ doGenerate: () => Promise.reject(httpError(400, "context too long")) });
    await expect(aiSdkModel(mock).generate(structured)).rejects.toMatchObject({ code: "model_failed" });
    expect(mock.doGenerateCalls).toHaveLength(1);
  });

  it("ends at the time limit, and hands the end on to the provider", async () => {
    let aborted = false;
    const mock = new MockLanguageModelV3({
      doGenerate: ({ abortSignal }) =>
        new Promise((_resolve, reject) => {
          abortSignal?.addEventListener("abort", () => {
            aborted = true;
            reject(abortSignal.reason as Error);
          });
        }),
    });
    await expect(aiSdkModel(mock, { timeout: 20 }).generate(structured)).rejects.toMatchObject({
      code: "model_timeout",
    });
    expect(aborted).toBe(true);
    expect(() => aiSdkModel(mock, { timeout: 0 })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  });
});
