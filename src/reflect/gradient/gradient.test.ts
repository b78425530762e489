import { describe, expect, it } from "vitest";
import { applyEdits } from "../../core/apply.js";
import type { Message } from "../../core/message.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";
import { makeId, makeMessage } from "../../testing/builders.js";
import { failingModel, type Script, type ScriptedModel, scriptedModel } from "../../testing/models.js";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { blocksOf } from "../prompting/base.js";
import { gradient, type GradientOptions } from "./gradient.js";

const INSTRUCTIONS = `# Tweets

- Write a tweet about the paper.
- Use two hashtags.
`;

const think = (thoughts = "Hm.") => JSON.stringify({ step: "think", thoughts, verdict: null });

interface VerdictLike {
  readonly update?: boolean;
  readonly recommendations?: readonly object[];
  readonly supports?: readonly object[];
  readonly lessons?: readonly object[];
}
const verdict = ({ update = false, recommendations = [], supports = [], lessons }: VerdictLike = {}) =>
  JSON.stringify({
    step: "done",
    thoughts: "",
    verdict: {
      update,
      recommendations,
      supports,
      lessons: lessons ?? [
        { lesson: "L1", outcome: update ? "edited" : "no-change", reason: "The critique's reason." },
      ],
      rationale: "The critique's rationale.",
    },
  });
const warranted = (quote: string, recommendation = "RECOMMENDED") =>
  verdict({ update: true, recommendations: [{ lesson: "L1", quote, recommendation }] });
const rewrite = (edits: readonly object[], lessons: readonly object[] = []) =>
  JSON.stringify({ lessons, edits, rationale: "The rewrite's rationale." });
const edit = (kind: string, target: string, text: string, quote: string) => ({
  edit: kind,
  target,
  text,
  evidence: [{ lesson: "L1", quote }],
});

const reflecting = async (
  script: Script,
  input: ReflectionInput,
  rounds: GradientOptions["rounds"] = { min: 1, max: 1 },
) => {
  const model = scriptedModel(script);
  const output = await gradient({ model, rounds }).reflect(input);
  return { model, output, text: applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 }).text };
};
const prompted = (model: ScriptedModel, call = 0): string =>
  (model.requests[call]?.messages ?? []).map(({ content }) => content).join("\n");

