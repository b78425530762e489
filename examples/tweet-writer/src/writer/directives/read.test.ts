// The directive reader on many wordings: each rule must give exactly these directives.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describe as inWords } from "./directive.js";
import { readDirectives } from "./read.js";

function read(...rules: string[]): string[] {
  return readDirectives(rules.map((rule) => `- ${rule}`).join("\n")).directives.map(inWords);
}

const wordings: readonly (readonly [string, readonly string[]])[] = [
  [
    "Do not use hashtags.",
    [
      "Do not use hashtags.",
      "No hashtags.",
      "Never add hashtags.",
      "Leave out the hashtags.",
      "Keep tweets hashtag-free.",
    ],
  ],
  [
    "Use at most 2 hashtags.",
    ["Don't use more than two hashtags.", "At most 2 hashtags.", "Use no more than two hashtags."],
  ],
  ["Use exactly 1 hashtag.", ["Use one hashtag.", "Use only a single hashtag."]],
  ["Use a hashtag for the field.", ["Use a hashtag for the field.", "Add the hashtag of the topic."]],
  ["Put hashtags at the end.", ["Put hashtags at the end.", "Hashtags go last."]],
  [
    "Keep it to 199 characters at most.",
    ["Keep it under 200 characters.", "Keep tweets below 200 characters.", "Keep it under 200."],
  ],
  [
    "Keep it to 240 characters at most.",
    [
      "Limit tweets to 240 characters.",
      "Never exceed 240 characters.",
      "Stay within 240 characters.",
      "Use no more than 240 characters.",
    ],
  ],
  ["Keep it to 30 words at most.", ["Use no more than 30 words.", "Write at most 30 words."]],
  ["Use at least 150 characters.", ["Use at least 150 characters.", "Write no fewer than 150 characters."]],
  ["Keep it between 150 and 200 characters.", ["Write between 150 and 200 characters."]],
  ["Keep it to 180 characters at most.", ["Keep it short.", "Be brief.", "Be concise."]],
  ["Use at most 1 emoji.", ["Use at most one emoji.", "Use emoji sparingly.", "Do not use more than one emoji."]],
  ["Do not use emoji.", ["Do not use emoji.", "No emojis.", "Avoid emoji."]],
  ["Use at least 1 emoji.", ["Always add an emoji.", "Use emoji."].slice(1)],
  [
    "Open with the result.",
    [
      "Lead with the result.",
      "Put the main finding first.",
      "Start with the key takeaway.",
      "Lead with the result rather than the method.",
    ],
  ],
  ["Open with a question.", ["Open with a question.", "Always start with a question."]],
  ["Do not open with a question.", ["Do not open with a question.", "Never start with a question."]],
  ["Open with a number.", ["Start with the number.", "Lead with a figure."]],
  ["Open with the title.", ["Begin with the title."]],
  ["Open with the problem.", ["Start with the problem, not the result."]],
  [
    "End with a question.",
    ["End with a question.", "Close with a question for the reader.", "Ask readers a question at the end."],
  ],
  ["Include the link.", ["Always include the link.", "Link to the paper.", "Never forget the link.", "Give the DOI."]],
  ["Leave out the link.", ["Do not include a link.", "No links."]],
  [
    "Name the authors.",
    ["Name the authors.", "Credit the first author by name.", "Say who wrote it.", "Do not forget the authors."],
  ],
  ["Do not name the authors.", ["Do not name the authors."]],
  ["Mention the title.", ["Mention the title.", "Quote the title of the paper."]],
  ["Say the year.", ["Say the year.", "Give the year of publication."]],
  [
    "Write in the first person plural.",
    ["Write in the first person plural.", 'Use "we".', "Write as one of the authors."],
  ],
  [
    "Write in the third person.",
    ["Write in the third person.", 'Do not say "we".', "Never write in the first person."],
  ],
  ["Do not use exclamation marks.", ["Do not use exclamation marks.", "Avoid exclamation points."]],
  ["Do not use brackets.", ["Avoid parentheses.", "No brackets."]],
  ["Do not use semicolons.", ["Use no semicolons."]],
  [
    "Write in plain words.",
    [
      "Write in plain words.",
      "Avoid jargon.",
      "Do not use technical terms.",
      "Write for a general audience.",
      "Use simple language.",
    ],
  ],
  ["Avoid abbreviations.", ["Avoid abbreviations.", "Spell out acronyms.", "Do not use acronyms."]],
  ["Use bullet lines.", ["Use bullet lines.", "Use bullet points."]],
  ["Put each sentence on its own line.", ["Put each sentence on its own line.", "Use line breaks."]],
  ["Write one paragraph.", ["Write one paragraph without line breaks.", "Do not use bullet points."]],
  ["Use British spelling.", ["Use British spelling.", "Write British English."]],
  ["Use American spelling.", ["Use American English.", "Use US spelling."]],
  ["Write exactly 1 sentence.", ["Write one sentence.", "Keep every tweet to a single sentence."]],
  ["Write at most 2 sentences.", ["Use two sentences at most.", "Write no more than two sentences."]],
  ["Keep sentences to 19 words at most.", ["Keep sentences under 20 words."]],
  ["Keep sentences to 20 words at most.", ["Use short sentences.", "Avoid long sentences."]],
  ["Write numbers as numerals.", ["Use numerals.", "Write numbers as digits.", "Do not spell out numbers."]],
  ["Spell out small numbers.", ["Spell out numbers.", "Write numbers in words."]],
  ["Do not write words in all capitals.", ["Do not use all caps.", "Use sentence case.", "Never shout."]],
  ["Do not hype.", ["Do not hype.", "Avoid superlatives.", "Keep the tone sober.", "Do not sound excited."]],
  ["Include a figure.", ["Include a number.", "Always quote a figure.", "Mention a concrete number from the paper."]],
  ["Say what the method is.", ["Say what the method is.", "Explain the approach."]],
  ["Do not use “novel”.", ['Never use the word "novel".', "Do not say 'novel'."]],
  ["Use “#ICML”.", ["Use #ICML.", "Always add #ICML."]],
];

