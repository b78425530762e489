/** Duties: "you should …", "tweets must …", "headlines should never be …", and what is said of house style. */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isBaseVerb, pastBase } from "../english.js";
import { MODAL, QUOTED, from } from "../fragments.js";
import { STYLE_ADJECTIVES, comparativeOf } from "../lexicon/adjectives.js";
import {
  CHOICE,
  general,
  isAboutStyle,
  isNounPhrase,
  isOutput,
  isPlural,
  lowerFirst,
  styleNouns,
  useOf,
} from "../phrases.js";
import { readAction } from "./action.js";
import { readLimit } from "./limit.js";

const NOT =
  "(?: (not|never|only|always|really|also|just|all|definitely|probably|still|both|simply|absolutely|preferably|ideally|generally|usually|normally|ever|be sure to|at least))*";
const YOU = from(
  `(?:you|the (?:bot|assistant|agent|ai|writer|model|tool))(?:'ll| will| would)? ?(?:probably |really |also |maybe |perhaps |still |might |may )?(${MODAL}|could|can|may|might want to|might|want to|are (?:not )?(?:allowed|free|expected|meant) to|cannot|do not need to|do not have to)((?: (?:not|never|only|always|really|also|just|all|definitely|probably|try to|still|please|ever|maybe))*) (.+)$`,
);
const WE = from(`we (${MODAL}|do not|never|always|cannot|are not|only)(?: (not|never|always|ever|also|really))? (.+)$`);
const THING = from(
  `(.+?),? (?:(?:really|always|also|probably|definitely|generally|all|just|still|simply) )*(${MODAL}|cannot|can|could|may|might|need|needs|are never to|is never to|are not to|is not to|are always to|is always to)${NOT} (.+)$`,
);

/** Reads a duty of the agent or of what it produces. */
export function readModal(text: string, context: Context): Draft | null {
  const barred = from(
    "(?:under no circumstances?|at no (?:point|time|stage)|on no account|in no case|never(?: ever)?|nowhere) (?:may|should|must|can|do|are|shall|will)(?: (?:you|we|the \\S+))(?: ever)?(?: to)? (.+)$",
  ).exec(text);
  if (barred) {
    const draft = readAction(barred[1] ?? "", { ...context, polite: true, standing: true });
    return draft && unwanted(draft.action, "modal", { adverb: "never" });
  }
  const person = PERSON.exec(text);
  if (person) return readPerson(person);
  const said = from(
    `we (?:always )?(say|write|spell|call|use|prefer to say|quote|capitalise|capitalize|hyphenate|italicise|abbreviate|lowercase|round) (.+)$`,
  ).exec(text);
  if (
    said &&
    (new RegExp(QUOTED, "u").test(said[2] ?? "") ||
      /, (?:not|never) /.test(said[2] ?? "") ||
      CHOICE.test(said[2] ?? "") ||
      (!/^(?:say|call|use)$/i.test(said[1] ?? "") && isAboutStyle(said[2] ?? "") && isNounPhrase(said[2] ?? "", 6)))
  ) {
    return wanted(`${(said[1] ?? "").replace("prefer to say", "say")} ${said[2]}`, "modal");
  }
  const you = YOU.exec(text);
  if (you) return readYou((you[1] ?? "").toLowerCase(), you[2] ?? "", you[3] ?? "", context);
  const we = WE.exec(text);
  if (we) return readWe((we[1] ?? "").toLowerCase(), we[2] ?? "", we[3] ?? "", context);
  const thing = THING.exec(
    from(`(?:${MODAL}) (?:not |never )?(?:be|have|fit|stay|include|contain|start|end) `).test(text)
      ? `it ${text}`
      : text,
  );
  if (!thing) return null;
  const subject = thing[1] ?? "";
  const between = text.slice(subject.length, text.length - (thing.at(-1) ?? "").length);
  return readThing(subject, between, thing.at(-1) ?? "", context);
}

