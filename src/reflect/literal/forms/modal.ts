/** Duties: "you should …", "tweets must …", "headlines should never be …", and what is said of house style. */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isBaseVerb, isPerson, pastBase } from "../english.js";
import { from, MODAL, QUOTED } from "../fragments.js";
import {
  ANYTHING,
  CHOICE,
  headOf,
  isAboutStyle,
  isKind,
  isNounPhrase,
  isPlural,
  lowerFirst,
  useOf,
} from "../phrases.js";
import { readAction } from "./action.js";
import { readDoing } from "./doings.js";
import { readBecoming } from "./states.js";

const NOT =
  "(?: (not|never|only|always|really|also|just|all|definitely|probably|still|both|simply|" +
  "absolutely|preferably|ideally|generally|usually|normally|ever|be sure to|at least))*";

const YOU = from(
  "(?:you|the (?:bot|assistant|agent|ai|writer|model|tool)|(?:all |our )?(?:agents|bots|assistants|reps|advisers|advisors))(?:'ll| will(?! never| always)| would(?! never| always))? ?(?:probably |" +
    `really |also |maybe |perhaps |still |might |may )?(${MODAL}|could|can|may|might want to|might|` +
    "want to|are (?:not )?(?:allowed|free|expected|meant) to|cannot|do not need to|" +
    "do not have to|would(?= (?:never|always))|will(?= (?:never|always)))((?: (?:not|never|only|always|really|also|just|all|definitely|probably|try to|" +
    "still|please|ever|maybe))*) (.+)$",
);

const WE = from(`we (${MODAL}|do not|never|always|cannot|are not|only)(?: (not|never|always|ever|also|really))? (.+)$`);

const THING = from(
  "(.+?),? (?:(?:really|always|also|probably|definitely|generally|all|just|still|" +
    `simply) )*(${MODAL}|cannot|can|could|may|might|need|needs|are never to|is never to|are not to|` +
    `is not to|are always to|is always to)${NOT} (.+)$`,
);

/** Reads a duty of the agent or of what it produces. */
export function readModal(text: string, context: Context): Draft | null {
  const barred = from(
    "(?:under no circumstances?|at no (?:point|time|stage)|on no account|in no case|never(?: ever)?|" +
      "nowhere) (?:may|should|must|can|do|are|shall|will)(?: (?:you|we|" +
      "the \\S+))(?: ever)?(?: to)? (.+)$",
  ).exec(text);
  if (barred) {
    const draft = readAction(barred[1] ?? "", { ...context, polite: true, standing: true });
    return draft && unwanted(draft.action, "modal", { adverb: "never" });
  }
  const person = PERSON.exec(text);
  if (person) return readPerson(person);
  const said = from(
    "we (?:always )?(say|write|spell|call|use|prefer to say|quote|capitalise|capitalize|hyphenate|" +
      "italicise|abbreviate|lowercase|round) (.+)$",
  ).exec(text);
  if (
    said &&
    (new RegExp(QUOTED, "u").test(said[2] ?? "") ||
      /, (?:not|never) /.test(said[2] ?? "") ||
      (context.afterBan && /^[\p{L}-]+(?: [\p{L}-]+)?$/u.test(said[2] ?? "")) ||
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
      /^be \S/.test(draft.action) ||
      / (?:again|now)\b/.test(`${rest} `) ||
      /\bagain\b/.test(adverbs) ||
      (isAboutStyle(draft.action) && !/ (?:the|this|that) /.test(draft.action))
      ? { ...draft, action: draft.action.replace(/ now\b/, ""), form: "permission", weak: draft.avoid }
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
  "((?:our |the |all |every |any |new )*(?:customers?|users?|readers?|students?|passengers?|" +
    "clients?|patients?|guests?|people|callers?|members?|visitors?|buyers?|candidates?|applicants?|" +
    "subscribers?|learners?|children|kids|authors?))(?: \\w+)?? (?:should|must|have to|has to|" +
    "need to|needs to|ought to)( always| never| not| only| also| all)* be (told|asked|given|shown|" +
    "offered|addressed|greeted|thanked|informed|reminded|referred|warned|sent|named|called|advised|" +
    "helped|called by|pointed|treated|credited|cited|listed|quoted|mentioned)(?: (.+))?$",
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

const HOUSE = new RegExp(
  "^(?:use|say|write|call|spell|mention|name|quote|cite|promise|refer|speak|capitalise|capitalize|" +
    "hyphenate|put|include|add|start|open|end|sign|address|abbreviate|discuss|talk|comment|give|" +
    "offer|recommend|publish|print|link|list|italicise|round|translate|criticise|criticize|swear|" +
    "apologise|apologize|speculate|compare|credit|describe|disclose|share|reveal|avoid|keep|tag|lead|" +
    "format|begin|close)$",
  "",
);

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
  if (!anything && (!isNounPhrase(subject, 7) || !(isAboutStyle(subject) || spoken || isKind(subject)))) return null;
  if (/^(?:this|that)\b/i.test(subject)) return null;
  if (
    /^(?:have been|be (?:done|ready|finished|sent|fixed|corrected|changed|updated|out|live|able|fine|proud|ok|okay|working)|been)\b/i.test(
      rest,
    )
  )
    return null;
  const room =
    /^(?:be|run to|go up to|go to|have|be up to|run up to|stretch to|reach) (?:up to |as long as |as many as )?(\d\S* \p{L}+)$/iu.exec(
      rest,
    )?.[1];
  if (room && /^(?:can|may|could)/.test(modal.trim()) && !negated)
    return wanted(`keep ${anything ? "it" : lowerFirst(subject)} to at most ${room}`, "limit");
  if (
    /^(?:could|can|may|might)/.test(modal.trim()) &&
    !negated &&
    !/^(?:be|use) (?:a (?:bit|little|lot) |much |way |far )?(?:more|less|fewer|\S+er)\b/i.test(rest)
  )
    return null;
  const thing = anything ? "it" : lowerFirst(subject);
  if (isPerson(headOf(subject)) && !/^be \S+ed\b|^be \S+en\b/i.test(rest)) return null;
  if (/^not\b/i.test(subject)) return null;
  if (/\bneeds?$/.test(modal.trim())) return readNeeds(thing, rest, negated);
  const without = /^(?:be|come|go|do|read|stay) (?:\S+ )?without (?:any )?(.+)$/i.exec(rest)?.[1];
  if (without && !negated && isNounPhrase(without))
    return unwanted(`${useOf(without)}${thing === "it" ? "" : ` in ${thing}`}`, "modal");
  if (/^get (?:a |its )mention\b/i.test(rest) && !negated)
    return wanted(
      `mention ${isKind(thing) && !isPlural(thing) ? `the ${thing}` : thing}${rest.replace(/^get (?:a |its )mention/i, "")}`,
      "modal",
    );
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
    !(isPlural(thing) || /^(?:every|each|any|all|an?|everything|anything) /i.test(thing)) ||
    /^(?:the|these) /i.test(thing)
  )
    return null;
  if (/^(?:work|fixing|changing|editing|rewriting|a rewrite|attention|love|help|updating|checking)/i.test(rest))
    return null;
  return negated ? unwanted(`use ${rest} in ${thing}`, "modal") : wanted(`include ${rest} in ${thing}`, "necessity");
}
