// The offline writer on the example's own papers and on odd ones.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasFiniteVerb } from "../text/grammar.js";
import { tweetLength } from "../text/count.js";
import { ownPapers } from "../papers/own.js";
import type { Paper } from "../papers/paper.js";
import { describe as inWords } from "./directives/directive.js";
import { satisfies } from "./directives/satisfies.js";
import { draftTweet, offlineNotice } from "./draft.js";
import { partsOf } from "./tweet.js";

const papers = await ownPapers();

function paperWith(fields: Partial<Paper>): Paper {
  return { id: "", title: "On Boats", abstract: "", authors: [], categories: [], ...fields };
}

function rules(...all: string[]): string {
  return `Write a tweet about the paper.\n\n## Learned rules\n${all.map((rule) => `- ${rule}`).join("\n")}\n`;
}

const first = papers[0] ?? paperWith({});

describe("draftTweet without rules", () => {
  it("gives a reader something to object to", () => {
    const { text, obeyed, unmet } = draftTweet(first, "Write a tweet about {paper}.");
    const parts = partsOf(text);
    expect(parts.hashtags).toHaveLength(2);
    expect(parts.emoji).toHaveLength(1);
    expect(text).toMatch(/!/);
    expect([obeyed, unmet]).toEqual([[], []]);
  });

  it.each(papers.map((paper) => [paper.title, paper] as const))("tells a result of: %s", (_, paper) => {
    const { text } = draftTweet(paper, "");
    const told = partsOf(text).sentences.some((sentence) =>
      /\d|prove|settles|beats|cuts|matches|exact|overtakes/.test(sentence),
    );
    expect(told, text).toBe(true);
    expect(tweetLength(text)).toBeLessThanOrEqual(280);
    expect(text).not.toMatch(/\$|\\/);
  });

  it("writes the same twice", () => {
    expect(draftTweet(first, "")).toEqual(draftTweet({ ...first }, ""));
  });

  it("says that it is no language model", () => {
    expect(offlineNotice).toMatch(/not a language model/);
  });
});

const single = [
  "Do not use hashtags.",
  "Keep it under 200 characters.",
  "Use at most one emoji.",
  "No emoji.",
  "Lead with the result.",
  "Open with a question.",
  "Begin with the title.",
  "Open with the authors.",
  "End with a question.",
  "Always include the link.",
  "Put the link at the end.",
  "Put the link first.",
  "Name the authors.",
  "Mention the title.",
  "Say the year.",
  "Write in the first person plural.",
  "Write in the third person.",
  "Do not use exclamation marks.",
  "Avoid parentheses.",
  "Use bullet lines.",
  "Put each sentence on its own line.",
  "Use British spelling.",
  "Write one sentence.",
  "Use at most two sentences.",
  "Keep sentences under 30 words.",
  "Spell out numbers.",
  "Use numerals.",
  "Do not use all caps.",
  "Do not hype.",
  "Use a hashtag for the field.",
  "Use one hashtag.",
  'Never use the word "paper".',
  "Use #ICML.",
  "Include a number.",
  "Use no more than 40 words.",
];

describe("draftTweet with one rule", () => {
  it.each(single.map((rule, index) => [rule, index] as const))("obeys on nearly every paper: %s", (rule, index) => {
    const sample = papers.filter((_, place) => place % 3 === index % 3);
    const failed = sample
      .filter((paper) => draftTweet(paper, rules(rule)).unmet.length > 0)
      .map((paper) => paper.title);
    expect(failed.length, failed.join("; ")).toBeLessThanOrEqual(1);
  });
});

const sets: readonly (readonly string[])[] = [
  ["No hashtags, no emoji, under 200 characters.", "Lead with the result."],
  ["Open with a question.", "Name the authors.", "Put the link at the end.", "No emoji."],
  ["Write in the third person.", "Use British spelling.", "Mention the title.", "Say the year.", "Do not hype."],
  ["Write in the first person plural.", "Write one sentence.", "Always include the link.", "Use at most one emoji."],
  ["Use bullet points.", "Use one hashtag.", "Name the authors.", "Do not use exclamation marks."],
  ["End with a question.", "Put each sentence on its own line.", "Say the year.", "Keep it under 240 characters."],
];