function readYou(modal: string, adverbs: string, rest: string, context: Context): Draft | null {
  if (
    /^(?:be|have) /i.test(rest) &&
    /\b(?:have|be) (?:been|\S+ed|proud|ashamed|able|aware|fine|ok|good|done|seeing|getting)\b/i.test(rest)
  )
    return null;
  const draft = readAction(rest, { ...context, polite: true });
  if (!draft) return null;
  const negated = /not|never|cannot/.test(`${modal} ${adverbs}`);
  if (/^(?:can|may|are allowed|are free)/.test(modal) && !negated) {
    if (/\b(?:up to|at most)\b/.test(draft.action))
      return { ...draft, action: draft.action.replace(/^go up to/, "use up to"), form: "permission" };
    if (/^(?:skip|drop|leave out|omit|lose|ditch|cut)\b/i.test(rest) || draft.avoid) return { ...draft, form: "modal" };
    return context.standing ||
      / again\b/.test(`${rest} `) ||
      /\bagain\b/.test(adverbs) ||
      (isAboutStyle(draft.action) && !/ (?:the|this|that) /.test(draft.action))
      ? { ...draft, form: "permission", weak: draft.avoid }
      : null;
  }
  const weak = /^(?:could|might|may|want)/.test(modal) && !negated;
  const adverb = /never/.test(adverbs) ? "never" : /always/.test(adverbs) ? "always" : draft.adverb;
  const lasting =
    isAboutStyle(draft.action) ||
    negated ||
    draft.avoid ||
    context.standing ||
    adverb !== null ||
    isPlural(draft.action.split(" ").slice(1, 4).join(" "));
  return {
    ...draft,
    avoid: negated !== draft.avoid,
    adverb,
    form: "modal",
    weak: weak ? !isAboutStyle(draft.action) : !lasting,
  };
}

const PERSON = from(
  "((?:our |the |all |every |any |new )*(?:customers?|users?|readers?|students?|passengers?|clients?|patients?|guests?|people|callers?|members?|visitors?|buyers?|candidates?|applicants?|subscribers?|learners?|children|kids|authors?))(?: \\w+)?? (?:should|must|have to|has to|need to|needs to|ought to)( always| never| not| only| also| all)* be (told|asked|given|shown|offered|addressed|greeted|thanked|informed|reminded|referred|warned|sent|named|called|advised|helped|called by|pointed|treated|credited|cited|listed|quoted|mentioned)(?: (.+))?$",
);

/** "customers should be told that …" → "tell customers that …". */
function readPerson(found: RegExpExecArray): Draft | null {
  const base = pastBase(found[3] ?? "");
  if (!base) return null;
  return {
    ...wanted(`${base} ${lowerFirst(found[1] ?? "")}${found[4] ? ` ${found[4]}` : ""}`, "modal"),
    avoid: /never|not/i.test(found[2] ?? ""),
  };
}

const HOUSE =
  /^(?:use|say|write|call|spell|mention|name|quote|cite|promise|refer|speak|capitalise|capitalize|hyphenate|put|include|add|start|open|end|sign|address|abbreviate|discuss|talk|comment|give|offer|recommend|publish|print|link|list|italicise|round|translate|criticise|criticize|swear|apologise|apologize|speculate|compare|credit|describe|disclose|share|reveal|avoid|keep|tag|lead|format|begin|close)$/;

function readWe(modal: string, adverb: string, rest: string, context: Context): Draft | null {
  const verb = rest.split(" ")[0]?.toLowerCase() ?? "";
  if (!isBaseVerb(verb) || !HOUSE.test(verb)) return null;
  if (/^we /i.test(rest) || /^\S+ (?:it|that|this|them|those|one)$/i.test(rest)) return null;
  const draft = readAction(rest, { ...context, polite: true });
  if (!draft) return null;
  const negated = /not|never/.test(`${modal} ${adverb}`);
  return {
    ...draft,
    avoid: negated !== draft.avoid,
    form: "modal",
    adverb: /never/.test(`${modal} ${adverb}`) ? "never" : null,
  };
}

