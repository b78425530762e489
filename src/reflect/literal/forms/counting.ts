/** How many, and of which kind only: "one link per post", "straight quotes only", "British spelling". */
import { type Context, type Draft, wanted } from "../draft.js";
import { isDirectiveVerb, singular } from "../english.js";
import { whole } from "../fragments.js";
import { CHOICE, isAboutStyle, isKind, isNounPhrase, isPlural, lowerFirst } from "../phrases.js";
import { NUMBER } from "./limit.js";
import { isDirectiveVerbPhrase } from "./placing.js";

const COUNTED = whole(
  "(?:just |only |exactly |at least |at most |no more than |a minimum of |max |" +
    `maximum )?(${NUMBER}) (.+?)(?: (only|max|maximum|tops|at most|minimum|at least))?((?: (?:per|` +
    "in each|in every|for each|for every|each|an?|to a|in total|in the) ?.*)?)",
);

/** "One CTA per email", "two hashtags max", "one link only". */
export function readCount(text: string, context: Context): Draft | null {
  const bare =
    /^(?:just |only |at most |max |maximum )?(one|two|three|four|five|six|\d+)(?: of (?:them|those))?(?:,? (?:at (?:the )?(?:very )?(?:most|max)|max(?:imum)?|tops|only|is (?:plenty|enough|fine|sufficient|ok|okay|the (?:limit|max))|will do|would do|is all (?:we|you) need))$/i.exec(
      text,
    );
  const many = context.antecedent?.noun;
  if (bare && many && context.antecedent?.plural && !many.includes("\uE000")) {
    const noun = many.replace(/^the /, "");
    return wanted(
      `use at most ${(bare[1] ?? "").toLowerCase()} ${/^(?:one|1)$/i.test(bare[1] ?? "") ? singular(noun) : noun}`,
      "limit",
    );
  }
  const each =
    /^(?:(?:only|just|at most|max) )?(one|two|three|four|five|\d+) ((?:per|in each|in every|for each|on|in) [\p{L} -]+?)(,? (?:max(?:imum)?|only|tops|at most|and no more|is (?:plenty|enough)))?$/iu.exec(
      text,
    );
  if (
    each &&
    (each[3] || /^(?:only|just|at most|max)/i.test(text) || context.antecedent?.plural) &&
    many &&
    !many.includes("\uE000")
  ) {
    const noun = many.replace(/^the /, "");
    const single = /^(?:one|1)$/i.test(each[1] ?? "");
    return wanted(`use at most ${(each[1] ?? "").toLowerCase()} ${single ? singular(noun) : noun} ${each[2]}`, "limit");
  }
  const amount = /^((?:[\p{L}-]+ ){0,2}[\p{L}-]+s) (\d\S* ?[\p{L}%]+)((?:, |,? )not .+)?$/iu.exec(text);
  if (amount && (context.standing || context.polite) && isKind(amount[1] ?? "") && isNounPhrase(amount[1] ?? "", 3))
    return wanted(
      `make ${lowerFirst(amount[1] ?? "")} ${amount[2]}${(amount[3] ?? "").replace(/^,? /, ", ")}`,
      "limit",
    );
  const found = COUNTED.exec(text);
  if (!found) return null;
  const [, , thing = "", only, per = ""] = found;
  const bound =
    /^(?:just|only|exactly|at least|at most|no more than|a minimum of|max|maximum)\b/i.exec(text)?.[0] ?? null;
  if (
    !isNounPhrase(thing, 4) ||
    !isAboutStyle(`${thing}${per}`) ||
    (per === "" && !only && !bound) ||
    (per !== "" && !isNounPhrase(per.trim().replace(/^\S+ /, ""), 8))
  )
    return null;
  if (/^an?$/i.test(found[1] ?? "") && !/\b(?:per|every|each)\b/i.test(per)) return null;
  const how = only
    ? {
        only: "only",
        max: "at most",
        maximum: "at most",
        tops: "at most",
        "at most": "at most",
        minimum: "at least",
        "at least": "at least",
      }[only.toLowerCase()]
    : null;
  const lead =
    how ??
    (bound
      ? bound
          .toLowerCase()
          .replace(/^(?:max|maximum|no more than)$/, "at most")
          .replace(/^just$/, "only")
          .replace("a minimum of", "at least")
      : null);
  return wanted(`use ${lead ? `${lead} ` : ""}${(found[1] ?? "").toLowerCase()} ${thing}${per}`, "limit");
}

