/**
 * Where things go and how they are written, without a verb: "link last", "numbers as digits", "kilometres, not
 * miles".
 */
import { type Context, type Draft, wanted } from "../draft.js";
import { isAmbiguousVerb, isDirectiveVerb, pastBase, thirdBase } from "../english.js";
import { from, QUOTED, whole } from "../fragments.js";
import { isAboutStyle, isKind, isNounPhrase, isPlural, lowerFirst } from "../phrases.js";

const PLACE =
  "(?:first|last|up front|upfront|up top|down (?:at )?the bottom|(?:right )?(?:at|near) the (?:very )?(?:top|start|beginning|end|bottom|front)(?: of (?:the|each|every|your|our|all) [\\p{L} -]+)?|" +
  "on (?:its|their|a) (?:own|separate|new) lines?|in (?:bold|italics|caps|brackets|parentheses|" +
  "the (?:title|headline|first (?:line|sentence|paragraph)|last (?:line|sentence|paragraph)|" +
  "opening (?:line|sentence)|subject line|footer|intro))|before (?:the |any )?[\\p{L}]+|" +
  "after (?:the |any )?[\\p{L}]+)";

const PLACED = whole(
  "(.+?),? (?:(?:always|must|should|to|then) )?(?:(?:goes?|comes?|belongs?|to go|to come|be|is|" +
    `are) )?((?:always )?(?:right )?${PLACE}(?: as (?:an? )?[\\p{L}-]+)?)(?:,? not (.+))?`,
);

export function readPlace(text: string, context: Context): Draft | null {
  const order =
    /^(?:the )?(.+?) first,? (?:and )?(?:then )?(?:the )?(.+?)(?: after(?:wards)?| second| later| next| last)?$/i.exec(
      text,
    );
  if (
    order &&
    isNounPhrase(order[1] ?? "", 3) &&
    isNounPhrase(order[2] ?? "", 3) &&
    isAboutStyle(text) &&
    (/ (?:then|after(?:wards)?|second|later|next|last)\b/i.test(text) || isAboutStyle(order[2] ?? "")) &&
    !isDirectiveVerb((order[1] ?? "").split(" ")[0] ?? "") &&
    !/^(?:line|sentence|author|name|person|paragraph|time|page|use|mention)/i.test(order[2] ?? "")
  ) {
    return wanted(
      `put ${lowerFirst(order[1] ?? "")} first, ${/^(?:.* )?then /i.test(text) ? "then " : ""}${order[2]}${/ (after|second|later|next|last)$/i.exec(text)?.[0] ?? ""}`,
      "verbless",
    );
  }
  const found = PLACED.exec(text);
  if (!found) return null;
  const thing = (found[1] ?? "").replace(/^(?:all|always) (?=\S+$)/i, "");
  const nounLike =
    isNounPhrase(thing, 5) && !from("(?:no|not|more|less|too)").test(thing) && !isDirectiveVerbPhrase(thing);
  const alone =
    /^(?:first|last|up front|upfront|up top)$/i.test(found[2] ?? "") && text === context.source.replace(/[.!]$/, "");
  const named = alone && thing.split(" ").length <= 2 && !IDIOM_FIRST.test(thing);
  if (!nounLike || !(isAboutStyle(thing) || named)) return null;
  if (
    /^in the /i.test(found[2] ?? "") &&
    !context.polite &&
    !context.standing &&
    !/ (?:goes?|comes?|belongs?|always|must|should) /i.test(text)
  )
    return null;
  const end = /^an? /i.test(thing) && !found[3] ? ENDS.exec(found[2] ?? "") : null;
  if (end)
    return wanted(
      `${end[1] === "end" ? "end" : "open"} ${end[2] ? `${end[2]} ` : ""}with ${lowerFirst(thing)}`,
      "verbless",
    );
  const article = /^(?:the|a|an|our|your|all|every|each|any)\b/i.test(thing) || isPlural(thing) ? "" : "the ";
  return wanted(
    `put ${article}${lowerFirst(thing)} ${(found[2] ?? "").replace(/^always /i, "")}${found[3] ? `, not ${found[3]}` : ""}`,
    "verbless",
  );
}

/** "A question at the end of every post": another may stand elsewhere, so "End every post with a question". */
const ENDS = /^(?:always )?(?:right )?at the (?:very )?(start|beginning|end)(?: of (.+))?$/i;

/** "Safety first", "first things first" and the like say nothing of a place. */
const IDIOM_FIRST =
  /\b(?:things|me|you|safety|ladies|family|at|very|customers?|first|last|time|people|users?|quality)$/i;

export const isDirectiveVerbPhrase = (text: string): boolean => {
  const [first = "", second] = text.split(" ");
  return second !== undefined && isDirectiveVerb(first) && /^(?:the|a|an|it|all|every|with|your|our)$/i.test(second);
};

const DONE = whole(
  "(.+?) (separated|spelled|spelt|written|rounded|capitalised|capitalized|hyphenated|italicised|" +
    "italicized|sorted|numbered|shortened|abbreviated|listed|linked|cited|quoted|formatted|indented|" +
    "aligned|translated|grouped|ordered|left out|kept|spelled out|written out)(?: (?:out|by|in|with|" +
    "as|to|from|at|on|alphabetically|chronologically|out in).*)",
);

/** "thousands separated by commas" */
export function readDone(text: string, _context: Context): Draft | null {
  const found = DONE.exec(text);
  const base = found && pastBase((found[2] ?? "").split(" ")[0] ?? "");
  const thing = found?.[1] ?? "";
  if (
    !found ||
    !base ||
    !isNounPhrase(thing, 4) ||
    !isPlural(thing) ||
    isDirectiveVerbPhrase(thing) ||
    /^(?:the|these|those) /i.test(thing)
  )
    return null;
  return wanted(`${base} ${lowerFirst(thing)}${text.slice(thing.length + 1).replace(/^\S+/, "")}`, "verbless");
}

