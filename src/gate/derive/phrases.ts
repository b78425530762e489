/** The words that rules on form are made of, as parts of regular expressions: numbers, bounds, outputs. */
import type { Bounds } from "../../core/case.js";

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1, an: 1, "a single": 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
  eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, eighty: 80,
  "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300,
}; // prettier-ignore

const numbers = (words: readonly string[]): string =>
  `(?:\\d{1,3}(?:[,.]\\d{3})+|\\d{1,7}|${words.toSorted((a, b) => b.length - a.length).join("|")})`;
/** A number in digits or words. */
export const NUMBER = numbers(Object.keys(NUMBER_WORDS));
/** A number, but no article: "a sentence" bounds nothing. */
export const COUNT = numbers(Object.keys(NUMBER_WORDS).filter((word) => !/^an?$/.test(word)));

/** The number that {@link NUMBER} matched. */
export function numberOf(words: string): number {
  return NUMBER_WORDS[words] ?? Number(words.replace(/[,.]/g, ""));
}

const UNDER = "under|below|less than|fewer than|shorter than";
const MOST =
  "at most|at the most|no more than|no longer than|not more than|not longer than|up to|a maximum of|a max of|maximum|max|within|inside|no greater than";
const LEAST = "at least|no less than|no fewer than|not less than|a minimum of|minimum|min";
const OVER = "more than|longer than|over|above";
const EXACTLY = "exactly|precisely";
const ONLY = "only|just";
/** What stands before a number: "at most", "under". */
export const BOUND = `(?:${[UNDER, MOST, LEAST, OVER, EXACTLY, ONLY].join("|")})`;
/** What stands behind what is counted: "max", "or fewer". */
export const TAIL = "(?:or (?:less|fewer|under|shorter)|max|maximum|tops|at most|at the most|or more|minimum|at least)";

/** `bare`: what a number means without a bound. Null when bound and tail do not go together. */
export function boundsOf(
  number: number,
  bound: string | undefined,
  tail: string | undefined,
  bare: "most" | "least" | "exactly",
): Bounds | null {
  if (bound && tail) return null;
  const is = (words: string): boolean => bound !== undefined && words.split("|").includes(bound);
  if (is(UNDER)) return { max: number - 1 };
  if (is(OVER)) return { min: number + 1 };
  if (is(EXACTLY)) return { min: number, max: number };
  if (is(MOST) || is(ONLY)) return { max: number };
  if (is(LEAST) || (tail !== undefined && /more|minimum|least/.test(tail))) return { min: number };
  if (tail !== undefined || bare === "most") return { max: number };
  return bare === "least" ? { min: number } : { min: number, max: number };
}

/** From one number to another: "between 2 and 4", "2-4", "one or two". */
export const RANGE = `(?:between )?(?<low>${NUMBER})(?: ?[-–] ?| to | or | and )(?<high>${NUMBER})`;

export function rangeOf(low: string | undefined, high: string | undefined): Bounds | null {
  if (low === undefined || high === undefined) return null;
  const [min, max] = [numberOf(low), numberOf(high)];
  return min < max ? { min, max } : null;
}

const DETERMINER =
  "(?:(?:all|each|every|any|a|an|the|your|our|my|all (?:of )?(?:the|your|our|my))(?: (?:final|whole|entire|full))? )?";
const OUTPUTS =
  "tweets?|posts?|answers?|repl(?:y|ies)|responses?|messages?|outputs?|summar(?:y|ies)|captions?|e-?mails?|text|copy";
/** The whole of what the agent writes, never a part of it. */
export const WHOLE = `(?:it|them|everything|${DETERMINER}(?:${OUTPUTS})|(?:the )?(?:length|size)(?: of ${DETERMINER}(?:${OUTPUTS}))?)`;
/** Says again that the whole is meant: "per tweet", "in each reply", "in total". */
export const SCOPE = `(?: (?:in|per|for|to|from) ${DETERMINER}(?:${OUTPUTS})| in total| total| overall| anywhere| at all| ever)`;

/** Matches a whole rule. */
export const whole = (...sources: readonly string[]): RegExp => new RegExp(`^${sources.join("")}$`, "u");
