import { describe, expect, it } from "vitest";
import { applyEdits } from "../../core/apply.js";
import { identifyNew } from "../../core/identify.js";
import type { Evidence } from "../../core/evidence.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";
import { makeMessage } from "../../testing/builders.js";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { literal } from "./literal.js";

const SEED = "Write a tweet about the paper. Write up to 280 characters. Be friendly.";
const LEARNED = "Write a tweet.\n\n## Learned rules\n\n- Do not use emoji.\n- Keep it under 280 characters.\n";

async function reflect(input: ReflectionInput) {
  const output = await literal().reflect(input);
  const { blocks, nextBlock } = identifyNew(input.text, "seed", 1);
  const { text } = applyEdits({ text: input.text, blocks, nextBlock }, output.edits, { origin: "rule", since: 2 });
  return { ...output, text, said: output.outcomes.map(({ outcome }) => outcome) };
}
const snippets = (evidence: readonly Evidence[]): string[] =>
  evidence.map((one) => (one.kind === "quote" ? one.snippet : one.kind));

describe("literal: edits", () => {
  it("adds rules as items of a section of their own, with the words they rest on", async () => {
    const input = makeReflectionInput(SEED, ["Nice! Please stop using hashtags and always name the journal."]);
    const { text, edits, said, usage } = await reflect(input);
    expect(text).toBe(`${SEED}\n\n## Learned rules\n\n- Do not use hashtags.\n- Always name the journal.`);
    expect(said).toEqual(["edited"]);
    expect(usage.calls).toBe(0);
    const comment = input.lessons[0]?.feedback.comment ?? "";
    for (const evidence of edits.flatMap((edit) => edit.evidence)) {
      expect(evidence).toMatchObject({ kind: "quote", source: "reviewer", lessonId: input.lessons[0]?.lesson.id });
      if (evidence.kind === "quote") expect(comment.slice(evidence.start, evidence.end)).toBe(evidence.snippet);
    }
  });

  it("puts a newer rule in the place of the older on the same subject, also of a seed's sentence", async () => {
    const learned = await reflect(makeReflectionInput(LEARNED, ["under 200 characters please", "use emoji"]));
    expect(learned.text).toBe("Write a tweet.\n\n## Learned rules\n\n- Use emoji.\n- Keep it under 200 characters.\n");
    const seed = await reflect(makeReflectionInput(SEED, ["keep it under 200 characters"]));
    expect(seed.text).toBe("Write a tweet about the paper. Keep it under 200 characters. Be friendly.");
  });

  it("adds only evidence for what is said already", async () => {
    const { edits, supports, said } = await reflect(makeReflectionInput(LEARNED, ["No emoji!!", "no emojis at all"]));
    expect(edits).toEqual([]);
    expect(supports).toHaveLength(1);
    expect(snippets(supports[0]?.evidence ?? [])).toEqual(["No emoji", "no emojis at all"]);
    expect(said).toEqual(["supported", "supported"]);
  });

  it("lets the later win within one reflection, and never edits a block twice", async () => {
    const comments = [
      "under 200 characters please",
      "use emoji",
      "sorry, no emoji",
      "keep it under 240 characters",
      "no emoji",
    ];
    const { text, edits, said } = await reflect(makeReflectionInput(LEARNED, comments));
    expect(text).toBe("Write a tweet.\n\n## Learned rules\n\n- Do not use emoji.\n- Keep it under 240 characters.\n");
    expect(new Set(edits.map((edit) => edit.kind === "replace" && edit.block)).size).toBe(edits.length);
    expect(said).toEqual(["no-change", "no-change", "supported", "edited", "supported"]);
  });

  it("says a repeated new rule once, with the evidence of both", async () => {
    const { edits } = await reflect(makeReflectionInput("", ["no puns", "Please avoid puns."]));
    expect(edits).toHaveLength(1);
    expect(snippets(edits[0]?.evidence ?? [])).toEqual(["no puns", "Please avoid puns"]);
  });

  it("never touches a locked block, and keeps what contradicts it visible", async () => {
    const text = "# Fixed\n\n- Do not use emoji.\n\n# Style\n\n- Be brief.\n";
    const input = makeReflectionInput(text, ["use emoji", "no emoji"], { lockedHeadings: ["Fixed"] });
    const { edits, supports, said, outcomes } = await reflect(input);
    expect(edits).toEqual([]);
    expect(supports).toHaveLength(1);
    expect(said).toEqual(["not-understood", "supported"]);
    expect(outcomes[0]?.reason).toContain("locked");
  });

  it("escapes for the template format", async () => {
    const fstring = makeReflectionInput("Hi {name}.", ["Sign with 'The {team} team'."], { templateFormat: "fstring" });
    expect((await reflect(fstring)).text).toContain("The {{team}} team");
  });
});

