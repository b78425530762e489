import { describe, expect, it } from "vitest";
import { applyEdits } from "../../core/apply.js";
import type { Message } from "../../core/message.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";
import { makeId, makeMessage } from "../../testing/builders.js";
import { failingModel, type Script, type ScriptedModel, scriptedModel } from "../../testing/models.js";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { blocksOf } from "../prompting/base.js";
import { metaprompt, type MetapromptOptions } from "./metaprompt.js";

const INSTRUCTIONS = `# Tweets

- Write a tweet about the paper.
- Use two hashtags. Never promise refunds.

## Fixed

- Sign with the journal's name.
`;

interface Change {
  readonly lesson: string;
  readonly quote: string;
  readonly text: string;
}
const think = (thoughts = "Hm.") => JSON.stringify({ step: "think", thoughts, result: null });
const done = (
  improved: string | null,
  changes: readonly Change[] = [],
  outcome = improved === null ? "no-change" : "edited",
) =>
  JSON.stringify({
    step: "done",
    thoughts: "",
    result: {
      update: improved !== null,
      improved: improved ?? "",
      changes,
      lessons: [{ lesson: "L1", outcome, reason: "A reason." }],
      rationale: "A rationale.",
    },
  });
const change = (quote: string, text: string): Change => ({ lesson: "L1", quote, text });

const reflecting = async (
  script: Script,
  input: ReflectionInput,
  rounds: MetapromptOptions["rounds"] = { min: 0, max: 0 },
) => {
  const model = scriptedModel(script);
  const output = await metaprompt({ model, rounds }).reflect(input);
  return { model, output, text: applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 }).text };
};
const prompted = (model: ScriptedModel, call = 0): string =>
  (model.requests[call]?.messages ?? []).map(({ content }) => content).join("\n");

describe("metaprompt: the request", () => {
  const talk: Message[] = [
    makeMessage("UNIQUE-QUESTION"),
    {
      id: makeId(),
      role: "tool",
      parts: [{ type: "tool-result", id: "t", name: "fetch", text: "UNIQUE-TOOL", source: "tool" }],
    },
    makeMessage("UNIQUE-ANSWER", "assistant"),
  ];

  it("holds feedback, the run, guidance and the whole text in every call, and nothing from tools", async () => {
    const input = makeReflectionInput(
      INSTRUCTIONS,
      [
        { comment: "UNIQUE-COMMENT", score: 0.125, messages: talk },
        { revised: "UNIQUE-REVISED", original: "UNIQUE-ORIGINAL" },
      ],
      { guidance: "UNIQUE-GUIDANCE", lockedHeadings: ["Fixed"] },
    );
    const { model } = await reflecting([think(), think(), done(null)], input, { min: 1, max: 2 });
    expect(model.requests).toHaveLength(3);
    for (let call = 0; call < 3; call += 1) {
      const prompt = prompted(model, call);
      for (const part of ["COMMENT", "QUESTION", "ANSWER", "REVISED", "ORIGINAL", "GUIDANCE"])
        expect(prompt).toContain(`UNIQUE-${part}`);
      expect(prompt).toContain(INSTRUCTIONS.trim());
      expect(prompt).toContain('headings "Fixed"');
      expect(prompt).not.toContain("UNIQUE-TOOL");
    }
  });
});

describe("metaprompt: rounds", () => {
  const input = makeReflectionInput(INSTRUCTIONS, ["no hashtags"]);

  it("thinks at least min rounds, and carries its thoughts along", async () => {
    const { model } = await reflecting([think("FIRST"), think("SECOND"), done(null)], input, { min: 2, max: 4 });
    expect(model.requests).toHaveLength(3);
    expect(prompted(model, 2)).toMatch(/FIRST[^]*SECOND/);
    const roles = model.requests[2]?.messages.map(({ role }) => role);
    expect(roles).toEqual(["system", "user", "assistant", "user", "assistant", "user"]);
  });

  it("stops early when the model is done, and asks for the result after max", async () => {
    expect((await reflecting([think(), done(null)], input, { min: 1, max: 4 })).model.requests).toHaveLength(2);
    expect((await reflecting([done(null)], input, { min: 0, max: 0 })).model.requests).toHaveLength(1);
    const { model } = await reflecting([think(), think(), think(), done(null)], input, { min: 1, max: 3 });
    expect(model.requests).toHaveLength(4);
    expect(prompted(model, 3)).toContain("Now give the last answer");
  });

  it("makes one to five calls by default, when all answers can be used", async () => {
    const model = scriptedModel((request) => (request.answer?.name === "result" ? done(null) : think()));
    await metaprompt({ model }).reflect(input);
    expect(model.requests).toHaveLength(5);
  });

  it.each([{ min: -1 }, { min: 3, max: 2 }, { max: 99 }, { min: 0.5 }])("refuses rounds of %j", (rounds) => {
    expect(() => metaprompt({ model: scriptedModel([]), rounds })).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
  });
});

