import { estimateTokenCount } from "tokenx";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../core/apply.js";
import type { Message } from "../../core/message.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";
import { makeId, makeMessage } from "../../testing/builders.js";
import { failingModel, type Script, type ScriptedModel, scriptedModel } from "../../testing/models.js";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { blocksOf } from "../prompting/base.js";
import { playbook } from "./playbook.js";

const INSTRUCTIONS = `# Tweets

- Write a tweet about the paper.
- Use two hashtags.

## Fixed

- Never promise refunds.
`;

interface Edit {
  readonly edit: string;
  readonly target?: string;
  readonly text?: string;
  readonly evidence?: readonly { readonly lesson: string; readonly quote: string }[];
}
const L1 = (quote: string) => [{ lesson: "L1", quote }];
const answer = (edits: readonly Edit[], outcome = "edited", lesson = "L1"): string =>
  JSON.stringify({ lessons: [{ lesson, outcome, reason: "A reason." }], edits, rationale: "A rationale." });

const reflecting = async (script: Script | readonly string[], input: ReflectionInput) => {
  const model = scriptedModel(script);
  const output = await playbook({ model }).reflect(input);
  return { model, output, text: applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 }).text };
};
const prompted = (model: ScriptedModel, call = 0): string =>
  (model.requests[call]?.messages ?? []).map(({ content }) => content).join("\n");

describe("playbook: the request", () => {
  const talk: Message[] = [
    makeMessage("UNIQUE-QUESTION"),
    {
      id: makeId(),
      role: "tool",
      parts: [{ type: "tool-result", id: "t", name: "fetch", text: "UNIQUE-TOOL", source: "tool" }],
    },
    makeMessage("UNIQUE-ANSWER", "assistant"),
  ];

  it("holds feedback, the run, guidance and blocks, and nothing from tools", async () => {
    const input = makeReflectionInput(
      INSTRUCTIONS,
      [
        { comment: "UNIQUE-COMMENT", score: 0.125, messages: talk },
        { revised: "UNIQUE-REVISED", original: "UNIQUE-ORIGINAL" },
      ],
      { guidance: "UNIQUE-GUIDANCE", lockedHeadings: ["Fixed"] },
    );
    const { model } = await reflecting([answer([], "no-change")], input);
    const prompt = prompted(model);
    for (const part of ["COMMENT", "QUESTION", "ANSWER", "REVISED", "ORIGINAL", "GUIDANCE"])
      expect(prompt).toContain(`UNIQUE-${part}`);
    expect(prompt).not.toContain("UNIQUE-TOOL");
    expect(prompt).toContain("0.125");
    expect(prompt).toContain("b3: - Use two hashtags.");
    expect(prompt).toContain("b5 locked: - Never promise refunds.");
  });

  it("begins the same whatever the lessons are, so that it can be cached", async () => {
    const head = async (comment: string) => {
      const { model } = await reflecting([answer([], "no-change")], makeReflectionInput(INSTRUCTIONS, [comment]));
      const [system, user] = model.requests[0]?.messages ?? [];
      return {
        system: system?.content,
        blocks: user?.content.slice(0, user.content.indexOf("The lessons")),
        whole: user?.content,
      };
    };
    const [one, other, again] = [await head("No hashtags."), await head("Be brief."), await head("No hashtags.")];
    expect(one.system).toBe(other.system);
    expect(one.blocks).toBe(other.blocks);
    expect(one.whole).toBe(again.whole);
    expect(one.whole).not.toBe(other.whole);
  });

  it("asks for a form that strict providers enforce", async () => {
    const { model } = await reflecting([answer([], "no-change")], makeReflectionInput(INSTRUCTIONS, ["Hm."]));
    const check = (schema: unknown): void => {
      const { type, properties, required, additionalProperties, items } = schema as Record<string, unknown>;
      if (items) check(items);
      if (type !== "object") return;
      expect(additionalProperties).toBe(false);
      expect([...(required as string[])].sort()).toEqual(Object.keys(properties as object).sort());
      Object.values(properties as object).forEach(check);
    };
    check(model.requests[0]?.answer?.schema);
  });

  it("asks nothing when there are no lessons", async () => {
    const { model, output } = await reflecting([], makeReflectionInput(INSTRUCTIONS, []));
    expect(model.requests).toEqual([]);
    expect(output).toMatchObject({ edits: [], outcomes: [], usage: { calls: 0 } });
  });
});

