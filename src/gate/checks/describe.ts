/** Checks in words: what is counted, and what is asked for. */
import type { Bounds, Check, Counted, LengthUnit, Pattern } from "../../core/case.js";

/** What one and what several are called. */
export type Names = readonly [one: string, many: string];

export const UNIT_NAMES: Readonly<Record<LengthUnit, Names>> = {
  graphemes: ["character", "characters"],
  words: ["word", "words"],
  sentences: ["sentence", "sentences"],
  "x-weighted": ["character as X counts", "characters as X counts"],
};

const COUNTED_NAMES: Readonly<Record<Counted, Names>> = {
  hashtags: ["hashtag", "hashtags"],
  mentions: ["mention", "mentions"],
  links: ["link", "links"],
  emoji: ["emoji", "emoji"],
  bullets: ["bullet", "bullets"],
  headings: ["heading", "headings"],
  lines: ["line", "lines"],
  paragraphs: ["paragraph", "paragraphs"],
  questions: ["question mark", "question marks"],
  exclamations: ["exclamation mark", "exclamation marks"],
};

export function namesOf(of: Counted | Pattern): Names {
  if (typeof of === "string") return COUNTED_NAMES[of];
  return [`match of ${quote(of.pattern)}`, `matches of ${quote(of.pattern)}`];
}

/** What is allowed, as the end of a sentence. */
export function describeBounds({ min, max }: Bounds): string {
  if (min === max) return `exactly ${min} ${min === 1 ? "is" : "are"} asked for`;
  if (min === undefined) return max === 0 ? "none is allowed" : `at most ${max} ${max === 1 ? "is" : "are"} allowed`;
  const least = `at least ${min} ${min === 1 ? "is" : "are"} asked for`;
  return max === undefined ? least : `${least}, and at most ${max}`;
}

/** What a check asks for, as a person would say it: `at most 199 characters`. */
export function describeCheck(check: Check): string {
  switch (check.kind) {
    case "contains":
      return `has ${quote(check.text)}`;
    case "notContains":
      return `does not have ${quote(check.text)}`;
    case "regex":
      return `matches the pattern ${quote(check.pattern)}`;
    case "length":
      return amount(UNIT_NAMES[check.unit], check);
    case "count":
      return amount(namesOf(check.of), check);
    case "jsonSchema":
      return check.schema === true ? "is JSON" : "is JSON that fits a schema";
    case "judge":
      return `in a model's judgement: ${check.rubric}`;
    case "all":
      return check.checks.map(describeCheck).join("; ");
  }
}

function amount([one, many]: Names, { min, max }: Bounds): string {
  const some = (number: number) => `${number} ${number === 1 ? one : many}`;
  if (max === 0) return `no ${many}`;
  if (min === undefined) return `at most ${some(max ?? 0)}`;
  if (max === undefined) return `at least ${some(min)}`;
  return min === max ? `exactly ${some(min)}` : `${min} to ${some(max)}`;
}

/** In quotation marks, shortened. */
export const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
