import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { axBeside, axPlaybook } from "./contestants/ax.js";
import { knowhowContestants } from "./contestants/knowhow.js";
import { startLangmem } from "./contestants/langmem.js";
import { instructionsOf, textOf } from "./instructions.js";
import { LESSONS } from "./lessons.js";
import { measure } from "./measure.js";
import { aimsOf, type Row, rowsOf } from "./report.js";
import { startServer } from "./server/server.js";
import { inputTokensOf, tokensOf } from "./server/tokens.js";
import { chartOf, tableOf } from "./show.js";
import { hasLearned, rulesIn, trialsOf } from "./trial.js";

describe("instructions", () => {
  it.each([500, 4000, 32_000])("have %i tokens or little less, and no rule twice", (size) => {
    const text = textOf(instructionsOf(size, 7));
    expect(tokensOf(text)).toBeLessThanOrEqual(size);
    expect(tokensOf(text)).toBeGreaterThan(size * 0.98 - 40);
    expect(new Set(rulesIn(text)).size).toBe(rulesIn(text).length);
  });

  it("are the same for the same seed", () => {
    expect(textOf(instructionsOf(1000, 3))).toBe(textOf(instructionsOf(1000, 3)));
    expect(textOf(instructionsOf(1000, 3))).not.toBe(textOf(instructionsOf(1000, 4)));
  });
});

describe("trials", () => {
  it("ask in their comment for what changes, and for nothing that is so already", () => {
    const trials = trialsOf(500, LESSONS.length, 1);
    expect(trials.length).toBeGreaterThanOrEqual(20);
    for (const { lesson, text, improved } of trials) {
      expect(lesson.comment).toContain(lesson.quote);
      expect(hasLearned(rulesIn(text), lesson)).toBe(false);
      expect(hasLearned(rulesIn(improved), lesson)).toBe(true);
      expect(Math.abs(rulesIn(improved).length - rulesIn(text).length)).toBeLessThanOrEqual(1);
    }
  });
});

describe("the server", () => {
  const request = { model: "m", messages: [{ role: "user", content: "Hello there" }] };
  const post = (address: string, body: string): Promise<Response> =>
    fetch(`${address}/chat/completions`, { method: "POST", body });

  it("counts by caller, and tells what it counted, also in a stream", async () => {
    const server = await startServer(() => ({ kind: "text", text: "Good morning" }));
    try {
      const whole = (await (await post(server.addressFor("a b"), JSON.stringify(request))).json()) as object;
      const used = { prompt_tokens: 3 + 3 + 1 + 2, completion_tokens: 2, total_tokens: 11 };
      expect(whole).toMatchObject({ choices: [{ message: { content: "Good morning" } }], usage: used });
      const stream = await (await post(server.addressFor("c"), JSON.stringify({ ...request, stream: true }))).text();
      expect(stream).toContain("Good morning");
      expect(stream.trimEnd().endsWith("data: [DONE]")).toBe(true);
      await post(server.addressFor("c"), JSON.stringify(request));
      expect(server.countOf("a b")).toEqual({ calls: 1, inputTokens: 9, outputTokens: 2 });
      expect(server.countOf("c")).toEqual({ calls: 2, inputTokens: 18, outputTokens: 4 });
      expect(server.countOf("d").calls).toBe(0);
    } finally {
      await server.close();
    }
  });

  it("refuses other paths, broken JSON and what the script does not know, and counts none of it", async () => {
    const server = await startServer(() => {
      throw new Error("No such form.");
    });
    try {
      expect((await fetch(`${server.addressFor("a")}/models`)).status).toBe(404);
      expect((await post(server.addressFor("a"), "{")).status).toBe(400);
      const unknown = await post(server.addressFor("a"), JSON.stringify(request));
      expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining("No such form.")]);
      expect(server.countOf("a").calls).toBe(0);
    } finally {
      await server.close();
    }
  });

  it("counts tools, schemas and tool calls as they were sent", () => {
    const tools = [{ type: "function", function: { name: "think", parameters: {} } }];
    const called = { role: "assistant", content: null, tool_calls: [{ function: { name: "think", arguments: "{}" } }] };
    const plain = inputTokensOf(request);
    expect(inputTokensOf({ ...request, tools })).toBe(plain + tokensOf(JSON.stringify(tools)));
    expect(inputTokensOf({ ...request, messages: [...request.messages, called] })).toBe(plain + 3 + 1 + 1 + 1);
    const schema = { name: "x", schema: { type: "object" } };
    expect(inputTokensOf({ ...request, response_format: { type: "json_schema", json_schema: schema } })).toBe(
      plain + tokensOf(JSON.stringify(schema)),
    );
  });
});