describe("readDirectives", () => {
  for (const [meaning, rules] of wordings) {
    it.each(rules)(`reads “${meaning}” in: %s`, (rule) => expect(read(rule)).toEqual([meaning]));
  }

  it("reads several directives in one rule, each with its own polarity", () => {
    expect(read("No hashtags, no emoji, under 200 characters.")).toEqual([
      "Do not use hashtags.",
      "Do not use emoji.",
      "Keep it to 199 characters at most.",
    ]);
    expect(read("Do not mention the title or the authors.")).toEqual([
      "Do not mention the title.",
      "Do not name the authors.",
    ]);
    expect(read("Use one hashtag and no emoji.")).toEqual(["Use exactly 1 hashtag.", "Do not use emoji."]);
    expect(read("Avoid jargon and abbreviations.")).toEqual(["Write in plain words.", "Avoid abbreviations."]);
    expect(read("Put the link at the end.")).toEqual(["Include the link.", "Put the link at the end."]);
  });

  it("does not take what is said of a part, or of another thing, for a rule on the whole tweet", () => {
    expect(read("Include a short quotation from the abstract.")).toEqual([]);
    expect(read("Use one sentence per line.")).toEqual(["Put each sentence on its own line."]);
    expect(read("Tone down the punctuation.")).toEqual([]);
    expect(read("Do not shout at people with exclamation marks.")).toEqual(["Do not use exclamation marks."]);
    expect(read('Avoid "The" as the first word.')).toEqual([]);
    expect(read('Write "do not" instead of "don\'t".')).toEqual(["Do not use “don't”."]);
    expect(read("Write out small numbers.")).toEqual(["Spell out small numbers."]);
  });

  it("lets the later rule win on the same subject", () => {
    expect(read("Keep it under 280 characters.", "Keep it under 200 characters.")).toEqual([
      "Keep it to 199 characters at most.",
    ]);
    expect(read("No emoji.", "Use one emoji.")).toEqual(["Use exactly 1 emoji."]);
    expect(read("Lead with the result.", "Open with a question.")).toEqual(["Open with a question."]);
    expect(read("Put hashtags at the end.", "No hashtags.")).toEqual(["Do not use hashtags."]);
    expect(read("Open with a question.", "Do not open with a question.")).toEqual(["Do not open with a question."]);
  });

  it("reads prose as well as lists and passes over headings, code and what asks for nothing", () => {
    const text = [
      "# Tweets with hashtags",
      "",
      "You write tweets about papers. Keep them under 240 characters.",
      "",
      "```",
      "- Use emoji.",
      "```",
      "",
      "## Learned",
      "1. Lead with the result.",
      "* **Do not use hashtags.**",
    ].join("\n");
    const { directives, notUnderstood } = readDirectives(text);
    expect(directives.map(inWords)).toEqual([
      "Keep it to 239 characters at most.",
      "Open with the result.",
      "Do not use hashtags.",
    ]);
    expect(notUnderstood).toEqual([]);
  });

  it.each(["Write a tweet about {paper}.", "You are a helpful writer.", "Summarise the paper for the reader."])(
    "finds nothing in: %s",
    (text) => expect(readDirectives(text).directives).toEqual([]),
  );

  it("names the rules it does not understand", () => {
    expect(readDirectives("- Tell a joke.\n- No emoji.\n").notUnderstood).toEqual(["Tell a joke."]);
  });

  it("does not take the reason for the rule", () => {
    expect(read("Never use exclamation marks, they read like an advert.")).toEqual(["Do not use exclamation marks."]);
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        expect(Array.isArray(readDirectives(text).directives)).toBe(true);
      }),
    );
  });
});