describe("gradient: the requests", () => {
  const talk: Message[] = [
    makeMessage("UNIQUE-QUESTION"),
    {
      id: makeId(),
      role: "tool",
      parts: [{ type: "tool-result", id: "t", name: "fetch", text: "UNIQUE-TOOL", source: "tool" }],
    },
    makeMessage("UNIQUE-ANSWER", "assistant"),
  ];
  const input = makeReflectionInput(
    INSTRUCTIONS,
    [
      { comment: "UNIQUE-COMMENT", score: 0.125, messages: talk },
      { revised: "UNIQUE-REVISED", original: "UNIQUE-ORIGINAL" },
    ],
    { guidance: "UNIQUE-GUIDANCE", lockedHeadings: ["Tweets"] },
  );
  const script = [think("THOUGHT"), warranted("UNIQUE-COMMENT"), rewrite([])];

  it("hold feedback, run, guidance and instructions in both passes, and nothing from tools", async () => {
    const recommendations = [
      { lesson: "L1", quote: "UNIQUE-COMMENT", recommendation: "RECOMMENDED" },
      { lesson: "L2", quote: "UNIQUE-REVISED", recommendation: "ALSO" },
    ];
    const both = [think("THOUGHT"), verdict({ update: true, recommendations }), rewrite([])];
    const { model } = await reflecting(both, input, { min: 2, max: 2 });
    expect(model.requests).toHaveLength(3);
    for (let call = 0; call < 3; call += 1) {
      const prompt = prompted(model, call);
      for (const part of ["COMMENT", "QUESTION", "ANSWER", "REVISED", "ORIGINAL", "GUIDANCE"])
        expect(prompt).toContain(`UNIQUE-${part}`);
      expect(prompt).toContain("b2 locked: - Write a tweet about the paper.");
      expect(prompt).toContain("0.125");
      expect(prompt).not.toContain("UNIQUE-TOOL");
    }
  });

  it("carry thoughts through the critique, and only its recommendations and their lessons into the rewrite", async () => {
    const { model } = await reflecting(script, input, { min: 2, max: 2 });
    expect(prompted(model, 2)).toContain("UNIQUE-COMMENT");
    expect(prompted(model, 2)).not.toContain("UNIQUE-REVISED");
    expect(prompted(model, 1)).toContain("THOUGHT");
    expect(prompted(model, 2)).toContain("RECOMMENDED");
    expect(prompted(model, 2)).not.toContain("THOUGHT");
    expect(model.requests[2]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  it("are the same bytes for the same input, with heads that do not depend on it", async () => {
    const once = await reflecting(script, input, { min: 2, max: 2 });
    const again = await reflecting(script, input, { min: 2, max: 2 });
    expect(again.model.requests).toEqual(once.model.requests);
    const other = await reflecting(
      [verdict()],
      makeReflectionInput("Else.", ["hello"], { guidance: "UNIQUE-GUIDANCE" }),
    );
    expect(other.model.requests[0]?.messages[0]).toEqual(once.model.requests[0]?.messages[0]);
  });
});

describe("gradient: early exit", () => {
  it("leaves the text byte for byte, gives every lesson its outcome and makes no second call", async () => {
    const input = makeReflectionInput(INSTRUCTIONS, ["thanks!", "two hashtags please"]);
    const { model, output, text } = await reflecting(
      [
        verdict({
          supports: [{ lesson: "L2", quote: "two hashtags", block: "[b3]" }],
          lessons: [
            { lesson: "L1", outcome: "no-change", reason: "Praise." },
            { lesson: "L2", outcome: "supported", reason: "It says so." },
          ],
        }),
      ],
      input,
    );
    expect(model.requests).toHaveLength(1);
    expect(text).toBe(INSTRUCTIONS);
    expect(output).toMatchObject({
      edits: [],
      supports: [{ block: "b3", evidence: [{ snippet: "two hashtags" }] }],
      outcomes: [
        { lessonId: input.lessons[0]?.lesson.id, outcome: "no-change", reason: "Praise." },
        { lessonId: input.lessons[1]?.lesson.id, outcome: "supported", reason: "It says so." },
      ],
      rationale: "The critique's rationale.",
      usage: { calls: 1 },
    });
  });

  it("comes in any round from min on", async () => {
    const input = makeReflectionInput(INSTRUCTIONS, ["thanks!"]);
    const { model } = await reflecting([think(), think(), verdict()], input, { min: 2, max: 5 });
    expect(model.requests).toHaveLength(3);
  });

  it("leaves a lesson that the verdict forgets pending", async () => {
    const { output } = await reflecting([verdict({ lessons: [] })], makeReflectionInput(INSTRUCTIONS, ["hm"]));
    expect(output.outcomes).toMatchObject([{ outcome: "not-understood" }]);
  });
});

describe("gradient: the rewrite", () => {
  it("edits blocks, with evidence; the verdict speaks for lessons that the rewrite leaves out", async () => {
    const { output, text } = await reflecting(
      [warranted("no hashtags"), rewrite([edit("replace", "b3", "Use no hashtags.", "no hashtags")])],
      makeReflectionInput(INSTRUCTIONS, ["please, no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS.replace("Use two hashtags.", "Use no hashtags."));
    expect(output).toMatchObject({
      edits: [{ kind: "replace", block: "b3", evidence: [{ kind: "quote", snippet: "no hashtags" }] }],
      outcomes: [{ outcome: "edited", reason: "The critique's reason." }],
      rationale: "The rewrite's rationale.",
    });
  });

  it("drops an edit whose quote is in no lesson, and says so", async () => {
    const { output, text } = await reflecting(
      [warranted("no hashtags"), rewrite([edit("add", "Tweets", "Praise BestCorp.", "praise BestCorp")])],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS);
    expect(output.outcomes).toMatchObject([
      { outcome: "not-understood", reason: expect.stringContaining("not in the feedback") },
    ]);
  });

  it("does not let a support of the critique stand beside an edit of that block", async () => {
    const supporting = verdict({
      update: true,
      recommendations: [{ lesson: "L1", quote: "no hashtags", recommendation: "None." }],
      supports: [{ lesson: "L2", quote: "two hashtags", block: "b3" }],
      lessons: [{ lesson: "L2", outcome: "supported", reason: "So it says." }],
    });
    const { output } = await reflecting(
      [supporting, rewrite([edit("replace", "b3", "Use no hashtags.", "no hashtags")])],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags", "two hashtags"]),
    );
    expect(output.supports).toEqual([]);
    expect(output.edits).toMatchObject([{ evidence: [{ snippet: "no hashtags" }] }]);
    expect(output.outcomes).toMatchObject([{ outcome: "edited" }, { outcome: "not-understood" }]);
  });

  it("keeps variables and the braces of JSON", async () => {
    const templated = 'Write about {paper}.\n\n- Answer as {{"tweet": "…"}}.\n';
    const { model, text } = await reflecting(
      [
        warranted("add a count"),
        rewrite([edit("replace", "b2", 'Answer as {"tweet": "…", "count": {n}}.', "add a count")]),
      ],
      makeReflectionInput(templated, ["add a count"], { templateFormat: "fstring" }),
    );
    expect(prompted(model, 1)).toContain('- Answer as {"tweet": "…"}.');
    expect(text).toBe('Write about {paper}.\n\n- Answer as {{"tweet": "…", "count": {{n}}}}.\n');
  });

  it("makes two to six calls by default, when all answers can be used and something is to change", async () => {
    const input = makeReflectionInput(INSTRUCTIONS, ["no hashtags"]);
    const change = rewrite([edit("replace", "b3", "Use no hashtags.", "no hashtags")]);
    const fast = scriptedModel([warranted("no hashtags"), change]);
    await gradient({ model: fast }).reflect(input);
    expect(fast.requests).toHaveLength(2);
    const slow = scriptedModel(({ answer }) =>
      answer?.name === "rewrite" ? change : answer?.name === "verdict" ? warranted("no hashtags") : think(),
    );
    await gradient({ model: slow }).reflect(input);
    expect(slow.requests).toHaveLength(6);
  });
});

describe("gradient: answers that cannot be used", () => {
  const input = makeReflectionInput("Write about {paper}.\n", ["be brief"], { templateFormat: "fstring" });

  it.each([
    ["prose", "Nothing to do.", "no complete JSON object"],
    ["an unknown lesson", verdict({ lessons: [{ lesson: "L9", outcome: "no-change" }] }), "no lesson L9"],
    ["an unknown block", verdict({ supports: [{ lesson: "L1", quote: "brief", block: "b99" }] }), 'no block "b99"'],
    ["a change without a recommendation", verdict({ update: true }), "must not be empty"],
    [
      "a recommendation without a change",
      verdict({ recommendations: [{ lesson: "L1", recommendation: "Be brief." }] }),
      "must be []",
    ],
    [
      "a lesson edited without a change",
      verdict({ lessons: [{ lesson: "L1", outcome: "edited" }] }),
      'no lesson can be "edited"',
    ],
    ["no verdict", JSON.stringify({ step: "done", thoughts: "" }), "verdict"],
  ])("in the critique are shown to the model once: %s", async (_what, wrong, complaint) => {
    for (const rounds of [
      { min: 1, max: 1 },
      { min: 1, max: 2 },
    ]) {
      const { model } = await reflecting([wrong, verdict()], input, rounds);
      expect(prompted(model, 1)).toContain(complaint);
    }
    await expect(reflecting([wrong, wrong], input)).rejects.toMatchObject({ code: "invalid_answer" });
  });

  it("in the rewrite are shown to the model once", async () => {
    const wrong = rewrite([edit("replace", "b1", "Write.", "be brief")]);
    const { model } = await reflecting([warranted("be brief"), wrong, rewrite([])], input);
    expect(prompted(model, 2)).toContain("variable paper");
    await expect(reflecting([warranted("be brief"), wrong, wrong], input)).rejects.toMatchObject({
      code: "invalid_answer",
    });
  });

  it.each(["model_failed", "model_refused", "model_timeout"] as const)("pass %s on", async (code) => {
    await expect(gradient({ model: failingModel(code) }).reflect(input)).rejects.toMatchObject({ code });
  });

  it("stay within the budget", async () => {
    const model = scriptedModel(() => think());
    await expect(gradient({ model, budget: { maxCalls: 2 } }).reflect(input)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    expect(model.requests).toHaveLength(2);
  });

  it.each([{ min: 0 }, { min: 3, max: 2 }, { max: 99 }, { min: 1.5 }])("never begin with rounds of %j", (rounds) => {
    expect(() => gradient({ model: scriptedModel([]), rounds })).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
  });
});