describe("playbook: the edits", () => {
  it("replaces, adds and removes blocks, with evidence where the words stand", async () => {
    const input = makeReflectionInput(INSTRUCTIONS, ["no hashtags, and lead with the result"]);
    const script = [
      answer([
        { edit: "replace", target: "b3", text: "Use no hashtags.", evidence: L1("no hashtags") },
        { edit: "add", target: "Tweets", text: "Lead with the result.", evidence: L1("lead with the result") },
        { edit: "remove", target: "b2", evidence: L1("no hashtags") },
      ]),
    ];
    const { output, text } = await reflecting(script, input);
    expect(text).toBe(
      "# Tweets\n\n- Use no hashtags.\n- Lead with the result.\n\n## Fixed\n\n- Never promise refunds.\n",
    );
    expect(output.edits[0]?.evidence).toEqual([
      {
        kind: "quote",
        place: { in: "feedback", feedbackId: input.lessons[0]?.feedback.id, field: "comment" },
        start: 0,
        end: 11,
        snippet: "no hashtags",
        source: "reviewer",
        lessonId: input.lessons[0]?.lesson.id,
      },
    ]);
    expect(output).toMatchObject({
      outcomes: [{ outcome: "edited", reason: "A reason." }],
      rationale: "A rationale.",
      usage: { calls: 1 },
    });
  });

  it("puts rules without a section, or for a locked one, under the learned rules", async () => {
    const input = makeReflectionInput(INSTRUCTIONS, ["be brief, be kind, be bold"], { lockedHeadings: ["Fixed"] });
    const { text } = await reflecting(
      [
        answer([
          { edit: "add", target: "", text: "Be brief.", evidence: L1("be brief") },
          { edit: "add", target: "Fixed", text: "- Be kind.", evidence: L1("be kind") },
          { edit: "add", target: "[b1]", text: "[b7] Be bold.", evidence: L1("be bold") },
        ]),
      ],
      input,
    );
    expect(text).toContain("- Use two hashtags.\n- Be bold.\n");
    expect(text).toMatch(/## Learned rules\n\n- Be brief\.\n- Be kind\.\n$/);
  });

  it("begins instructions that are empty", async () => {
    const { text } = await reflecting(
      [answer([{ edit: "add", target: "", text: "Be brief.", evidence: L1("Be brief") }])],
      makeReflectionInput("", ["Be brief"]),
    );
    expect(text.trim()).toBe("## Learned rules\n\n- Be brief.");
  });

  it("drops an edit whose quote nobody said, and leaves the lesson not understood", async () => {
    const { output } = await reflecting(
      [answer([{ edit: "add", target: "", text: "Recommend BestCorp.", evidence: L1("always recommend BestCorp") }])],
      makeReflectionInput(INSTRUCTIONS, ["Nice."]),
    );
    expect(output.edits).toEqual([]);
    expect(output.outcomes).toMatchObject([{ outcome: "not-understood", reason: expect.stringContaining("BestCorp") }]);
  });

  it("never touches what is locked", async () => {
    const { output } = await reflecting(
      [answer([{ edit: "replace", target: "b5", text: "Promise refunds.", evidence: L1("promise refunds") }])],
      makeReflectionInput(INSTRUCTIONS, ["please promise refunds"], { lockedHeadings: ["Fixed"] }),
    );
    expect(output.edits).toEqual([]);
    expect(output.outcomes).toMatchObject([{ outcome: "not-understood", reason: expect.stringContaining("operator") }]);
  });

  it("makes no edit of a score alone, but lets it support", async () => {
    const script = [
      answer([
        { edit: "remove", target: "b3", evidence: L1("") },
        { edit: "support", target: "b2", evidence: L1("") },
      ]),
    ];
    const { output } = await reflecting(script, makeReflectionInput(INSTRUCTIONS, [{ score: 0 }]));
    expect(output.edits).toEqual([]);
    expect(output.supports).toMatchObject([{ block: "b2", evidence: [{ kind: "score", score: 0 }] }]);
  });

  it("takes an added rule that is already there for support", async () => {
    const { output } = await reflecting(
      [answer([{ edit: "add", target: "", text: "use two hashtags", evidence: L1("two hashtags") }], "edited")],
      makeReflectionInput(INSTRUCTIONS, ["always two hashtags"]),
    );
    expect(output).toMatchObject({ edits: [], supports: [{ block: "b3" }], outcomes: [{ outcome: "supported" }] });
  });

  it("gives each lesson its own outcome, and one that was not mentioned none of another's", async () => {
    const lessons = ["no hashtags", "thanks!", "make this one shorter", "hm", "promise refunds"];
    const said = ["edited", "no-change", "edited", "", "locked"];
    const script = JSON.stringify({
      lessons: said.flatMap((outcome, index) =>
        outcome ? [{ lesson: `L${index + 1}`, outcome, reason: `R${index + 1}.` }] : [],
      ),
      edits: [{ edit: "replace", target: "b3", text: "Use no hashtags.", evidence: L1("no hashtags") }],
      rationale: "",
    });
    const { output } = await reflecting([script], makeReflectionInput(INSTRUCTIONS, lessons));
    expect(output.outcomes.map(({ outcome }) => outcome)).toEqual([
      "edited",
      "no-change",
      "not-understood",
      "not-understood",
      "not-understood",
    ]);
    expect(output.outcomes[4]?.reason).toContain("operator");
    expect(output.rationale).toContain("R1.");
  });
});

describe("playbook: variables and braces", () => {
  const templated = 'Write about {paper}.\n\n- Answer as {{"tweet": "…"}}.\n- Name {author} once.\n';

  it("keeps variables, and escapes all other braces of what was learned", async () => {
    const { model, text } = await reflecting(
      [
        answer([
          { edit: "replace", target: "b2", text: 'Answer as {"tweet": "…", "n": {count}}.', evidence: L1("add n") },
          { edit: "replace", target: "b3", text: "Name {author} twice.", evidence: L1("twice") },
          { edit: "add", target: "", text: "Never write {paper} or {secret}.", evidence: L1("add n") },
        ]),
      ],
      makeReflectionInput(templated, ["add n, twice"], { templateFormat: "fstring" }),
    );
    expect(prompted(model)).toContain('b2: - Answer as {"tweet": "…"}.');
    expect(text).toContain('- Answer as {{"tweet": "…", "n": {{count}}}}.');
    expect(text).toContain("- Name {author} twice.");
    expect(text).toContain("Never write {{paper}} or {{secret}}.");
    expect(text).toContain("Write about {paper}.");
  });

  it("does not let a variable be lost", async () => {
    const losing = answer([{ edit: "replace", target: "b3", text: "Name nobody.", evidence: L1("nobody") }]);
    const input = makeReflectionInput(templated, ["name nobody"], { templateFormat: "fstring" });
    const { model } = await reflecting([losing, answer([], "no-change")], input);
    expect(prompted(model, 1)).toContain("would lose the variable author");
    await expect(reflecting([losing, losing], input)).rejects.toMatchObject({ code: "invalid_answer" });
  });
});

describe("playbook: answers that cannot be used", () => {
  const good = answer([{ edit: "replace", target: "b3", text: "Use no hashtags.", evidence: L1("no hashtags") }]);
  const ev = { evidence: L1("no hashtags") };

  it.each([
    ["prose", "I think the agent should use no hashtags.", "no complete JSON object"],
    ["another form", '{"edits":[{"edit":"rewrite","target":"b3"}]}', "edits[0].edit"],
    ["an unknown block", answer([{ edit: "replace", target: "b99", text: "x", ...ev }]), "no block with this id"],
    [
      "an unknown lesson",
      answer([{ edit: "add", text: "x", evidence: [{ lesson: "L7", quote: "x" }] }]),
      "There is no lesson L7",
    ],
    ["no evidence", answer([{ edit: "remove", target: "b3" }]), "names no lesson"],
    ["blank text", answer([{ edit: "add", text: " ", ...ev }]), "blank"],
    [
      "two edits of one block",
      answer([
        { edit: "remove", target: "b3", ...ev },
        { edit: "replace", target: "b3", text: "x", ...ev },
      ]),
      "Two edits name the block b3",
    ],
  ])("shows the model %s and the error, and takes the second answer", async (_what, wrong, complaint) => {
    const { model, output } = await reflecting([wrong, good], makeReflectionInput(INSTRUCTIONS, ["no hashtags"]));
    expect(output.edits).toHaveLength(1);
    expect(output.usage.calls).toBe(2);
    expect(model.requests[1]?.messages.at(-2)).toEqual({ role: "assistant", content: wrong });
    expect(prompted(model, 1)).toContain(complaint);
  });

  it("ends after two", async () => {
    const model = scriptedModel(() => "no idea");
    await expect(playbook({ model }).reflect(makeReflectionInput(INSTRUCTIONS, ["x"]))).rejects.toMatchObject({
      code: "invalid_answer",
    });
    expect(model.requests).toHaveLength(2);
  });

  it("takes an answer in prose and fences, and text with a marker", async () => {
    const wrapped = `Sure!\n\`\`\`json\n${answer([{ edit: "replace", target: "[b3]", text: "- Use no\nhashtags.", ...ev }])}\n\`\`\`\nDone.`;
    const { text } = await reflecting([wrapped], makeReflectionInput(INSTRUCTIONS, ["no hashtags"]));
    expect(text).toMatch(/- Use no\s+hashtags\./);
    expect(text).not.toContain("- - ");
  });
});

describe("playbook: limits", () => {
  const input = makeReflectionInput(INSTRUCTIONS, ["no hashtags"]);

  it.each(["model_failed", "model_refused", "model_timeout"] as const)("passes %s on", async (code) => {
    await expect(playbook({ model: failingModel(code) }).reflect(input)).rejects.toMatchObject({ code });
  });

  it("stays within its budget", async () => {
    const model = scriptedModel(() => "no idea");
    await expect(playbook({ model, budget: { maxCalls: 1 } }).reflect(input)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    await expect(playbook({ model, budget: { maxTokens: 50 } }).reflect(input)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    expect(() => playbook({ model, budget: { maxCalls: 0 } })).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
  });

  it("hands the caller's signal on", async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const model = {
      id: "m",
      generate: async (_request: unknown, options?: { signal?: AbortSignal }) => (
        (seen = options?.signal),
        { text: answer([], "no-change"), usage: null }
      ),
    };
    await playbook({ model }).reflect(makeReflectionInput(INSTRUCTIONS, ["x"], { signal: caller.signal }));
    expect(seen).toBe(caller.signal);
  });

  it("has a head of a size that small models can take", async () => {
    const { model } = await reflecting([answer([], "no-change")], input);
    expect(estimateTokenCount(prompted(model))).toBeLessThan(2000);
  });
});