const ONLY = whole(
  "(?:only (.+)|(.+?),? (?:only|always|throughout|everywhere|across the board|every time|all the way through))",
);

/** "Straight quotes only", "British spelling", "plain English, always". */
export function readChoice(text: string, context: Context): Draft | null {
  const only = ONLY.exec(text);
  const thing = (only?.[1] ?? only?.[2] ?? text).replace(/,$/, "").trim();
  const bare = thing.replace(/^(?:please |and |but |also |use )+/i, "");
  const each = /^(.+?) (?:for|in|on|with|to|under|per|after) ((?:every|each) .+)$/i.exec(bare);
  if (
    each &&
    isNounPhrase(each[1] ?? "", 4) &&
    isAboutStyle(each[1] ?? "") &&
    isNounPhrase(each[2] ?? "", 5) &&
    !isDirectiveVerbPhrase(bare) &&
    !/^(?:the|this|that|these|i|you|we|love|like|good|great|nice|happy|too|so)\b/i.test(bare)
  )
    return wanted(`include ${lowerFirst(bare)}`, "verbless");
  const toned =
    /^(?:an? )?([\p{L}-]+) (tone|language|style|voice|register|wording|spelling|punctuation|formatting|terminology|grammar|capitalisation)$/iu.exec(
      bare,
    );
  if (
    toned &&
    (context.standing || context.polite) &&
    !/^(?:the|this|that|my|nice|good|great|lovely|same|love|other|what)$/i.test(toned[1] ?? "")
  )
    return wanted(
      `use ${/^an? /i.test(bare) || /^(?:language|wording|spelling|punctuation|formatting|terminology|grammar|capitalisation)$/i.test(toned[2] ?? "") ? "" : /^[aeiou]/i.test(bare) ? "an " : "a "}${lowerFirst(bare)}`,
      "verbless",
    );
  const fitted = /^(.+?) (?:for|in|on|throughout) (.+)$/i.exec(bare);
  if (
    fitted &&
    CHOICE.test(fitted[1] ?? "") &&
    (isNounPhrase(fitted[2] ?? "", 5) || /^everything$/i.test(fitted[2] ?? ""))
  )
    return wanted(`use ${lowerFirst(bare)}`, "verbless");
  // "passive voice everywhere" complains; "British spelling everywhere" asks
  if (
    /\beverywhere$/i.test(context.source.replace(/[.!]+$/, "")) &&
    !context.polite &&
    !/^\d/.test(bare) &&
    (!CHOICE.test(bare) || /^passive/i.test(bare))
  )
    return null;
  if (CHOICE.test(bare))
    return wanted(`use ${/only/i.test(text) && only ? "only " : ""}${lowerFirst(bare)}`, "verbless");
  if (
    /^(?:\d+|two|three|four|five|six|eight) /i.test(bare) &&
    context.standing &&
    isNounPhrase(bare, 6) &&
    isAboutStyle(bare)
  )
    return wanted(`use ${lowerFirst(bare)}`, "verbless");
  if (!only || !isNounPhrase(bare, 5) || !isAboutStyle(bare) || !(isPlural(bare) || /only/i.test(text))) return null;
  if (isDirectiveVerb(bare.split(" ")[0] ?? "") && bare.includes(" ")) return null;
  return wanted(`use ${/\bonly\b/i.test(text) ? "only " : ""}${lowerFirst(bare)}`, "verbless", {
    weak: !context.polite && /always/i.test(text) && !isPlural(bare),
  });
}