describe("the measuring", { timeout: 60_000 }, () => {
  it("has the contestants learn their lessons with the calls that its default settings make", async () => {
    const contestants = [...knowhowContestants, axPlaybook, axBeside];
    const lessons = trialsOf(500, 6, 5).map(({ lesson }) => lesson);
    const rows = rowsOf(await measure({ contestants, sizes: [500, 2000], lessons: lessons.length, seed: 5 }));
    const at = (contestant: string, size: number): Row => {
      const row = rows.find((one) => one.contestant === contestant && one.size === size);
      if (!row) throw new Error(`There is no row ${contestant} ${size}.`);
      return row;
    };
    const callsOf = { literal: 0, playbook: 1, metaprompt: 2, gradient: 2, promptMemory: 1, "ax playbook": 3 };
    for (const [contestant, calls] of Object.entries(callsOf)) {
      for (const size of [500, 2000])
        expect(at(contestant, size).calls).toEqual({ mean: calls, min: calls, max: calls });
      if (contestant !== "literal") expect(at(contestant, 500).learned).toBe(lessons.length);
    }
    expect(at("literal", 500).totalTokens.max).toBe(0);
    // edits do not grow with the instructions, whole texts do
    for (const contestant of ["playbook", "gradient", "ax playbook"])
      expect(at(contestant, 2000).outputTokens).toEqual(at(contestant, 500).outputTokens);
    for (const contestant of ["metaprompt", "promptMemory"])
      expect(at(contestant, 2000).outputTokens.min).toBeGreaterThan(at(contestant, 500).outputTokens.max + 1300);
    expect(at("playbook", 2000).outputTokens.max).toBeLessThanOrEqual(250);
    // an empty playbook cannot change what stands beside it
    expect(at("ax playbook, empty", 500).learned).toBe(lessons.filter(({ change }) => change.kind === "add").length);
    expect(at("ax playbook, empty", 2000).inputTokens).toEqual(at("ax playbook, empty", 500).inputTokens);
  });

  it("fails rather than measure a contestant that fails", async () => {
    const broken = { name: "broken", learn: () => Promise.reject(new Error("It broke.")) };
    await expect(measure({ contestants: [broken], sizes: [500], lessons: 1, seed: 1 })).rejects.toThrow("It broke.");
  });
});

describe("the report", () => {
  const sample = { contestant: "playbook", size: 4000, learned: true, calls: 1, inputTokens: 100, outputTokens: 10 };
  const rows = rowsOf([
    sample,
    { ...sample, inputTokens: 200, outputTokens: 30, learned: false },
    { ...sample, contestant: "langmem gradient", inputTokens: 400, outputTokens: 0 },
  ]);

  it("has means and ranges", () => {
    expect(rows[0]).toMatchObject({ lessons: 2, learned: 1, inputTokens: { mean: 150, min: 100, max: 200 } });
    expect(rows[0]?.totalTokens).toEqual({ mean: 170, min: 110, max: 230 });
    expect(tableOf(rows)).toMatch(/playbook +4k +1\/2 +1 +150 \(100–200\) +20 \(10–30\) +170 \(110–230\)/);
  });

  it("says of each aim whether it is met, and of none what was not measured", () => {
    expect(aimsOf(rows).map(({ measured, met }) => [measured, met])).toEqual([
      [1, true],
      [30, true],
      [0.425, false],
      [null, null],
    ]);
  });

  it("draws a chart with a line and a name for each contestant", () => {
    const larger = rows.map((row) => ({ ...row, size: 8000, totalTokens: { mean: 5000, min: 1, max: 9000 } }));
    const { document } = parseHTML(chartOf([...rows, ...larger]));
    expect(document.querySelectorAll('[aria-label="line"] path').length).toBe(2);
    const words = [...document.querySelectorAll("text")].map((text: { textContent: string }) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["4k", "8k", "playbook", "langmem gradient"]));
  });
});

it("leaves LangMem out, and says why, where there is no Python", async () => {
  expect(await startLangmem("no-such-python")).toEqual({ langmem: null, why: "there is no no-such-python here" });
});