const PEOPLE =
  /\b(?:authors?|competitors?|owners?|attendees?|persons?|people|readers?|researchers?|customers?|users?|students?)$/i;
const ANYTHING = /^(?:it|they|these|those|everything|all of (?:it|them|these)|them|things|the whole thing)$/i;

function readThing(subject: string, between: string, rest: string, context: Context): Draft | null {
  const modal = between.toLowerCase();
  const negated = /\b(?:not|never|cannot)\b/.test(modal);
  const anything = ANYTHING.test(subject);
  if (/^(?:i|we|you|he|she|people|someone|nobody|authors|researchers|scientists|who|there)$/i.test(subject))
    return readThere(subject, modal, rest);
  const norm = /\b(?:not|never)\b.*\bto\b|\bto\b/.test(modal) || negated;
  const spoken =
    norm &&
    isPlural(subject) &&
    /^be (?:discussed|mentioned|shared|promised|disclosed|used|named|quoted|revealed|talked about|given|offered|published)\b/i.test(
      rest,
    );
  if (!anything && (!isNounPhrase(subject, 7) || !(isAboutStyle(subject) || spoken))) return null;
  if (/^(?:this|that)\b/i.test(subject)) return null;
  if (
    /^(?:have been|be (?:done|ready|finished|sent|fixed|corrected|changed|updated|out|live|able|fine|proud|ok|okay|working)|been)\b/i.test(
      rest,
    )
  )
    return null;
  if (
    /^(?:could|can|may|might)/.test(modal.trim()) &&
    !negated &&
    !/^(?:be|use) (?:a (?:bit|little|lot) |much |way |far )?(?:more|less|fewer|\S+er)\b/i.test(rest)
  )
    return null;
  const thing = anything ? "it" : lowerFirst(subject);
  if (PEOPLE.test(subject) && !/^be \S+ed\b|^be \S+en\b/i.test(rest)) return null;
  if (/^not\b/i.test(subject)) return null;
  if (/\bneeds?$/.test(modal.trim())) return readNeeds(thing, rest, negated);
  const without = /^(?:be|come|go|do|read|stay) (?:\S+ )?without (?:any )?(.+)$/i.exec(rest)?.[1];
  if (without && !negated && isNounPhrase(without))
    return unwanted(`${useOf(without)}${thing === "it" ? "" : ` in ${thing}`}`, "modal");
  const be = /^be (?:kept |made )?(?:all )?(.+)$/i.exec(rest);
  return be ? readBecoming(thing, be[1] ?? "", negated, rest) : readDoing(thing, rest, negated, context);
}

function readThere(subject: string, modal: string, rest: string): Draft | null {
  const be = /^there$/i.test(subject) ? /^(?:be|have to be) (.+)$/i.exec(rest)?.[1] : null;
  if (!be || !isNounPhrase(be, 10)) return null;
  if (/^no /i.test(be)) return unwanted(useOf(be.slice(3)), "modal");
  return /not|never/.test(modal)
    ? unwanted(useOf(be), "modal")
    : isAboutStyle(be)
      ? wanted(`include ${be}`, "modal")
      : null;
}

function readNeeds(thing: string, rest: string, negated: boolean): Draft | null {
  if (
    !isNounPhrase(rest, 8) ||
    thing === "it" ||
    !(isPlural(thing) || /^(?:every|each|any|all|an?) /i.test(thing)) ||
    /^(?:the|these) /i.test(thing)
  )
    return null;
  if (/^(?:work|fixing|changing|editing|rewriting|a rewrite|attention|love|help|updating|checking)/i.test(rest))
    return null;
  return negated ? unwanted(`use ${rest} in ${thing}`, "modal") : wanted(`include ${rest} in ${thing}`, "necessity");
}

