/** Directives without a verb: "no puns", "shorter sentences please", "link last", "Tone: dry", "numbers as digits". */
import { unwanted, wanted, type Context, type Draft } from "../draft.js";
import { isDirectiveVerb, pastBase, singular, thirdBase } from "../english.js";
import { QUOTED, from, whole } from "../fragments.js";
import { STYLE_ADJECTIVES, comparativeOf } from "../lexicon/adjectives.js";
import { NO_REQUEST } from "../lexicon/idioms.js";
import {
  CHOICE,
  gerundAction,
  headOf,
  isAboutStyle,
  isNounPhrase,
  isOutput,
  isPlural,
  lowerFirst,
  styleNouns,
  useOf,
} from "../phrases.js";
import { NUMBER } from "./limit.js";

/** Reads a clause that names what is wanted or not, and nothing else. */
export function readVerbless(text: string, context: Context): Draft | null {
  for (const read of [
    readNo,
    readDone,
    readComparative,
    readLabel,
    readPlace,
    readManner,
    readContrast,
    readCount,
    readChoice,
    readAdjectives, readState,
    readPolite,
  ]) {
    const draft = read(text, context);
    if (draft) return draft;
  }
  return null;
}

const NO = from(
  "(?:please,? |and |but |also |absolutely |definitely |strictly |ideally |preferably |just )*(?:no(?: more)?|zero|none of (?:the|these|those|that)|without|minus|not so many|not so much|not too (?:many|much)|not as (?:many|much)|never any|not (?:a single|any|another)|enough) (.+)$",
);

function readNo(text: string, context: Context): Draft | null {
  const found = NO.exec(text);
  const about = /^nothing (?:about|on|to do with|regarding|concerning) (.+)$/i.exec(text)?.[1];
  if (about && isNounPhrase(about, 5)) return unwanted(`mention ${lowerFirst(about)}`, "negation");
  const nowhere = /^(?:but )?(?:never|not) ((?:in|on) .+)$/i.exec(text)?.[1];
  if (nowhere && context.antecedent?.noun && isNounPhrase(nowhere.replace(/^\S+ /, ""), 4))
    return unwanted(`${useOf(context.antecedent.noun)} ${nowhere}`, "negation");
  if (!found) return null;
  const thing = found[1] ?? "";
  if (NO_REQUEST.test(text) || /^no (?:more|less|fewer|longer) than\b/i.test(text)) return null;
  if (/^(?:please,? )?(?:no one|no doubt|no idea|no longer|no way|no matter|no problem|no worries|no need)/i.test(text))
    return null;
  if (/not (?:so|too|as) (?:many|much)/i.test(text))
    return isNounPhrase(thing)
      ? wanted(`use ${isPlural(thing) ? "fewer" : "less"} ${lowerFirst(thing)}`, "verbless")
      : null;
  if (/^(?:more|less|fewer)\b/i.test(thing)) return null;
  const asAction = gerundAction(thing);
  if (asAction && (isDirectiveVerb(asAction.split(" ")[0] ?? "") || context.polite || context.standing)) return unwanted(asAction, "negation");
  if (/^(?:without|minus|enough)/i.test(text) && !context.polite && !isAboutStyle(thing)) return null;
  const cleaned = thing
    .replace(/ (?:needed|required|necessary|wanted|allowed|permitted)$/i, "")
    .replace(/,? (?:or|and) anything(?: like that| else)?$/i, "")
    .replace(/ (?:at all|ever|whatsoever|anywhere|of any kind)$/i, "");
  if (!isAboutStyle(cleaned) && !isPlural(cleaned) && !context.polite && !context.standing) return null;
  return isNounPhrase(cleaned) ? unwanted(useOf(cleaned), "negation") : null;
}

const COMPARATIVE = from(
  "(?:please |and |but |just |also |maybe |perhaps |generally |could be |can be )*(?:a (?:bit|little|tad|touch|lot)|much|way|far|slightly|somewhat|lots|a whole lot|many|even)? ?(more|less|fewer|shorter|longer|[\\p{L}]{3,}er|better|bigger|smaller)((?: of)?(?: .+)?)$",
);

