import { describe, expect, it } from "vitest";
import { makeReflectionInput } from "../../testing/reflection-input.js";
import { literal } from "./literal.js";
import { releaseOf, takesBack } from "./release.js";
import { signatureOf } from "./signature.js";

const takes = (comment: string, rule: string): boolean => {
  const release = releaseOf(comment);
  return release !== null && takesBack(release, signatureOf(rule));
};

describe("a clause that takes a wish back", () => {
  it.each([
    ["Hashtags are fine again.", "Do not use hashtags."],
    ["You may use semicolons again", "Write without semicolons."],
    ["You no longer have to cite the lead author.", 'Give the lead author and "et al." in each post.'],
    ["The link is no longer needed.", "Always include the link."],
    ["You don't have to give the year any more", "Say the year in every post."],
    ["No need for a closing question any more.", "End with a question."],
    ["The rule about dashes can go", "Do not use dashes."],
    ["forget the digits rule", "Write numbers as digits."],
    ["Tweets no longer have to be a single sentence.", "Keep each tweet to exactly one sentence."],
    ["the character limit can go", "Keep it under 240 characters."],
    ["forget the limit on sentence length", "Keep sentences under 20 words."],
    ["You may use acronyms again.", "Spell abbreviations out."],
    ["You may write kilometres again.", "Write km, not kilometres."],
    ["The map in front can go.", "Start with a map."],
    ["forget the ban on maps", "Do not use maps."],
    ["Forget the rule against maps.", "Do not use maps."],
    ["skip naming the hosts, its no longer required", "Name the hosts."],
    ["It may be more than two paragraphs again.", "Keep it to at most two paragraphs."],
    ["You may use any tense again.", "Write in the past tense."],
    ["use maps if you like", "Do not use maps."],
    ["No need for a closing map any more.", "End with a map."],
  ])("%s | %s", (comment, rule) => expect(takes(comment, rule)).toBe(true));

  it.each([
    ["Hashtags are fine again.", "Do not use emoji."],
    ["Bullets are fine again.", "Avoid bullets or dashes."],
    ["The link is no longer needed.", "Do not include the link."],
    ["forget the limit on sentence length", "Keep it under 240 characters."],
    ["The link no longer has to be at the end.", "Include the link."],
    ["Don't forget the link.", "Include the link."],
    ["Please name the authors.", "Name the authors."],
    ["You may write percent in words again.", "Include at most 30 words."],
    ["forget the ban on numbers", "Always use numerals for numbers."],
    ["A number is no longer needed.", "Spell out small numbers."],
    ["Quotations are no longer needed.", "Use only straight quotes."],
    ["Quotations are no longer needed.", 'Cite it as "Oar 2024".'],
    ["The map limit no longer applies.", "Use at least three maps."],
    ["It may be more than one paragraph again.", "Do not use maps at the end of a paragraph."],
    ["No need for a closing map any more.", "Start with a map."],
  ])("but not %s | %s", (comment, rule) => expect(takes(comment, rule)).toBe(false));
});

describe("the strategy", () => {
  /** On rules that were all learned. */
  const reflect = (text: string, comment: string) => {
    const input = makeReflectionInput(text, [comment]);
    return literal().reflect({
      ...input,
      blocks: input.blocks.map((block) => ({ ...block, origin: "rule" as const })),
    });
  };
  const rules = "Write a tweet.\n\n## Learned rules\n\n- Do not use hashtags.\n- Include the link.\n";

  it("removes the rule that is taken back, with the words as evidence, and writes no new one", async () => {
    const { edits, outcomes } = await reflect(rules, "Hashtags are fine again.");
    expect(edits).toMatchObject([
      { kind: "remove", evidence: [{ kind: "quote", snippet: "Hashtags are fine again" }] },
    ]);
    expect(outcomes[0]).toMatchObject({ outcome: "edited", reason: 'Took back "Do not use hashtags."' });
  });

  it("puts one rule in place of all that it contradicts", async () => {
    const both = "Write a tweet.\n\n## Learned rules\n\n- Include a link.\n- Be kind.\n- Never leave out the link.\n";
    const { edits } = await reflect(both, "No links.");
    expect(edits).toMatchObject([
      { kind: "replace", text: "Do not use links." },
      { kind: "remove", evidence: [{ snippet: "No links" }] },
    ]);
  });

  it("takes out what a rule contradicts when that rule is said again", async () => {
    const both = "Write a tweet.\n\n## Learned rules\n\n- Include a link.\n- Do not use links.\n";
    const { edits, supports, outcomes } = await reflect(both, "No links.");
    expect(edits).toMatchObject([{ kind: "remove", evidence: [{ snippet: "No links" }] }]);
    expect(supports).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ outcome: "edited" });
  });

  it("takes a sentence with an abbreviation for one rule", async () => {
    const named = 'Write.\n\n## Learned rules\n\n- Use the first author and "et al." in each post.\n';
    const { edits } = await reflect(named, "Do not name the authors.");
    expect(edits).toMatchObject([{ kind: "replace", text: "Do not name the authors." }]);
    const two = "Write.\n\n## Learned rules\n\n- Use hashtags, links, etc. Keep it kind.\n";
    const kept = await reflect(two, "No hashtags.");
    expect(kept.edits).toMatchObject([{ kind: "add", text: "Do not use hashtags." }]);
  });

  it("loosens what the seed says, and does not remove it", async () => {
    const { edits } = await literal().reflect(makeReflectionInput(rules, ["You may use hashtags again."]));
    expect(edits).toMatchObject([{ kind: "replace", text: "You may use hashtags." }]);
  });

  it("leaves for a person what takes back a rule that is not there", async () => {
    const { edits, outcomes } = await reflect(rules, "Forget the rule about semicolons.");
    expect(edits).toEqual([]);
    expect(outcomes[0]).toMatchObject({ outcome: "not-understood" });
    expect(outcomes[0]?.reason).toContain("Found no rule");
  });

  it("still reads as a wish what need not mean an earlier one", async () => {
    const { edits } = await reflect("Write a tweet.\n", "No need for the word count at the end.");
    expect(edits).toMatchObject([{ kind: "add" }]);
  });

  it("takes a rule back that was taught in the same reflection", async () => {
    const input = makeReflectionInput("Write.\n", ["No emoji.", "Emoji are fine again."]);
    const { edits, outcomes } = await literal().reflect(input);
    expect(edits).toEqual([]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["no-change", "no-change"]);
  });
});

it("a request for once is none for ever, however it is set off", async () => {
  const lessons = ["This time, please mention our stand.", "only this once: write it like a pirate"];
  const { edits, outcomes } = await literal().reflect(makeReflectionInput("Write.\n", lessons));
  expect(edits).toEqual([]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["no-change", "no-change"]);
});