function readBecoming(thing: string, state: string, negated: boolean, rest: string): Draft | null {
  const keep = thing === "it" ? "keep it" : `keep ${thing}`;
  if (thing === "it" && !negated && /^(?:an?|the|that|some|one of)\b/i.test(state)) return null;
  const definite = /^the /i.test(thing) && !isPlural(thing);
  if (
    definite &&
    /^\d|^(?:more |less )\S+$|^\S+er$/i.test(state) &&
    !/\b(?:characters|words|sentences|lines|pages|paragraphs)\b/i.test(state) &&
    !/\b(?:tone|language|style|voice|wording|register|writing)$/i.test(thing)
  )
    return null;
  const limit = readLimit(`${thing === "it" ? "" : `${thing} `}${state}`, PLAIN);
  if (limit && !negated) return { ...limit, form: "modal" };
  const over = /^(?:over|above|longer than|more than|beyond) (.+)$/i.exec(state);
  if (over && negated) return wanted(`${keep} under ${over[1]}`, "modal");
  const [first = "", ...others] = state.split(" ");
  const manner = /ly$/.test(first) ? first : "";
  const participle = manner ? (others[0] ?? "") : first;
  const base = pastBase(participle);
  if (base && !STYLE_ADJECTIVES.has(first.toLowerCase()) && !/ by (?:me|us|sam|legal)\b/i.test(state)) {
    const tail = others.slice(manner ? 1 : 0).join(" ");
    return {
      ...wanted(`${base} ${thing}${tail ? ` ${tail}` : ""}${manner ? ` ${manner}` : ""}`, "modal"),
      avoid: negated,
    };
  }
  if (
    /^in (?:the |an? |our |your |their )?(?:\S+ )*(?:language|tense|voice|format|style|person|case|font|english|form|tone|mood|bold|italics|caps|capitals|euros|dollars|pounds|celsius|order)$/i.test(
      state,
    )
  )
    return { ...wanted(`write ${thing} ${state}`, "modal"), avoid: negated };
  if (
    /^(?:first|last|at the|in the|on (?:its|their|a)|before|after|up front|upfront|up top|near|under the|above the)\b/i.test(
      state,
    )
  )
    return { ...wanted(`put ${thing} ${state}`, "modal"), avoid: negated };
  if (/^(?:word for word|verbatim|in order|up to date|as short as|easy to)\b/i.test(state))
    return { ...wanted(`${keep} ${state}`, "modal"), avoid: negated };
  const words = state
    .replace(/^(?:a (?:bit|little|lot|tad)|much|way|far|more|less|too|so|very|really|quite|slightly|as) /gi, "")
    .split(/[ ,]/);
  const adjective = (words.find((word) => !/^(?:bit|little|more|less|too|so|much|a)$/i.test(word)) ?? "").toLowerCase();
  const described =
    STYLE_ADJECTIVES.has(adjective) || comparativeOf(adjective) !== null || /^(?:more|less|no) \S/i.test(state);
  if (described) {
    if (negated) return unwanted(/^too /i.test(state) ? `make ${thing} ${state}` : `make ${thing} ${state}`, "modal");
    return wanted(/^(?:more|less|\S+er)\b/i.test(state) ? `make ${thing} ${state}` : `${keep} ${state}`, "modal");
  }
  if (/^in (?:the|an?|every|each|all|our|your) /i.test(state))
    return { ...wanted(`put ${thing} ${state}`, "modal"), avoid: negated };
  if (
    /^in (?:the |an? )?/i.test(state) ||
    /^(?:under|below|within|around|between|up to|at (?:least|most))/i.test(state)
  )
    return { ...wanted(`${/^in/i.test(state) ? `write ${thing}` : keep} ${state}`, "modal"), avoid: negated };
  if (/^\p{L}{1,4}(?:[./-]\p{L}{1,4})+\b/u.test(state))
    return { ...wanted(`write ${thing} as ${state}`, "modal"), avoid: negated };
  if (
    /^(?:an?|the|our|your|one|two|three|\d|like|about|as|clear|plain|questions|statements|full|complete|lower ?case|upper ?case|bold|italic|singular|plural|optional|gone|consistent|easy|short|present|visible|numbered|bulleted|capitalised|mandatory|obvious|linked|digits|numerals)/i.test(
      state,
    ) ||
    new RegExp(`^${QUOTED}`, "u").test(state)
  ) {
    if (/^(?:gone|out|off)$/i.test(state)) return negated ? null : unwanted(useOf(thing), "modal");
    if (/^about /i.test(state) && negated) return unwanted(`make ${thing} ${state}`, "modal");
    return { ...wanted(`make ${thing} ${state}`, "modal"), avoid: negated };
  }
  return rest === "" ? null : null;
}