function readComparative(text: string, context: Context): Draft | null {
  const about = /^(?:a (?:bit|lot|little) )?(more|less) (?:on|about) (?!the same)(.+)$/i.exec(text);
  if (about && isNounPhrase(about[2] ?? "", 6))
    return wanted(`say ${(about[1] ?? "").toLowerCase()} about ${about[2]}`, "verbless");
  const found = COMPARATIVE.exec(text);
  if (!found) return null;
  const degree = (found[1] ?? "").toLowerCase();
  const rest = (found[2] ?? "").trim().replace(/^of (?:the |these |those |this |that )?(?:little )?/i, "");
  const quantity = /^(?:more|less|fewer)$/.test(degree);
  const adjective = quantity ? (rest.split(" ")[0]?.toLowerCase() ?? "") : comparativeOf(degree);
  if (!quantity && !adjective && !/^(?:shorter|longer|bigger|smaller)$/.test(degree)) return null;
  if (/^(?:the )?(?:same|that|this|it|like (?:this|that|it)|of (?:this|that|it|the same))\b/i.test(rest)) return null;
  if (/\bthan\b/i.test(rest) && !/\bthan (?:jargon|words|prose|text|\d)/i.test(rest)) return null;
  if (/^(?:and|or) (?:more|less) \S+$/i.test(rest)) return null;
  const inPlace = /^(?:in|on|with|about|overall|generally|and) /i.test(rest);
  if (rest !== "" && !inPlace && isNounPhrase(rest) && (isAboutStyle(rest) || ((context.polite || context.standing) && isPlural(rest)))) {
    const noun = quantity ? rest : rest;
    if (quantity && STYLE_ADJECTIVES.has(adjective ?? "") && !isAboutStyle(rest))
      return lasting(context) ? wanted(`be ${degree} ${rest}`, "verbless") : null;
    return /^(?:like|than|sense|often|or)\b/i.test(noun)
      ? null
      : wanted(`use ${degree} ${lowerFirst(noun)}`, "verbless");
  }
  if (
    quantity &&
    STYLE_ADJECTIVES.has(adjective ?? "") &&
    (lasting(context) || / (?:in|overall|generally)\b/.test(rest))
  )
    return wanted(`be ${degree} ${rest}`, "verbless");
  if (
    !quantity &&
    (rest === "" ? context.standing : inPlace && /^(?:in (?:tone|style|voice|general)|overall|generally)/i.test(rest))
  )
    return wanted(`be ${degree}${rest ? ` ${rest}` : ""}`, "verbless");
  return null;
}

const lasting = (context: Context): boolean => context.standing || context.polite;

const LABELLED = whole("(?:the |our )?([\\p{L}][\\p{L} -]{1,25}?) ?(?::|=) ?(.+)");

function readLabel(text: string, _context: Context): Draft | null {
  const found = LABELLED.exec(text);
  if (!found) return null;
  const label = (found[1] ?? "").toLowerCase();
  const value = (found[2] ?? "").replace(/ (?:please|only)$/i, "").trim();
  if (
    !isAboutStyle(label) &&
    !/^(?:audience|format|style|register|max|point of view|pov|sign-off|greeting|reading level|structure|level)$/.test(
      label,
    )
  )
    return null;
  if (!isNounPhrase(label, 4) || value.split(" ").length > 9 || /\b(?:is|are|was|you|I)\b/i.test(value)) return null;
  if (/^(?:no|none|never|zero|nope|not allowed|forbidden|banned|off)$/i.test(value))
    return unwanted(useOf(label), "label");
  if (/^(?:yes|always|required|mandatory|a must|on)$/i.test(value)) return wanted(`use ${label}`, "label");
  if (/^(?:tone|voice|style|register|mood|language|level|reading level)$/.test(label))
    return wanted(`keep the ${label} ${lowerFirst(value)}`, "label");
  if (/^(?:always )?(?:first|last|at|on|in|before|after|up)\b/i.test(value))
    return wanted(`put ${label} ${value.replace(/^always /i, "")}`, "label");
  const most =
    /^(?:max(?:imum)?|at most|no more than|up to|only|just)? ?(\d+|one|two|three|four|five|six)(?: max(?:imum)?| at most| tops| only)?$/i.exec(
      value,
    );
  if (most && label !== "length")
    return wanted(`use at most ${most[1]} ${/^(?:1|one)$/i.test(most[1] ?? "") ? singular(label) : label}`, "label");
  if (/^(?:spelling|english|punctuation|case|tense|units?|person)$/.test(label))
    return wanted(`use ${lowerFirst(value)} ${label}`.replace(/(\b\w+) \1$/i, "$1"), "label");
  if (/^(?:under|max|at most|up to|no more|less|below|within|around|about|\d)/i.test(value))
    return wanted(
      `keep ${label === "length" ? "it" : `the ${label}`} ${/^\d/.test(value) ? "to " : ""}${value}`,
      "label",
    );
  return wanted(`use ${lowerFirst(value)}`, "label", label === "format" ? {} : { condition: `for ${label}` });
}