describe("draftTweet with several rules", () => {
  it.each(sets.map((set) => [set.join(" "), set] as const))("obeys or says why not: %s", (_, set) => {
    let unmetInAll = 0;
    for (const paper of papers) {
      const { text, obeyed, unmet } = draftTweet(paper, rules(...set));
      for (const directive of obeyed)
        expect(satisfies(directive, text, paper), `${inWords(directive)} ${text}`).toBe(true);
      for (const one of unmet) {
        expect(satisfies(one.directive, text, paper), text).toBe(false);
        expect(one.reason).toMatch(/\w/);
      }
      expect(hasFiniteVerb(partsOf(text).prose), text).toBe(true);
      unmetInAll += unmet.length;
    }
    expect(unmetInAll).toBeLessThanOrEqual(3);
  });

  it("puts a person's name where “we” was", () => {
    const paper = paperWith({
      authors: ["Ada Lovelace", "Mary Shelley"],
      abstract: "We show that boats float. Our boat is green.",
    });
    const { text } = draftTweet(
      paper,
      rules("Name the authors.", "Write in the third person.", "No hype", "No hashtags", "No emoji"),
    );
    expect(text).toMatch(/^Lovelace and Shelley show that boats float\./);
    expect(text).not.toMatch(/\b[Ww]e\b|\b[Oo]ur\b/);
  });

  it("conjugates for a single author", () => {
    const paper = paperWith({ authors: ["Ada Lovelace"], abstract: "We propose a boat that floats on its own." });
    const { text } = draftTweet(paper, rules("Name the authors.", "Write in the third person.", "Do not hype."));
    expect(text).toContain("Lovelace proposes a boat");
  });

  it("puts a result in the authors' own mouth", () => {
    const paper = paperWith({
      authors: ["Yitang Zhang"],
      abstract: "Zhang proves that gaps between primes stay bounded.",
    });
    const { text } = draftTweet(paper, rules("Write in the first person plural."));
    expect(text).toContain("We prove that gaps between primes stay bounded.");
  });

  it("presents what a sentence only describes", () => {
    const paper = paperWith({ abstract: "Boaty is a boat that steers itself by the stars." });
    const { text } = draftTweet(paper, rules("Write in the first person plural."));
    expect(text).toContain("We present Boaty, a boat that steers itself by the stars.");
  });

  it("stops after a title before it asks", () => {
    const { text } = draftTweet(first, rules("Mention the title.", "End with a question.", "No hashtags."));
    expect(text).toMatch(/”\. \S.*\?/);
  });

  it("speaks of its paper in the first person when there is nothing else to say", () => {
    const { text } = draftTweet(
      paperWith({ title: "On the Floating of Boats" }),
      rules("Write in the first person plural."),
    );
    expect(text).toContain("Our paper “On the Floating of Boats” is out.");
  });

  it("spells out abbreviations that the abstract explains", () => {
    const abstract = "State space models (SSMs) are old. We show that SSMs match transformers on genome data.";
    const { text } = draftTweet(paperWith({ abstract }), rules("Avoid abbreviations."));
    expect(text).toContain("state space models match transformers");
  });

  it("says why a rule could not be obeyed", () => {
    const { unmet, notUnderstood } = draftTweet(
      paperWith({ abstract: "We study boats in a quiet harbour." }),
      rules("Name the authors.", "Always include the link.", "Say the year.", "Start with the number.", "Rhyme."),
    );
    expect(unmet.map((one) => one.reason)).toEqual([
      "the paper's record names no authors",
      "the paper's record has no address",
      "the paper's record has no year",
      "the abstract holds no figure",
    ]);
    expect(notUnderstood).toEqual(["Rhyme."]);
  });

  it("gives a question from the title rather than one from a mould", () => {
    const paper = paperWith({
      title: "Do Boats Dream? A Study",
      abstract: "We find that boats do not dream at night.",
    });
    expect(draftTweet(paper, rules("Open with a question.")).text).toMatch(/^Do Boats Dream\? /);
  });
});

describe("draftTweet on odd papers", () => {
  it.each([
    ["no abstract", paperWith({})],
    ["one sentence", paperWith({ abstract: "We prove that all boats float." })],
    ["one word", paperWith({ abstract: "Boats." })],
    ["a question for a title", paperWith({ title: "Do boats float?" })],
    ["LaTeX only", paperWith({ abstract: "$x^2 + y^2 = z^2$ \\begin{equation} \\alpha \\end{equation}" })],
    ["a title of 600 letters", paperWith({ title: `A ${"very ".repeat(120)}long title` })],
    ["a title of one endless word", paperWith({ title: "x".repeat(500) })],
    ["another language", paperWith({ abstract: "Wir zeigen, dass alle Boote schwimmen. Das ist neu." })],
    ["no spaces", paperWith({ abstract: "我们提出了一种新方法。结果很好。" })],
    ["a long run-on", paperWith({ abstract: `We show that ${"boats float and ".repeat(80)}rafts sink.` })],
  ])("writes something postable: %s", (_, paper) => {
    for (const instructions of ["", rules("Keep it under 100 characters.", "No hashtags.")]) {
      const { text } = draftTweet(paper, instructions);
      expect(text.trim()).not.toBe("");
      expect(tweetLength(text)).toBeLessThanOrEqual(280);
      expect(text).not.toMatch(/\\[a-z]|[{}]/);
    }
  });

  it("never throws and never exceeds the limit, whatever the paper and the instructions", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(fc.constantFrom(...single), { maxLength: 4 }),
        (title, abstract, noise, chosen) => {
          const draft = draftTweet(paperWith({ title: `T ${title}`, abstract }), `${noise}\n${rules(...chosen)}`);
          expect(tweetLength(draft.text)).toBeLessThanOrEqual(280);
          expect(draft.text).not.toBe("");
        },
      ),
      { numRuns: 30 },
    );
  });
});
