import { describe, expect, test } from "vitest";
import type { ModelRequest } from "../core/ports/model.js";
import { failingModel, scriptedModel, silentModel } from "./models.js";

const asked = { messages: [{ role: "user", content: "Hello" }] } as const;

describe("scriptedModel", () => {
  test("answers in order, keeps the requests, and says when the script has ended", async () => {
    const model = scriptedModel(["one", { text: "two", usage: null }]);
    expect(await model.generate(asked)).toEqual({ text: "one", usage: { inputTokens: 2, outputTokens: 1 } });
    expect(await model.generate(asked)).toEqual({ text: "two", usage: null });
    await expect(model.generate(asked)).rejects.toMatchObject({ code: "model_failed" });
    expect(model.requests).toEqual([asked, asked, asked]);
  });

  test("answers by a function of the request, and throws the errors it holds", async () => {
    const echo = ({ messages }: ModelRequest) => `${messages[0]?.content}!`;
    const model = scriptedModel((request, index) => (index > 0 ? new TypeError("no") : echo(request)));
    expect((await model.generate(asked)).text).toBe("Hello!");
    await expect(model.generate(asked)).rejects.toThrow(TypeError);
  });

  test("stops at an aborted signal", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(scriptedModel(["one"]).generate(asked, { signal })).rejects.toThrow("enough");
  });
});

test("failingModel throws the code or the error it was given", async () => {
  await expect(failingModel("model_refused").generate(asked)).rejects.toMatchObject({ code: "model_refused" });
  await expect(failingModel(new RangeError("odd")).generate(asked)).rejects.toThrow(RangeError);
});

test("silentModel ends only by its signal", async () => {
  const stop = new AbortController();
  const model = silentModel();
  const answer = model.generate(asked, { signal: stop.signal });
  expect(model.requests).toHaveLength(1);
  stop.abort(new Error("too slow"));
  await expect(answer).rejects.toThrow("too slow");
  await expect(model.generate(asked, { signal: stop.signal })).rejects.toThrow("too slow");
});
