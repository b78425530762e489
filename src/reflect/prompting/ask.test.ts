import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Script, scriptedModel } from "../../testing/models.js";
import { ask, jsonSchemaOf } from "./ask.js";
import { objectsIn } from "./json-text.js";

const form = z.object({ rule: z.string(), count: z.number().default(0) });
const messages = [{ role: "user", content: "Answer." }] as const;
const signal = new AbortController().signal;

const asking = async (script: Script, faults?: (answer: z.infer<typeof form>) => string[]) => {
  const model = scriptedModel(script);
  const answered = await ask(model, { name: "rule", form, messages, signal, ...(faults && { faults }) });
  return { model, ...answered };
};

describe("objectsIn", () => {
  it("finds any object in any prose and fence, whatever is in its strings", () => {
    const prose = fc.string().map((text) => text.replace(/[{}"\\]/g, ""));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        prose,
        prose,
        fc.boolean(),
        (object, before, after, fenced) => {
          const json = JSON.stringify(object, null, 2);
          const text = fenced ? `${before}\n\`\`\`json\n${json}\n\`\`\`\n${after}` : `${before}${json}${after}`;
          expect(objectsIn(text)[0]).toEqual(JSON.parse(json));
        },
      ),
    );
  });

  it("gives the last first, and skips what never closes", () => {
    expect(objectsIn('<think>{"a":1} or { not json }</think>{"b":{"c":"}"}} and {"d":')).toEqual([
      { b: { c: "}" } },
      { a: 1 },
    ]);
    expect(objectsIn("no json")).toEqual([]);
  });

  it("takes a long text of open braces in a moment", () => {
    const begun = performance.now();
    expect(objectsIn("{".repeat(100_000))).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});

describe("ask", () => {
  it.each([
    '{"rule":"Be brief.","count":2}',
    'Here you are:\n```json\n{"rule": "Be brief.", "count": 2}\n```\nAnything else?',
    '<think>maybe {"rule":"Be long.","count":1}</think>\n{"rule":"Be brief.","count":2}',
    '{"rule":"Be brief.","count":2,"extra":true} {"other":"thing"}',
  ])("reads %j", async (text) => {
    const { model, value } = await asking([text]);
    expect(value).toEqual({ rule: "Be brief.", count: 2 });
    expect(model.requests).toHaveLength(1);
  });

  it("takes null for nothing said", async () => {
    expect((await asking(['{"rule":"x","count":null}'])).value).toEqual({ rule: "x", count: 0 });
  });

  it.each([
    ["I would rather not.", "no complete JSON object"],
    ['{"rule": "Be br', "no complete JSON object"],
    ["", "no complete JSON object"],
    ['{"rules":["a"]}', "rule"],
    ['{"rule":7}', "expected string"],
  ])("shows the model its own answer %j and what was wrong, once", async (wrong, complaint) => {
    const { model, value } = await asking([wrong, '{"rule":"Be brief."}']);
    expect(value.rule).toBe("Be brief.");
    const second = model.requests[1]?.messages ?? [];
    expect(second.slice(0, 1)).toEqual(messages);
    expect(second[1]).toEqual({ role: "assistant", content: wrong === "" ? "(empty)" : wrong });
    expect(second[2]).toMatchObject({ role: "user", content: expect.stringContaining(complaint) });
  });

  it("shows what is wrong with an answer of the right form", async () => {
    const { model } = await asking(['{"rule":""}', '{"rule":"x"}'], ({ rule }) =>
      rule === "" ? ["The rule is blank."] : [],
    );
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("The rule is blank.");
  });

  it("gives up after the second wrong answer, and says what came", async () => {
    await expect(asking(["prose one", "prose two", '{"rule":"late"}'])).rejects.toMatchObject({
      code: "invalid_answer",
      message: expect.stringContaining("prose two"),
    });
  });

  it("does not ask again after a failure of the model", async () => {
    const model = scriptedModel(() => new Error("down"));
    await expect(ask(model, { name: "rule", form, messages, signal })).rejects.toThrow("down");
    expect(model.requests).toHaveLength(1);
  });

  it("hands the schema on, without what strict providers refuse", async () => {
    const { model } = await asking(['{"rule":"x"}']);
    expect(model.requests[0]?.answer).toEqual({
      name: "rule",
      schema: {
        type: "object",
        properties: { rule: { type: "string" }, count: { type: "number" } },
        required: ["rule", "count"],
        additionalProperties: false,
      },
    });
    expect(jsonSchemaOf(form)).toEqual(model.requests[0]?.answer?.schema);
  });
});