const PLAIN: Context = { standing: true, polite: true, question: false, source: "", antecedent: null };
const CAUSED = /^(start|open|begin|end|finish|close|lead|conclude|kick off|sign off|stop|break|vary|change)$/i;

function readDoing(thing: string, rest: string, negated: boolean, context: Context): Draft | null {
  const [verb = "", ...others] = rest.replace(/^(?:always|never|all|also|only|really|just) /i, "").split(" ");
  const base = isBaseVerb(verb) ? verb.toLowerCase() : null;
  const tail = others.join(" ");
  if (!base) return null;
  const place = thing === "it" || ANYTHING.test(thing) ? "" : ` in ${thing}`;
  if (thing === "it" && /^(?:say|mention|read|state|list|show|name)$/.test(base) && !context.standing && !negated)
    return null;
  const draft = (action: string): Draft => ({ ...wanted(action, "modal"), avoid: negated });
  if (
    /^(?:have|contain|include|carry|feature|get|show|bear|use|need|come with|give|avoid|mention|cite|name|say|state|list|quote|link|follow|address|explain|refer|mind|tell|describe)$/.test(
      base,
    ) &&
    tail !== ""
  ) {
    if (!isNounPhrase(tail.replace(/^to /, ""), 10) && !/^(?:use|avoid|say|explain|tell|describe|mention)$/.test(base))
      return null;
    if (base === "have" && (/^(?:to|been|done)\b/i.test(tail) || pastBase(tail.split(" ")[0] ?? "") !== null))
      return null;
    const action = /^(?:have|contain|carry|feature|get|show|bear|need|include|come)$/.test(base)
      ? negated || /^(?:no|fewer|less|more)\b/i.test(tail)
        ? "use"
        : "include"
      : base;
    if (/^no /i.test(tail)) return negated ? null : unwanted(`${action} ${general(tail.slice(3))}${place}`, "modal");
    if (base === "say" || base === "tell") return draft(`${base} ${tail}${isOutput(thing) ? place : ""}`);
    return draft(`${action} ${tail}${place}`);
  }
  if (base === "come" && /^from /i.test(tail)) return draft(`use ${thing} ${tail}`);
  if (CAUSED.test(base) && tail !== "") return draft(`${base} ${thing} ${tail}`);
  if (/^(?:come|go|appear|sit|stand|live|be)$/.test(base) && tail !== "") {
    if (/^(?:over|above|beyond|past) (.+)$/i.test(tail) && negated)
      return wanted(`keep ${thing} under ${tail.replace(/^\S+ /, "")}`, "modal");
    if (/^(?:away)$/i.test(tail)) return negated ? null : unwanted(useOf(thing), "modal");
    return /^(?:first|last|at|in|on|before|after|under|above|right|up|below|next|to the)\b/i.test(tail)
      ? draft(`put ${thing} ${tail}`)
      : null;
  }
  if (/^(?:go)$/.test(base) && tail === "" && !negated) return unwanted(useOf(thing), "modal");
  if (/^(?:stay|remain|keep)$/.test(base) && tail !== "") return draft(`keep ${thing} ${tail}`);
  if (/^(?:exceed|run|top|pass|spill|extend|last)$/.test(base) && negated)
    return wanted(
      `keep ${thing} under ${tail.replace(/^(?:over|past|beyond|longer than|more than|above|for) /i, "")}`,
      "modal",
    );
  if (base === "do" || (base === "make" && !isAboutStyle(tail)) || styleNouns(`${thing} ${tail}`).length === 0)
    return context.standing ? null : null;
  if (/^(?:sound|read|feel|look|fit|match|speak|flow|focus|work|stick|stand|answer|point|link)$/.test(base)) {
    if (thing === "it")
      return negated
        ? unwanted(`let it ${base}${tail ? ` ${tail}` : ""}`, "modal")
        : wanted(`make it ${base}${tail ? ` ${tail}` : ""}`, "modal");
    return negated
      ? unwanted(`let ${thing} ${base}${tail ? ` ${tail}` : ""}`, "modal")
      : wanted(`make ${thing} ${base}${tail ? ` ${tail}` : ""}`, "modal");
  }
  return null;
}

