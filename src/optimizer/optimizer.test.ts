import { describe, expect, it } from "vitest";
import { type ScriptedModel, scriptedModel } from "../testing/models.js";
import { createMultiPromptOptimizer, createPromptOptimizer, type OptimizerKind } from "./optimizer.js";

const KINDS: readonly OptimizerKind[] = ["gradient", "metaprompt", "prompt_memory"];
const PROMPT = 'Write about {paper}.\n\n- Answer as {"tweet": "…"}.\n';
const talk = [
  { role: "user", content: "UNIQUE-QUESTION" },
  { role: "assistant", content: "UNIQUE-ANSWER" },
];
const lessons = [{ lesson: "L1", outcome: "no-change", reason: "Praise." }];
const nothing = JSON.stringify({
  step: "done",
  thoughts: "",
  verdict: { update: false, lessons },
  result: { update: false, improved: "", lessons },
  update: false,
  improved: "",
  lessons,
});
const adding = (text: string, quote: string) =>
  JSON.stringify({
    update: true,
    improved: `${PROMPT}- ${text}\n`,
    changes: [{ lesson: "L1", quote, text }],
    lessons: [{ lesson: "L1", outcome: "edited" }],
  });
const prompted = ({ requests }: ScriptedModel): string =>
  requests.map(({ messages }) => messages.map(({ content }) => content).join("\n")).join("\n");
const config = { minReflectionSteps: 1, maxReflectionSteps: 1 };
const always = () => scriptedModel(() => nothing);

describe("createPromptOptimizer", () => {
  it.each(KINDS)('keeps the prompt on "no update", and early exit gives it back: %s', async (kind) => {
    const optimizer = createPromptOptimizer(
      scriptedModel(({ answer }) =>
        answer?.name === "thought" ? JSON.stringify({ step: "think", thoughts: "Hm." }) : nothing,
      ),
      { kind, config },
    );
    const input = { trajectories: [[talk, "Thanks!"]] as const, prompt: PROMPT };
    expect(await optimizer.invoke(input)).toBe(PROMPT);
    expect(await optimizer(input)).toBe(PROMPT);
  });

  it.each(KINDS)(
    "shows the model feedback, conversation and directions, the same bytes each time: %s",
    async (kind) => {
      const asked = async () => {
        const model = scriptedModel(({ answer }) =>
          answer?.name === "thought" ? JSON.stringify({ step: "think", thoughts: "Hm." }) : nothing,
        );
        await createPromptOptimizer(model, { kind, config }).invoke({
          trajectories: [
            [talk, { score: 0.25, comment: "UNIQUE-COMMENT", revised: "UNIQUE-REVISED", tone: "UNIQUE-TONE" }],
          ],
          prompt: { name: "p", prompt: PROMPT, update_instructions: "UNIQUE-HOW", when_to_update: "UNIQUE-WHEN" },
        });
        return model;
      };
      const model = await asked();
      for (const part of ["QUESTION", "ANSWER", "COMMENT", "REVISED", "TONE", "HOW", "WHEN"])
        expect(prompted(model)).toContain(`UNIQUE-${part}`);
      expect(prompted(model)).toContain("0.25");
      expect((await asked()).requests).toEqual(model.requests);
    },
  );

  it("takes the braces of JSON as they are, however often it runs", async () => {
    const trajectories = [{ messages: talk, feedback: "be brief" }];
    const model = scriptedModel([adding("Be brief.", "be brief"), nothing]);
    const optimizer = createPromptOptimizer(model, { kind: "prompt_memory" });
    const once = await optimizer.invoke({ trajectories, prompt: PROMPT });
    expect(once).toBe(`${PROMPT}- Be brief.\n`);
    expect(await optimizer.invoke({ trajectories, prompt: once })).toBe(once);
  });

  it("escapes once where the prompt is an f-string, and keeps its variables", async () => {
    const source = 'Write about {paper}.\n\n- Answer as {{"tweet": "…"}}.\n';
    const optimizer = createPromptOptimizer(scriptedModel([adding("Be brief.", "be brief")]), {
      kind: "prompt_memory",
    });
    expect(await optimizer.invoke({ trajectories: [[talk, "be brief"]], prompt: source })).toBe(
      `${source}- Be brief.\n`,
    );
  });

  it("does not mistake two messages for messages and feedback; what the user answers is the feedback", async () => {
    const model = always();
    await createPromptOptimizer(model, { kind: "prompt_memory" }).invoke({
      trajectories: [[[...talk, { role: "user", content: "UNIQUE-REPLY" }], null], talk as never],
      prompt: PROMPT,
    });
    expect(prompted(model)).toContain("UNIQUE-REPLY");
    expect(prompted(model)).not.toContain('{"content"');
    expect(prompted(model)).toMatch(/Lesson L2[^]*UNIQUE-QUESTION|same conversation/);
  });
});

describe("createMultiPromptOptimizer", () => {
  it("asks once who is concerned, by the directions, and changes only those", async () => {
    const prompts = [
      { name: "writer", prompt: PROMPT, whenToUpdate: "UNIQUE-WHEN", updateInstructions: "UNIQUE-HOW" },
      { name: "checker", prompt: "Check {{facts}}." },
    ];
    const model = scriptedModel([
      JSON.stringify({ lessons: [{ lesson: "L1", prompts: ["writer"] }] }),
      adding("Be brief.", "be brief"),
    ]);
    const improved = await createMultiPromptOptimizer(model, { kind: "prompt_memory" }).invoke({
      trajectories: [[talk, "be brief"]],
      prompts,
    });
    expect(improved).toEqual([{ ...prompts[0], prompt: `${PROMPT}- Be brief.\n` }, prompts[1]]);
    expect(model.requests).toHaveLength(2);
    for (const { messages } of model.requests)
      for (const part of ["UNIQUE-WHEN", "UNIQUE-HOW", "be brief"]) expect(JSON.stringify(messages)).toContain(part);
  });

  it("refuses two prompts of one name", async () => {
    const two = [
      { name: "a", prompt: "" },
      { name: "a", prompt: "" },
    ];
    await expect(createMultiPromptOptimizer(always()).invoke({ trajectories: [], prompts: two })).rejects.toMatchObject(
      {
        code: "invalid_name",
      },
    );
  });
});