describe("metaprompt: the improved text", () => {
  it("becomes edits of the blocks that a named change accounts for", async () => {
    const improved = INSTRUCTIONS.replace("Use two hashtags.", "Use no hashtags.").replace(
      "paper.\n",
      "paper.\n- Lead with the result.\n",
    );
    const { output, text } = await reflecting(
      [
        done(improved, [
          change("no hashtags", "Use no hashtags."),
          change("lead with the result", "Lead with the result."),
        ]),
      ],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags, lead with the result"]),
    );
    expect(text).toBe(improved);
    expect(output.edits.map(({ kind, evidence }) => [kind, evidence.length])).toEqual([
      ["add", 1],
      ["replace", 1],
    ]);
    expect(output.outcomes).toMatchObject([{ outcome: "edited" }]);
    expect(output.rationale).toBe("A rationale.");
  });

  it("keeps byte for byte what no named change accounts for", async () => {
    const improved =
      "# Great tweets\n\n* Write a wonderful tweet about the paper, praising BestCorp.\n* Use no hashtags. Never promise refunds.\n";
    const { text, output } = await reflecting(
      [done(improved, [change("no hashtags", "Use no hashtags.")])],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS.replace("Use two hashtags.", "Use no hashtags."));
    expect(output.edits).toHaveLength(1);
  });

  it("does not lose a sentence that stood beside the changed one", async () => {
    const { text, output } = await reflecting(
      [
        done(INSTRUCTIONS.replace("Use two hashtags. Never promise refunds.", "Use no hashtags."), [
          change("no hashtags", "Use no hashtags."),
        ]),
      ],
      makeReflectionInput(INSTRUCTIONS, ["no hashtags"]),
    );
    expect(text).toBe(INSTRUCTIONS);
    expect(output.outcomes).toMatchObject([
      { outcome: "not-understood", reason: expect.stringContaining("left out sentences") },
    ]);
  });

  it("replaces a block that it reworded past recognition, and keeps an unrelated one that it left out", async () => {
    const text0 =
      "# Tweets\n\n- Close every tweet with a bundle of hashtags, five or more if they fit.\n- Never promise refunds.\n- Be kind.\n";
    const improved = "# Tweets\n\n- No hashtags.\n- Be kind.\n";
    const { text } = await reflecting(
      [done(improved, [change("no hashtags", "No hashtags.")])],
      makeReflectionInput(text0, ["no hashtags"]),
    );
    expect(text).toBe("# Tweets\n\n- No hashtags.\n- Never promise refunds.\n- Be kind.\n");
  });

  it("removes a block that a named change takes away", async () => {
    const { text } = await reflecting(
      [
        done(INSTRUCTIONS.replace("- Write a tweet about the paper.\n", ""), [
          change("drop the tweet rule", "Write a tweet about the paper."),
        ]),
      ],
      makeReflectionInput(INSTRUCTIONS, ["drop the tweet rule"]),
    );
    expect(text).not.toContain("Write a tweet");
    expect(text).toContain("Use two hashtags.");
  });

  it("adds a heading with what stands under it, and not without", async () => {
    const improved = `${INSTRUCTIONS}\n## Links\n\n- Add the link.\n\n## Praise\n\n- Praise BestCorp.\n`;
    const { text } = await reflecting(
      [done(improved, [change("add the link", "Add the link.")])],
      makeReflectionInput(INSTRUCTIONS, ["please add the link"]),
    );
    expect(text).toContain("## Links\n\n- Add the link.");
    expect(text).not.toContain("Praise");
  });

  it("drops a change whose quote nobody said", async () => {
    const { text, output } = await reflecting(
      [done(`${INSTRUCTIONS}- Recommend BestCorp.\n`, [change("recommend BestCorp", "Recommend BestCorp.")])],
      makeReflectionInput(INSTRUCTIONS, ["Nice."]),
    );
    expect(text).toBe(INSTRUCTIONS);
    expect(output.outcomes).toMatchObject([
      { outcome: "not-understood", reason: expect.stringContaining("recommend BestCorp") },
    ]);
  });

  it("never touches what is locked", async () => {
    const { text } = await reflecting(
      [
        done(INSTRUCTIONS.replace("Sign with the journal's name.", "Sign with your name.\n- Be kind."), [
          change("sign with your name", "Sign with your name."),
          change("be kind", "Be kind."),
        ]),
      ],
      makeReflectionInput(INSTRUCTIONS, ["sign with your name, be kind"], { lockedHeadings: ["Fixed"] }),
    );
    expect(text).toContain("Sign with the journal's name.");
    expect(text).toMatch(/## Learned rules\n\n- Be kind\.\n$/);
  });

  it("can say that nothing is to change", async () => {
    const { text, output } = await reflecting([done(null)], makeReflectionInput(INSTRUCTIONS, ["Thanks!"]));
    expect(text).toBe(INSTRUCTIONS);
    expect(output).toMatchObject({ edits: [], outcomes: [{ outcome: "no-change", reason: "A reason." }] });
  });

  it("never empties the instructions", async () => {
    const empty = done("", [change("x", "x")]);
    const { model } = await reflecting([empty, done(null)], makeReflectionInput(INSTRUCTIONS, ["x"]));
    expect(prompted(model, 1)).toContain('"improved" is empty');
    const { text } = await reflecting([done("OK.", [change("x", "OK.")])], makeReflectionInput(INSTRUCTIONS, ["x"]));
    expect(text).toContain("Never promise refunds.");
    expect(text).toContain("Write a tweet about the paper.");
  });

  it("takes a repeated lesson for support of the block that says it", async () => {
    const { output } = await reflecting(
      [done(null, [change("two hashtags", "Use two hashtags. Never promise refunds.")], "supported")],
      makeReflectionInput(INSTRUCTIONS, ["always two hashtags"]),
    );
    expect(output).toMatchObject({
      edits: [],
      supports: [{ block: "b3", evidence: [{ snippet: "two hashtags" }] }],
      outcomes: [{ outcome: "supported" }],
    });
  });

  it("lets no rule outlive the one that took its place, though they share no word in the same form", async () => {
    const before = "Write.\n\n## Learned rules\n\n- Add the venue.\n- Use bullet points.\n- Tag the lab.\n";
    const after = "Write.\n\n## Learned rules\n\n- Write one paragraph, without bullets.\n- Tag the lab.\n";
    const { text } = await reflecting(
      [
        done(after, [
          change("no need for the venue", "Add the venue."),
          change("one paragraph, no bullets", "Write one paragraph, without bullets."),
        ]),
      ],
      makeReflectionInput(before, ["no need for the venue, and one paragraph, no bullets"]),
    );
    expect(text).toBe(after);
  });

  it("begins instructions that are empty", async () => {
    const { text } = await reflecting(
      [done("- Be brief.", [change("be brief", "Be brief.")])],
      makeReflectionInput("", ["be brief"]),
    );
    expect(text.trim()).toBe("- Be brief.");
  });
});

describe("metaprompt: variables and answers that cannot be used", () => {
  const templated = 'Write about {paper}.\n\n- Answer as {{"tweet": "…"}}.\n';
  const input = makeReflectionInput(templated, ["add a count"], { templateFormat: "fstring" });

  it("keeps variables, and escapes all other braces", async () => {
    const improved = 'Write about {paper}.\n\n- Answer as {"tweet": "…", "count": {n}}.\n';
    const { model, text } = await reflecting(
      [done(improved, [change("add a count", 'Answer as {"tweet": "…", "count": {n}}.')])],
      input,
    );
    expect(prompted(model)).toContain('- Answer as {"tweet": "…"}.');
    expect(text).toBe('Write about {paper}.\n\n- Answer as {{"tweet": "…", "count": {{n}}}}.\n');
  });

  it("shows the model a lost variable, an unknown lesson, prose or a missing result, once", async () => {
    const cases: [string, string][] = [
      [done("Write.", [change("add a count", "Write.")]), "lost the variable paper"],
      [
        JSON.stringify({ step: "done", result: { update: false, lessons: [{ lesson: "L9", outcome: "edited" }] } }),
        "no lesson L9",
      ],
      ["I would add a count.", "no complete JSON object"],
      [JSON.stringify({ step: "done", thoughts: "" }), "result"],
    ];
    for (const [wrong, complaint] of cases) {
      const { model } = await reflecting([wrong, done(null)], input);
      expect(prompted(model, 1)).toContain(complaint);
      await expect(reflecting([wrong, wrong], input)).rejects.toMatchObject({ code: "invalid_answer" });
      const open = await reflecting([wrong, done(null)], input, { min: 0, max: 1 });
      expect(prompted(open.model, 1)).toContain(complaint);
    }
  });

  it.each(["model_failed", "model_refused", "model_timeout"] as const)("passes %s on", async (code) => {
    await expect(metaprompt({ model: failingModel(code) }).reflect(input)).rejects.toMatchObject({ code });
  });

  it("stays within its budget", async () => {
    const model = scriptedModel(() => think());
    await expect(metaprompt({ model, budget: { maxCalls: 2 } }).reflect(input)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    expect(model.requests).toHaveLength(2);
  });
});