/** A house rule told as a fact: "links go last", "our name is spelled …", "a call to action belongs in every email". */
export function readFact(text: string, context: Context): Draft | null {
  const placed =
    /^(.+?) (?:always |should |must |just )?(?:go(?:es)?|comes?|belongs?|sits?)(?: always)? ((?:first|last|at|in|on|before|after|under|above|right|below|up|next to)(?: .+|$))$/i.exec(
      text,
    );
  if (placed && isNounPhrase(placed[1] ?? "", 8) && (isAboutStyle(placed[1] ?? "") || isAboutStyle(placed[2] ?? "")))
    return wanted(`put ${lowerFirst(placed[1] ?? "")} ${placed[2]}`, "necessity");
  const lacking = /^(.+?) (?:must have|have|has|take|takes) no (.+)$/i.exec(text);
  if (
    lacking &&
    isNounPhrase(lacking[1] ?? "", 4) &&
    isAboutStyle(lacking[1] ?? "") &&
    isNounPhrase(lacking[2] ?? "", 5) &&
    (context.standing || isPlural(lacking[1] ?? ""))
  )
    return unwanted(`${useOf(lacking[2] ?? "")} in ${lowerFirst(lacking[1] ?? "")}`, "necessity");
  const takes = /^(.+?) (?:do|does) not (?:take|have|need|use|contain|get|require) (.+)$/i.exec(text);
  if (
    takes &&
    isPlural(takes[1] ?? "") &&
    isAboutStyle(takes[1] ?? "") &&
    !/^(?:the|these|those) /i.test(takes[1] ?? "") &&
    isNounPhrase(takes[1] ?? "", 4) &&
    isNounPhrase(takes[2] ?? "", 5)
  )
    return unwanted(`${useOf(takes[2] ?? "")} in ${lowerFirst(takes[1] ?? "")}`, "necessity");
  const preferred = /^((?:an? |\p{L}+)[^,]*?) (?:is|are|works?) (?:much |far |way )?better than (.+)$/iu.exec(text);
  if (
    preferred &&
    /^an? |s$/i.test(preferred[1] ?? "") &&
    isNounPhrase(preferred[1] ?? "", 4) &&
    isNounPhrase(preferred[2] ?? "", 8) &&
    isAboutStyle(`${preferred[1]} ${preferred[2]}`) &&
    !/^(?:the|this|that|last|yesterday)\b/i.test(preferred[2] ?? "")
  )
    return wanted(`use ${lowerFirst(preferred[1] ?? "")} rather than ${preferred[2]}`, "preference");
  const absent = /^(.+?) (?:do|does) not (?:belong|go|come) ((?:in|on|at)\b.+|first|last)$/i.exec(text);
  if (absent && isNounPhrase(absent[1] ?? "", 6))
    return unwanted(
      /^(?:first|last)/i.test(absent[2] ?? "")
        ? `put ${lowerFirst(absent[1] ?? "")} ${absent[2]}`
        : `${useOf(absent[1] ?? "")} ${absent[2]}`,
      "necessity",
    );
  const written =
    /^(.+?) (?:is|are|gets?)(?: always| never| to be)? (written|spelled|spelt|called|styled|capitalised|capitalized|hyphenated|abbreviated|italicised|italicized|pronounced|lowercased|treated as)(?: (?:as|like))? ?(.*)$/i.exec(
      text,
    );
  if (written && isNounPhrase(written[1] ?? "", 6) && !/\b(?:was|were|here)\b/i.test(text)) {
    const base = pastBase((written[2] ?? "").split(" ")[0] ?? "");
    const negated = / never /i.test(text.slice(0, text.length - (written[3] ?? "").length));
    if (base && (written[3] || /hyphen|capital|ital|lower/.test(base)))
      return {
        ...wanted(`${base} ${lowerFirst(written[1] ?? "")} ${written[3] ?? ""}`.trim(), "necessity"),
        avoid: negated,
      };
  }
  const grammar = new RegExp(
    `^((?:the (?:word|term) )?${QUOTED}|[\\p{L}-]+) (?:is|are|takes) (?:always |a |an )?(plural|singular|one word|two words|hyphenated|lower ?case|upper ?case|capitalised|capitalized|masculine|feminine)(?: (?:verb|noun))?$`,
    "iu",
  ).exec(text);
  if (grammar && !/^(?:it|this|that|they)$/i.test(grammar[1] ?? ""))
    return wanted(`treat ${lowerFirst(grammar[1] ?? "")} as ${grammar[2]}`, "necessity");
  const gets = /^((?:every|each|all|any) .+?) (?:gets?|needs?|takes?|carr(?:y|ies)) (.+)$/i.exec(text);
  if (
    gets &&
    isNounPhrase(gets[1] ?? "", 5) &&
    isAboutStyle(`${gets[1]} ${gets[2]}`) &&
    isNounPhrase(gets[2] ?? "", 8)
  ) {
    return wanted(`include ${gets[2]} in ${lowerFirst(gets[1] ?? "")}`, "necessity");
  }
  if (/^(?:it's|it is) /i.test(text)) {
    const said = new RegExp(
      `^(?:it's|it is)(?: always)? (${QUOTED}|[\\p{L}-]+(?: [\\p{L}-]+)?),? (?:not|never) (${QUOTED}|[\\p{L}-]+(?: [\\p{L}-]+)?)$`,
      "iu",
    ).exec(text);
    if (said && said[1]?.startsWith("\uE000")) return wanted(`write ${said[1]}, not ${said[2]}`, "replacement");
  }
  const little =
    /^((?:a little|some|a bit of) [\p{L}-]+) (?:is|are) (?:fine|ok|okay|allowed|welcome|permitted|good)$/iu.exec(
      text,
    )?.[1];
  if (little && isAboutStyle(little)) return wanted(`use ${lowerFirst(little)}`, "permission");
  const permitted =
    /^((?:an?|one|two|three|up to .+?|\d+) .+?|[\p{L}]+s?) (?:is|are) (?:fine|ok|okay|allowed|welcome|permitted|good)(?: (?:again|now|from now on|in moderation|per .+|in .+))?$/iu.exec(
      text,
    );
  if (
    permitted &&
    isAboutStyle(permitted[1] ?? "") &&
    isNounPhrase(permitted[1] ?? "", 6) &&
    (isPlural(permitted[1] ?? "") || /^(?:one|two|three|up to|\d)/i.test(permitted[1] ?? "")) &&
    (context.standing || /\b(?:again|now)\b|^(?:one|two|three|up to|\d)/i.test(context.source))
  ) {
    return wanted(`use ${lowerFirst(permitted[1] ?? "")}`, "permission");
  }
  return null;
}
