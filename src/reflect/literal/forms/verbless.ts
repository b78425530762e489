/** Directives without a verb: "no puns", "shorter sentences please", "link last", "Tone: dry", "numbers as digits". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isDirectiveVerb, singular } from "../english.js";
import { from } from "../fragments.js";
import { comparativeOf, STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { NO_REQUEST } from "../lexicon/idioms.js";
import {
  CHOICE,
  gerundAction,
  headOf,
  isAboutStyle,
  isNounPhrase,
  isPlural,
  lowerFirst,
  styleNouns,
  useOf,
} from "../phrases.js";
import { readChoice, readCount } from "./counting.js";
import { readLabel } from "./label.js";
import { readContrast, readDone, readManner, readPlace } from "./placing.js";

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
    readAdjectives,
    readState,
    readPolite,
  ]) {
    const draft = read(text, context);
    if (draft) return draft;
  }
  return null;
}

const NO = from(
  "(?:please,? |and |but |also |absolutely |definitely |strictly |ideally |preferably |" +
    "just )*(?:no(?: more)?|zero|none of (?:the|these|those|that)|without|minus|not so many|" +
    "not so much|not too (?:many|much)|not as (?:many|much)|never any|not (?:a single|any|another)|" +
    "enough) (.+)$",
);

function readNo(text: string, context: Context): Draft | null {
  const found = NO.exec(text);
  const about = /^nothing (?:about|on|to do with|regarding|concerning) (.+)$/i.exec(text)?.[1];
  if (about && isNounPhrase(about, 5)) return unwanted(`mention ${lowerFirst(about)}`, "negation");
  const within =
    /^nothing in ((?:bold|italics|caps|capitals|all caps|brackets|quotes|red|colou?r|latin|french)\b.*)$/i.exec(
      text,
    )?.[1];
  if (within) return unwanted(`use ${within}`, "negation");
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
  if (/^(?:more|less|fewer|uses?)\b/i.test(thing)) return null;
  const asAction = gerundAction(thing);
  if (asAction && (isDirectiveVerb(asAction.split(" ")[0] ?? "") || context.polite || context.standing))
    return unwanted(asAction, "negation");
  if (/^(?:without|minus|enough)/i.test(text) && !context.polite && !isAboutStyle(thing)) return null;
  const cleaned = thing
    .replace(/ (?:needed|required|necessary|wanted|allowed|permitted)$/i, "")
    .replace(/,? (?:or|and) anything(?: like that| else)?$/i, "")
    .replace(/ (?:at all|ever|whatsoever|anywhere|of any kind)$/i, "");
  if (/,(?!.*\b(?:and|or|nor)\b)/i.test(cleaned)) return null;
  const several = isPlural(cleaned) && cleaned.includes(" ");
  if (!isAboutStyle(cleaned) && !several && !context.standing) return null;
  return isNounPhrase(cleaned) ? unwanted(useOf(cleaned), "negation") : null;
}

const COMPARATIVE = from(
  "(?:please |and |but |just |also |maybe |perhaps |generally |could be |can be )*(?:a (?:bit|" +
    "little|tad|touch|lot)|much|way|far|slightly|somewhat|lots|a whole lot|many|even)? ?(more|less|" +
    "fewer|shorter|longer|[\\p{L}]{3,}er|better|bigger|smaller)((?: of)?(?: .+)?)$",
);

function readComparative(text: string, context: Context): Draft | null {
  const about = /^(?:a (?:bit|lot|little) )?(more|less) (?:on|about) (?!the same)(.+)$/i.exec(text);
  if (about && isNounPhrase(about[2] ?? "", 6))
    return wanted(`say ${(about[1] ?? "").toLowerCase()} about ${about[2]}`, "verbless");
  const found = COMPARATIVE.exec(text);
  if (!found || / like (?:this|these|that|those)$/i.test(context.source)) return null;
  const degree = (found[1] ?? "").toLowerCase();
  const rest = (found[2] ?? "").trim().replace(/^of (?:the |these |those |this |that )?(?:little )?/i, "");
  const quantity = /^(?:more|less|fewer)$/.test(degree);
  const adjective = quantity ? (rest.split(" ")[0]?.toLowerCase() ?? "") : comparativeOf(degree);
  if (!quantity && !adjective && !/^(?:shorter|longer|bigger|smaller)$/.test(degree)) return null;
  if (/^(?:the )?(?:same|that|this|it|like (?:this|that|it)|of (?:this|that|it|the same))\b/i.test(rest)) return null;
  if (/\bthan\b/i.test(rest) && !/\bthan (?:jargon|words|prose|text|\d)/i.test(rest)) return null;
  if (/^(?:and|or) (?:more|less) \S+$/i.test(rest)) return null;
  const inPlace = /^(?:in|on|with|about|overall|generally|and) /i.test(rest);
  if (
    rest !== "" &&
    !inPlace &&
    isNounPhrase(rest) &&
    (isAboutStyle(rest) || ((context.polite || context.standing) && isPlural(rest)))
  ) {
    const noun = quantity ? rest : rest;
    if (quantity && STYLE_ADJECTIVES.has(adjective ?? "") && !isAboutStyle(rest))
      return lasting(context) ? wanted(`be ${degree} ${rest}`, "verbless") : null;
    return /^(?:like|than|sense|often|or)\b/i.test(noun)
      ? null
      : wanted(`use ${degree} ${lowerFirst(noun)}`, "verbless", { remark: /^(?:shorter|longer)$/.test(degree) });
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
  const found =
    /^((?:all |every |the )?.+?) (bold|italic|lower ?case|upper ?case|capitalised|capitalized|short|shorter|brief|left-aligned|centred|numbered|plural|singular|hyphenated|underlined|optional|separate)$/i.exec(
      text,
    );
  const thing = found?.[1] ?? "";
  if (
    !found ||
    !(context.polite || context.standing || /^(?:all|every) /i.test(thing)) ||
    !isNounPhrase(thing, 4) ||
    !isAboutStyle(thing) ||
    !(isPlural(thing) || /^every /i.test(thing))
  )
    return null;
  return wanted(
    `${/^(?:short|shorter|brief)$/i.test(found[2] ?? "") ? "keep" : "make"} ${lowerFirst(thing)} ${found[2]}`,
    "verbless",
  );
}

/** A thing and "please": "bullet points please", "sentence case for headlines please". */
function readPolite(text: string, context: Context): Draft | null {
  if (!context.polite || !isNounPhrase(text, 7) || (styleNouns(text).length === 0 && !context.standing)) return null;
  if (
    /^(?:the|this|that|these|those|my|another|some|next|new|more|an?|in|on|at|for|with|anything|everything|something|nothing)\b/i.test(
      text,
    ) ||
    (isDirectiveVerb(text.split(" ")[0] ?? "") && !styleNouns(text).includes(singular(text)))
  )
    return null;
  if (styleNouns(text).length === 0) return text.includes(" ") ? wanted(`use ${lowerFirst(text)}`, "verbless") : null;
  return isPlural(headOf(text)) || /^\S+-\S+ /.test(text) || CHOICE.test(text)
    ? wanted(`use ${lowerFirst(text)}`, "verbless")
    : null;
}