describe("literal: outcomes", () => {
  it("tells praise, a question and a one-off request from what was not understood", async () => {
    const comments = [
      "thanks, great",
      "Where does the 12% come from?",
      "make this one shorter",
      "meh",
      "Sans émojis, s'il vous plaît.",
    ];
    const { said, outcomes, edits } = await reflect(makeReflectionInput(SEED, comments));
    expect(edits).toEqual([]);
    expect(said).toEqual(["no-change", "no-change", "no-change", "not-understood", "not-understood"]);
    expect(outcomes.map(({ reason }) => reason).join("\n")).toMatch(
      /praise.*\n.*question.*\n.*this one.*\n.*meh.*\n.*English/s,
    );
  });

  it("says what of a comment it learned and what it did not read", async () => {
    const { outcomes } = await reflect(makeReflectionInput(SEED, ["No puns. Something about the rhythm bugs me."]));
    expect(outcomes[0]).toMatchObject({ outcome: "edited" });
    expect(outcomes[0]?.reason).toMatch(/Do not make puns.*Something about the rhythm bugs me/);
  });

  it("needs words or a revision: a score alone changes nothing", async () => {
    const { said } = await reflect(makeReflectionInput(SEED, [{ score: 0 }]));
    expect(said).toEqual(["no-change"]);
  });

  it("learns only from people", async () => {
    for (const role of ["tool", "external", "model"] as const) {
      const { edits, said } = await reflect(makeReflectionInput(SEED, [{ comment: "No hashtags.", role }]));
      expect(edits).toEqual([]);
      expect(said).toEqual(["no-change"]);
    }
  });

  it("gives one outcome a lesson, and none without lessons", async () => {
    const { outcomes } = await reflect(makeReflectionInput(SEED, []));
    expect(outcomes).toEqual([]);
  });
});

describe("literal: revisions", () => {
  it("reads a revision against the run's last answer", async () => {
    const messages = [makeMessage("Write."), makeMessage("Bees sleep in flowers. #bees #sleep", "assistant")];
    const { text, edits } = await reflect(makeReflectionInput("", [{ messages, revised: "Bees sleep in flowers." }]));
    expect(text).toContain("- Do not use hashtags.");
    expect(edits[0]?.evidence[0]).toMatchObject({ kind: "revision", removed: "#bees #sleep", added: "" });
  });

  it("keeps pending an edit that needs understanding, or has no original", async () => {
    const { said } = await reflect(
      makeReflectionInput("", [
        { original: "Hall B, at noon.", revised: "Hall C, at noon." },
        { revised: "Hall C, at noon." },
        { original: "Hall B.", revised: "Hall B." },
      ]),
    );
    expect(said).toEqual(["not-understood", "not-understood", "no-change"]);
  });

  it("takes a comment and its revision for one lesson", async () => {
    const original = "Bees, it has been found after years of careful study, do sleep in flowers at night. #bees";
    const lesson = { comment: "too long", original, revised: "Bees sleep in flowers at night, a study finds." };
    const { text, said } = await reflect(makeReflectionInput("", [lesson]));
    expect(text).toBe("## Learned rules\n\n- Keep it under 60 characters.\n- Do not use hashtags.");
    expect(said).toEqual(["edited"]);
  });
});
