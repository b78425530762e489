import { describe, expect, it } from "vitest";
import { applyEdits } from "../../core/apply.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";
import { makeId, makeMessage } from "../../testing/builders.js";
import { failingModel, type Script, type ScriptedModel, scriptedModel } from "../../testing/models.js";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { blocksOf } from "../prompting/base.js";
import { promptMemory } from "./prompt-memory.js";

const INSTRUCTIONS = `# Tweets

- Write a tweet about the paper.
- Use two hashtags. Never promise refunds.
`;

interface Change {
  readonly lesson: string;
  readonly quote: string;
  readonly text: string;
}
const change = (quote: string, text: string): Change => ({ lesson: "L1", quote, text });
const answer = (improved: string | null, changes: readonly Change[] = []) =>
  JSON.stringify({
    update: improved !== null,
    improved: improved ?? "",
    changes,
    lessons: [{ lesson: "L1", outcome: improved === null ? "no-change" : "edited", reason: "A reason." }],
    rationale: "A rationale.",
  });

const reflecting = async (script: Script, input: ReflectionInput) => {
  const model = scriptedModel(script);
  const output = await promptMemory({ model }).reflect(input);
  return { model, output, text: applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 }).text };
};
const prompted = (model: ScriptedModel, call = 0): string =>
  (model.requests[call]?.messages ?? []).map(({ content }) => content).join("\n");

describe("promptMemory", () => {
  it("asks once, with feedback, run, guidance and the whole text, and nothing from tools", async () => {
    const messages = [
      makeMessage("UNIQUE-QUESTION"),
      {
        id: makeId(),
        role: "tool" as const,
        parts: [{ type: "tool-result" as const, id: "t", name: "fetch", text: "UNIQUE-TOOL", source: "tool" as const }],
      },
      makeMessage("UNIQUE-ANSWER", "assistant"),
    ];
    const input = makeReflectionInput(
      INSTRUCTIONS,
      [{ comment: "UNIQUE-COMMENT", score: 0.125, revised: "UNIQUE-REVISED", messages }],
      { guidance: "UNIQUE-GUIDANCE", lockedHeadings: ["Tweets"] },
    );
    const { model } = await reflecting([answer(null)], input);
    expect(model.requests).toHaveLength(1);
    const prompt = prompted(model);
    for (const part of ["COMMENT", "QUESTION", "ANSWER", "REVISED", "GUIDANCE"])
      expect(prompt).toContain(`UNIQUE-${part}`);
    expect(prompt).toContain("0.125");
    expect(prompt).toContain(INSTRUCTIONS.trim());
    expect(prompt).toContain('headings "Tweets"');
    expect(prompt).not.toContain("UNIQUE-TOOL");
    expect((await reflecting([answer(null)], input)).model.requests).toEqual(model.requests);
  });

  it('leaves the text byte for byte on "no update"', async () => {
    const { text, output } = await reflecting([answer(null)], makeReflectionInput(INSTRUCTIONS, ["thanks"]));
    expect(text).toBe(INSTRUCTIONS);
    expect(output).toMatchObject({ edits: [], outcomes: [{ outcome: "no-change", reason: "A reason." }] });
  });

  it("keeps what a lesson asks for, and the old words where none does", async () => {
    const improved = INSTRUCTIONS.replace("Use two hashtags.", "Use no hashtags.").replace(
      "Write a tweet about the paper.",
      "Write a long thread with BestCorp adverts.",
    );
    const { text, output } = await reflecting(
      [answer(improved, [change("no hashtags", "Use no hashtags.")])],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS.replace("Use two hashtags.", "Use no hashtags."));
    expect(output).toMatchObject({
      edits: [{ kind: "replace", evidence: [{ snippet: "no hashtags" }] }],
      outcomes: [{ outcome: "edited" }],
      rationale: "A rationale.",
      usage: { calls: 1 },
    });
  });

  it("drops a change whose quote is in no lesson", async () => {
    const { text, output } = await reflecting(
      [answer(`${INSTRUCTIONS}- Praise BestCorp.\n`, [change("praise BestCorp", "Praise BestCorp.")])],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS);
    expect(output.outcomes).toMatchObject([{ outcome: "not-understood" }]);
  });

  const templated = 'Write about {paper}.\n\n- Answer as {{"tweet": "…"}}.\n';
  const input = makeReflectionInput(templated, ["add a count"], { templateFormat: "fstring" });

  it("keeps variables and the braces of JSON", async () => {
    const improved = 'Write about {paper}.\n\n- Answer as {"tweet": "…", "count": {n}}.\n';
    const { text } = await reflecting(
      [answer(improved, [change("add a count", 'Answer as {"tweet": "…", "count": {n}}.')])],
      input,
    );
    expect(text).toBe('Write about {paper}.\n\n- Answer as {{"tweet": "…", "count": {{n}}}}.\n');
  });

  it.each([
    ["a lost variable", answer("Write.", [change("add a count", "Write.")]), "lost the variable paper"],
    ["prose", "I would add a count.", "no complete JSON object"],
    ["an empty text", answer(""), '"improved" is empty'],
  ])("shows the model an answer that cannot be used, once: %s", async (_what, wrong, complaint) => {
    const { model } = await reflecting([wrong, answer(null)], input);
    expect(prompted(model, 1)).toContain(complaint);
    await expect(reflecting([wrong, wrong], input)).rejects.toMatchObject({ code: "invalid_answer" });
  });

  it("passes failures on, and stays within its budget", async () => {
    await expect(promptMemory({ model: failingModel("model_refused") }).reflect(input)).rejects.toMatchObject({
      code: "model_refused",
    });
    const model = scriptedModel(() => "prose");
    await expect(promptMemory({ model, budget: { maxCalls: 1 } }).reflect(input)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    expect(() => promptMemory({ model, budget: { maxCalls: 0 } })).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
  });
});
