// The preferences that the offline writer can act on. Their checks are the example's machine checks of directives.
import { describe, type Directive } from "../../../examples/tweet-writer/src/writer/directives/directive.js";
import { satisfies } from "../../../examples/tweet-writer/src/writer/directives/satisfies.js";
import wording from "../bank/within.json" with { type: "json" };
import type { Preference } from "./preference.js";

type Entry = readonly [matter: string, trace: RegExp, directive: Directive];
type Numbered = readonly [matter: string, trace: RegExp, numbers: readonly number[], of: (n: number) => Directive];

const numbered: Readonly<Partial<Record<keyof typeof wording, Numbered>>> = {
  length: [
    "length",
    /characters?|length|\bchars\b/i,
    [180, 200, 220, 240],
    (max) => ({ kind: "length", unit: "characters", max }),
  ],
  words: ["words", /\bwords\b/i, [25, 30, 35], (max) => ({ kind: "length", unit: "words", max })],
  "short-sentences": ["sentence length", /sentences?/i, [20, 25, 30], (max) => ({ kind: "sentence-length", max })],
};

const HASHTAGS = /hash ?-?tags?/i;
const EMOJI = /emoji/i;
const OPENING = /\b(?:open|start|begin|lead|first)/i;
const LINK = /\blinks?\b/i;
const AUTHORS = /authors?/i;
const PERSON = /person|\bwe\b/i;
const LAYOUT = /bullet|paragraph|line/i;
const SPELLING = /british|american|spell/i;
const NUMBERS = /numbers?|digits?|numerals?|figures?/i;

const single: Readonly<Partial<Record<keyof typeof wording, Entry>>> = {
  "no-hashtags": ["hashtags", HASHTAGS, { kind: "hashtags", min: 0, max: 0 }],
  "one-hashtag": ["hashtags", HASHTAGS, { kind: "hashtags", min: 0, max: 1 }],
  "three-hashtags": ["hashtags", HASHTAGS, { kind: "hashtags", min: 3 }],
  "no-emoji": ["emoji", EMOJI, { kind: "emoji", min: 0, max: 0 }],
  "two-emoji": ["emoji", EMOJI, { kind: "emoji", min: 2 }],
  "no-exclamation": ["exclamation", /exclamation/i, { kind: "mark", mark: "exclamation mark", max: 0 }],
  "no-question-marks": ["question marks", /question/i, { kind: "mark", mark: "question mark", max: 0 }],
  "no-semicolons": ["semicolons", /semi-?colon/i, { kind: "mark", mark: "semicolon", max: 0 }],
  "no-dashes": ["dashes", /dash/i, { kind: "mark", mark: "dash", max: 0 }],
  "no-brackets": ["brackets", /bracket|parenthes/i, { kind: "mark", mark: "bracket", max: 0 }],
  sober: ["tone", /hype|tone|sober|neutral|matter-of-fact|oversell|superlative/i, { kind: "hype" }],
  "open-result": ["opening", OPENING, { kind: "opening", with: "result", wanted: true }],
  "open-question": ["opening", OPENING, { kind: "opening", with: "question", wanted: true }],
  "open-number": ["opening", OPENING, { kind: "opening", with: "number", wanted: true }],
  "open-title": ["opening", OPENING, { kind: "opening", with: "title", wanted: true }],
  "end-question": ["ending", /question/i, { kind: "ending", with: "question", wanted: true }],
  link: ["link", LINK, { kind: "link", wanted: true }],
  "no-link": ["link", LINK, { kind: "link", wanted: false }],
  "link-last": ["link", LINK, { kind: "link-place", at: "end" }],
  "link-first": ["link", LINK, { kind: "link-place", at: "start" }],
  authors: ["authors", AUTHORS, { kind: "authors", wanted: true }],
  "no-authors": ["authors", AUTHORS, { kind: "authors", wanted: false }],
  title: ["title", /title/i, { kind: "title", wanted: true }],
  year: ["year", /\byear/i, { kind: "year", wanted: true }],
  we: ["person", PERSON, { kind: "person", as: "we" }],
  they: ["person", PERSON, { kind: "person", as: "they" }],
  bullets: ["layout", LAYOUT, { kind: "layout", as: "bullets" }],
  "own-lines": ["layout", LAYOUT, { kind: "layout", as: "lines" }],
  paragraph: ["layout", LAYOUT, { kind: "layout", as: "paragraph" }],
  british: ["spelling", SPELLING, { kind: "spelling", as: "british" }],
  american: ["spelling", SPELLING, { kind: "spelling", as: "american" }],
  "one-sentence": ["sentences", /sentence/i, { kind: "sentences", min: 1, max: 1 }],
  "number-words": ["numerals", NUMBERS, { kind: "numerals", as: "words" }],
  "number-digits": ["numerals", NUMBERS, { kind: "numerals", as: "digits" }],
  "no-caps": ["capitals", /\bcaps\b|capital/i, { kind: "shouting" }],
  figure: ["figure", NUMBERS, { kind: "figure", wanted: true }],
  "no-figure": ["figure", NUMBERS, { kind: "figure", wanted: false }],
  "no-abbreviations": ["abbreviations", /abbreviation|acronym/i, { kind: "abbreviations" }],
  "say-preprint": ["preprint", /preprint/i, { kind: "phrase", text: "preprint", wanted: true }],
  "ban-paper": ["the word paper", /["“]paper["”]/i, { kind: "phrase", text: "paper", wanted: false }],
  "ban-model": ["the word model", /["“]model["”]/i, { kind: "phrase", text: "model", wanted: false }],
};

export const within: readonly Preference[] = Object.entries(wording).flatMap(([id, words]) => {
  const name = id as keyof typeof wording;
  const made = (key: string, number: number | null, [matter, trace, directive]: Entry): Preference => ({
    key,
    matter,
    trace,
    number,
    writable: true,
    rule: describe(directive),
    met: (output, paper) => satisfies(directive, output, paper),
    wording: words,
  });
  const many = numbered[name];
  if (many) return many[2].map((number) => made(`${id}:${number}`, number, [many[0], many[1], many[3](number)]));
  const one = single[name];
  if (!one) throw new Error(`The preference ${id} has sentences and no check.`);
  return [made(id, null, one)];
});