const MANNER = whole(`(.+?) (as|like|in|on|with|without|for|to) (.+)`);

/** "numbers as digits", "dates in ISO format", "headlines without full stops". */
export function readManner(text: string, context: Context): Draft | null {
  const found = MANNER.exec(text);
  if (!found) return null;
  const [thing, link, manner] = [found[1] ?? "", (found[2] ?? "").toLowerCase(), found[3] ?? ""];
  if (
    !isNounPhrase(
      manner.replace(/ (?:unless|if|when|whenever|except) .*$/i, "").replace(/^(?:a |an |the )?/i, "a "),
      9,
    ) ||
    manner.split(" ").some((word) => isDirectiveVerb(word) && !isAmbiguousVerb(word) && !isAboutStyle(word))
  )
    return null;
  const last = thing.split(" ").at(-1) ?? "";
  if (thirdBase(last) !== null && !isAboutStyle(last)) return null;
  if (!isNounPhrase(thing, 4) || isDirectiveVerbPhrase(thing)) return null;
  if (link === "for") return context.paired ? wanted(`use ${lowerFirst(thing)} for ${manner}`, "verbless") : null;
  const asked = (context.polite || context.standing) && isKind(thing);
  if (!(isAboutStyle(thing) || asked) || !isPlural(thing)) return null;
  if (
    /^(?:more|less|fewer|too|no|not|all|love|great|good|nice)\b/i.test(thing) ||
    /\b(?:is|are|was|were|you|I|it|this|these|them|mind)\b/i.test(manner)
  )
    return null;
  if (
    /^(?:one|two|three|four|five|\d+) /i.test(thing) ||
    /\b(?:do|does|did|has|have|will|should|must|work|works) \S/i.test(manner)
  )
    return null;
  if (
    link === "with" &&
    /^(?:one|two|three|no|\d+|a) (?:decimal|digit|space|zero|sign|currency|leading|trailing|unit)/i.test(manner)
  )
    return wanted(`write ${lowerFirst(thing)} with ${manner}`, "verbless");
  if (link === "to")
    return /^(?:one|two|three|the nearest|\d)\b.*\b(?:decimals?|places?|figures?|digits?|nearest|whole|cent|percent)\b/i.test(
      manner,
    )
      ? wanted(`give ${lowerFirst(thing)} to ${manner}`, "verbless")
      : null;
  if (link === "on" && !/^(?:one|a|its|their|separate|new|the same|two) (?:\S+ )?(?:lines?|pages?|row)/i.test(manner))
    return null;
  if (link === "in" && !MANNERS.test(manner) && !context.polite) return null;
  if ((link === "with" || link === "without") && !(isNounPhrase(manner, 4) && (context.polite || context.standing)))
    return null;
  return wanted(`write ${lowerFirst(thing)} ${link} ${manner}`, "verbless");
}

const MANNERS = from(
  "(?:full|bold|italics?|caps|capitals|digits|words|numerals|lower ?case|upper ?case|sentence case|" +
    "title case|the .*(?:clock|format|form|tense|voice|person|style)|.*\\b(?:format|form|case|" +
    "brackets|quotes|style|tense|voice|order|euros|dollars|pounds|kilomet|miles|metric|percent|" +
    "english|bullets|km|kilomet(?:er|re)s?|eur|usd|gbp|cet|local time|mood|celsius|fahrenheit|kilos?|" +
    "kg|grams|utc|gmt|sterling|roman|arabic|alphabetical.*|chronological.*))",
);

const CONTRAST = whole(`(.+?)(?:,? (?:not|instead of|rather than|over|as opposed to|and not)|, never) (.+)`);

/** "Kilometres, not miles"; a correction of one figure or date is none. */
export function readContrast(text: string, _context: Context): Draft | null {
  const found = CONTRAST.exec(text);
  if (!found) return null;
  if (/,|^(?:not|never) /i.test(found[1] ?? "")) return null;
  const [good, bad] = [
    (found[1] ?? "").replace(/^(?:it's|it is|that's|use) /i, "").replace(/[,:]$/, ""),
    found[2] ?? "",
  ];
  const quoted = new RegExp(`^${QUOTED}`, "u");
  if (
    /\d|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)\b/i.test(
      `${good} ${bad}`.replace(/\uE000\d+\uE001/gu, ""),
    )
  )
    return null;
  if (
    /\b(?:do|does|did|is|are|was|were|has|have|can|should|will|would|must)$/i.test(good) ||
    /^(?:thanks|thank|good|great|love|nice|glad|happy)\b/i.test(good)
  )
    return null;
  if (!isNounPhrase(good, 5) || !isNounPhrase(bad.replace(/ (?:or|and) .*/i, ""), 5)) return null;
  if (/^(?:over)$/i.test(/ (over) /.exec(text)?.[1] ?? "") && !(isAboutStyle(good) && isAboutStyle(bad))) return null;
  if (quoted.test(good) && quoted.test(bad)) return wanted(`write ${good}, not ${bad}`, "replacement");
  if (!(isAboutStyle(good) || isAboutStyle(bad) || (isPlural(good) && isPlural(bad)))) return null;
  if (/^\p{Lu}/u.test(bad) && !isAboutStyle(bad) && !(isAboutStyle(good) && /^\p{Lu}{2,}$/u.test(bad))) return null;
  if (isDirectiveVerb(good.split(" ")[0] ?? "") && good.includes(" ")) return null;
  return wanted(`use ${lowerFirst(good)}, not ${bad}`, "replacement");
}
