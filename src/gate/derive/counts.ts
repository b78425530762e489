/** Rules on what is counted: "Do not use hashtags", "Use at most one emoji", "Always include the link". */
import type { Bounds, Check, Counted, Pattern } from "../../core/case.js";
import { BOUND, boundsOf, COUNT, NUMBER, numberOf, RANGE, rangeOf, SCOPE, TAIL, WHOLE, whole } from "./phrases.js";

/** What people call what can be counted. */
const NAMED: readonly (readonly [Counted, string])[] = [
  ["hashtags", "hash-?tags?"],
  ["emoji", "emojis?"],
  ["exclamations", "exclamation (?:marks?|points?)"],
  ["questions", "question marks?|questions?"],
  ["links", "links?|urls?|hyperlinks?"],
  ["mentions", "@ ?-?mentions?"],
  ["bullets", "bullets?|bullet(?:ed)?[ -](?:points?|lists?|lines?|items?)"],
  ["headings", "(?:markdown )?headings?"],
];
/** What is only ever banned. */
const MARKS: readonly (readonly [Pattern, string])[] = [
  [{ pattern: "—" }, "em[ -]dash(?:es)?"],
  [{ pattern: ";" }, "semi-?colons?"],
  [{ pattern: "…|\\.\\.\\." }, "ellips[ei]s"],
  [{ pattern: "\\*" }, "asterisks?"],
  [{ pattern: "[()]" }, "parenthes[ei]s"],
  [{ pattern: "```" }, "code (?:blocks?|fences?)"],
];
const THING = `(?:${NAMED.map(([, words]) => words).join("|")})`;
const BANNED = `(?:${[...NAMED, ...MARKS].map(([, words]) => words).join("|")})`;

const BAN = whole(
  "(?:(?:do not|don't|never|avoid|stop) (?:(?:ever )?(?:use|using|include|including|add|adding|put|putting|insert|inserting|write|writing|ask|asking|have|having) )?",
  "|(?:no|without|skip|omit|leave out|drop) (?:more )?|(?:use|include|add|put|write|write with|have) (?:no|zero) |write without (?:using )?)",
  "(?:any (?:more )?|a |an |a single )?",
  `(?<things>${BANNED}(?:,? (?:or|and|nor) (?:any |a |an )?${BANNED}|, ${BANNED})*)${SCOPE}?`,
);
const USE =
  "(?<verb>use|include|add|have|put|insert|write|give|ask|you may use|you may include|you can use|keep (?:it |them )?to|stick to|limit (?:it|yourself|them) to)";
const SOME = whole(
  `(?:${USE} )?(?:(?<bound>${BOUND}) )?(?<number>${NUMBER}) (?<thing>${THING})(?:,? (?<tail>${TAIL}))?${SCOPE}?`,
);
const BETWEEN = whole(`(?:${USE} )?${RANGE} (?<thing>${THING})${SCOPE}?`);
const NOT_OVER = whole(
  "(?:do not|don't|never) (?:use|include|add|have|put|write|ask|exceed|go (?:over|above|beyond)) ",
  `(?:more than )?(?<number>${COUNT}) (?<thing>${THING})${SCOPE}?`,
);
const TO = whole(
  `(?:keep|limit|restrict|cap) (?:the )?(?<thing>${THING}) (?:to|at) (?:(?<bound>${BOUND}) )?(?<number>${COUNT})${SCOPE}?`,
);
const PLURAL = whole(
  `(?:use|include|add|ask) (?:some )?(?<thing>hash-?tags|emojis?|questions|bullets|bullet(?:ed)?[ -](?:points|lists|lines|items)|(?:markdown )?headings)${SCOPE}?`,
);
const AS_LIST = whole(
  `(?:format|write|structure|present|give|put|answer|reply|respond)(?: ${WHOLE})?`,
  " (?:as|in|with|using) (?:a |an )?(?:bullets|bullet(?:ed)?[ -](?:points|lists?|lines|items))",
);
const LINK = whole(
  "(?:(?:include|add|put|give|provide|insert|use|share)(?: in)? (?:a|the|its|one|your) (?:link|url)(?: (?:to|of|for) (?:the|a|its|our|your|each) \\w+)?",
  `|link to (?:the|a|its|our|your|each) \\w+)${SCOPE}?`,
);

/** Gives the check of a rule in lower case, or null. */
export function deriveCount(rule: string): Check | null {
  return deriveBan(rule) ?? deriveRange(rule) ?? deriveSome(rule) ?? deriveAtMost(rule) ?? deriveAny(rule);
}

function deriveBan(rule: string): Check | null {
  const things = BAN.exec(rule)?.groups?.["things"];
  if (things === undefined) return null;
  const checks = things
    .split(/,? (?:or|and|nor) (?:any |an? )?|, /)
    .map((thing): Check | null => {
      const of = countedBy(thing) ?? MARKS.find(([, words]) => whole(`(?:${words})`).test(thing))?.[0];
      return of ? { kind: "count", of, max: 0 } : null;
    })
    .filter((check) => check !== null);
  const [first] = checks;
  return checks.length > 1 ? { kind: "all", checks } : (first ?? null);
}

function deriveRange(rule: string): Check | null {
  const { low, high, thing } = BETWEEN.exec(rule)?.groups ?? {};
  return count(thing, rangeOf(low, high));
}

function deriveSome(rule: string): Check | null {
  const { verb, bound, number, thing, tail } = SOME.exec(rule)?.groups ?? {};
  if (number === undefined || (!verb && !bound && !tail)) return null;
  if (/^an?$/.test(number) && bound) return null;
  return count(thing, boundsOf(numberOf(number), bound, tail, bareMeaning(verb ?? "", number)));
}

/**
 * "Use two hashtags" is two; "include two" may be more; "you may use two" may be fewer; "use a hashtag" is at least
 * one.
 */
function bareMeaning(verb: string, number: string): "most" | "least" | "exactly" {
  if (/^(?:you|keep|stick|limit)/.test(verb)) return "most";
  if (/^an?$/.test(number)) return "least";
  if (number === "a single") return "most";
  return /^(?:use|write)$/.test(verb) ? "exactly" : "least";
}

function deriveAtMost(rule: string): Check | null {
  const banned = NOT_OVER.exec(rule)?.groups;
  // "Do not use two hashtags" may mean that one is fine, or three.
  if (banned && /more than|exceed|go (?:over|above|beyond)/.test(rule))
    return count(banned["thing"], { max: numberOf(banned["number"] ?? "") });
  const { thing, bound, number } = TO.exec(rule)?.groups ?? {};
  return number === undefined ? null : count(thing, boundsOf(numberOf(number), bound, undefined, "most"));
}

function deriveAny(rule: string): Check | null {
  if (LINK.test(rule)) return { kind: "count", of: "links", min: 1 };
  if (AS_LIST.test(rule)) return { kind: "count", of: "bullets", min: 1 };
  return count(PLURAL.exec(rule)?.groups?.["thing"], { min: 1 });
}

function count(thing: string | undefined, bounds: Bounds | null): Check | null {
  const of = thing === undefined ? null : countedBy(thing);
  if (!of || !bounds || (bounds.max !== undefined && bounds.max < 0)) return null;
  return { kind: "count", of, ...bounds };
}

const countedBy = (thing: string): Counted | null =>
  NAMED.find(([, words]) => whole(`(?:${words})`).test(thing))?.[0] ?? null;