const PLACE =
  "(?:first|last|up front|upfront|up top|at the (?:very )?(?:top|start|beginning|end|bottom|front)|on (?:its|their|a) (?:own|separate|new) lines?|in (?:bold|italics|caps|brackets|parentheses|the (?:title|headline|first (?:line|sentence|paragraph)|last (?:line|sentence|paragraph)|opening (?:line|sentence)|subject line|footer|intro))|before (?:the |any )?[\\p{L}]+|after (?:the |any )?[\\p{L}]+)";
const PLACED = whole(
  `(.+?),? (?:(?:always|must|should|to|then) )?(?:(?:goes?|comes?|belongs?|to go|to come|be|is|are) )?((?:always )?(?:right )?${PLACE})(?:,? not (.+))?`,
);

function readPlace(text: string, _context: Context): Draft | null {
  const order =
    /^(?:the )?(.+?) first,? (?:and )?(?:then )?(?:the )?(.+?)(?: after(?:wards)?| second| later| next| last)?$/i.exec(
      text,
    );
  if (
    order &&
    isNounPhrase(order[1] ?? "", 3) &&
    isNounPhrase(order[2] ?? "", 3) &&
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
  const thing = (found[1] ?? "").replace(/^(?:the|a|all|always) (?=\S+$)/i, (word) =>
    /^the /i.test(word) ? word : "",
  );
  const nounLike =
    isNounPhrase(thing, 5) && !from("(?:" + "no|not|more|less|too)").test(thing) && !isDirectiveVerbPhrase(thing);
  if (!nounLike || !isAboutStyle(thing)) return null;
  const article = /^(?:the|a|an|our|your|all|every|each|any)\b/i.test(thing) || isPlural(thing) ? "" : "the ";
  return wanted(
    `put ${article}${lowerFirst(thing)} ${(found[2] ?? "").replace(/^always /i, "")}${found[3] ? `, not ${found[3]}` : ""}`,
    "verbless",
  );
}

const isDirectiveVerbPhrase = (text: string): boolean => {
  const [first = "", second] = text.split(" ");
  return second !== undefined && isDirectiveVerb(first) && /^(?:the|a|an|it|all|every|with|your|our)$/i.test(second);
};

const DONE = whole(
  "(.+?) (separated|spelled|spelt|written|rounded|capitalised|capitalized|hyphenated|italicised|italicized|sorted|numbered|shortened|abbreviated|listed|linked|cited|quoted|formatted|indented|aligned|translated|grouped|ordered|left out|kept|spelled out|written out)(?: (?:out|by|in|with|as|to|from|at|on|alphabetically|chronologically|out in).*)",
);

/** "thousands separated by commas" */
function readDone(text: string, _context: Context): Draft | null {
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

const MANNER = whole(`(.+?) (as|like|in|on|with|without) (.+)`);

/** "numbers as digits", "dates in ISO format", "headlines without full stops". */
function readManner(text: string, context: Context): Draft | null {
  const found = MANNER.exec(text);
  if (!found) return null;
  const [thing, link, manner] = [found[1] ?? "", (found[2] ?? "").toLowerCase(), found[3] ?? ""];
  const last = thing.split(" ").at(-1) ?? "";
  if (thirdBase(last) !== null && !isAboutStyle(last)) return null;
  if (!isNounPhrase(thing, 4) || !isAboutStyle(thing) || !isPlural(thing) || isDirectiveVerbPhrase(thing)) return null;
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
  if (link === "on" && !/^(?:one|a|its|their|separate|new|the same|two) (?:\S+ )?(?:lines?|pages?|row)/i.test(manner))
    return null;
  if (link === "in" && !MANNERS.test(manner) && !context.polite) return null;
  if ((link === "with" || link === "without") && !(isNounPhrase(manner, 4) && (context.polite || context.standing)))
    return null;
  return wanted(`write ${lowerFirst(thing)} ${link} ${manner}`, "verbless");
}

const MANNERS = from(
  "(?:full|bold|italics?|caps|capitals|digits|words|numerals|lower ?case|upper ?case|sentence case|title case|the .*(?:clock|format|form|tense|voice|person|style)|.*\\b(?:format|form|case|brackets|quotes|style|tense|voice|order|euros|dollars|pounds|kilomet|miles|metric|percent|english|bullets|km|kilomet(?:er|re)s?|eur|usd|gbp|cet|local time|mood|celsius|fahrenheit|kilos?|kg|grams|utc|gmt|sterling|roman|arabic|alphabetical.*|chronological.*))",
);

const CONTRAST = whole(`(.+?)(?:,? (?:not|instead of|rather than|over|as opposed to|and not)|, never) (.+)`);

/** "Kilometres, not miles"; a correction of one figure or date is none. */
function readContrast(text: string, _context: Context): Draft | null {
  const found = CONTRAST.exec(text);
  if (!found) return null;
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

const COUNTED = whole(
  `(?:just |only |exactly |at least |at most |no more than |a minimum of |max |maximum )?(${NUMBER}) (.+?)(?: (only|max|maximum|tops|at most|minimum|at least))?((?: (?:per|in each|in every|for each|for every|each|an?|to a|in total|in the) ?.*)?)`,
);

/** "One CTA per email", "two hashtags max", "one link only". */
function readCount(text: string, context: Context): Draft | null {
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
function readChoice(text: string, context: Context): Draft | null {
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
  const toned = /^(?:an? )?([\p{L}-]+) (tone|language|style|voice|register|wording|spelling|punctuation|formatting|terminology|grammar|capitalisation)$/iu.exec(bare);
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
  if (fitted && CHOICE.test(fitted[1] ?? "") && isNounPhrase(fitted[2] ?? "", 5))
    return wanted(`use ${lowerFirst(bare)}`, "verbless");
  if (CHOICE.test(bare))
    return wanted(`use ${/only/i.test(text) && only ? "only " : ""}${lowerFirst(bare)}`, "verbless");
  if (!only || !isNounPhrase(bare, 5) || !isAboutStyle(bare) || !(isPlural(bare) || /only/i.test(text))) return null;
  if (isDirectiveVerb(bare.split(" ")[0] ?? "") && bare.includes(" ")) return null;
  return wanted(`use ${/\bonly\b/i.test(text) ? "only " : ""}${lowerFirst(bare)}`, "verbless", {
    weak: !context.polite && /always/i.test(text) && !isPlural(bare),
  });
}

/** "Short and to the point please, always." */
function readAdjectives(text: string, context: Context): Draft | null {
  const words = text
    .toLowerCase()
    .replace(/ to the point\b/, " succinct")
    .split(/,? and |, | but | /);
  if (
    !(context.standing || context.polite) ||
    words.length > 4 ||
    !words.every((word) => STYLE_ADJECTIVES.has(word)) ||
    /^(?:nice|good|great|fresh|fun|sweet|cute|neat|quick)$/.test(words[0] ?? "")
  )
    return null;
  return wanted(`keep it ${lowerFirst(text)}`, "verbless");
}

/** "All headings bold please." */
function readState(text: string, context: Context): Draft | null {
  const found = /^((?:all |every |the )?.+?) (bold|italic|lower ?case|upper ?case|capitalised|capitalized|short|shorter|brief|left-aligned|centred|numbered|plural|singular|hyphenated|underlined|optional|separate)$/i.exec(text);
  const thing = found?.[1] ?? "";
  if (!found || !(context.polite || context.standing || /^(?:all|every) /i.test(thing)) || !isNounPhrase(thing, 4) || !isAboutStyle(thing) || !(isPlural(thing) || /^every /i.test(thing))) return null;
  return wanted(`${/^(?:short|shorter|brief)$/i.test(found[2] ?? "") ? "keep" : "make"} ${lowerFirst(thing)} ${found[2]}`, "verbless");
}

/** A thing and "please": "bullet points please", "sentence case for headlines please". */
function readPolite(text: string, context: Context): Draft | null {
  if (!context.polite || !isNounPhrase(text, 7) || styleNouns(text).length === 0) return null;
  if (
    /^(?:the|this|that|these|those|my|another|some|next|new|more|an?|in|on|at|for|with)\b/i.test(text) ||
    (isDirectiveVerb(text.split(" ")[0] ?? "") && !styleNouns(text).includes(singular(text)))
  )
    return null;
  return isPlural(headOf(text)) || /^\S+-\S+ /.test(text) || CHOICE.test(text)
    ? wanted(`use ${lowerFirst(text)}`, "verbless")
    : null;
}
