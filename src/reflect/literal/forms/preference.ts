/** Preferences: "I'd rather you led with the number", "I want the price in every ad", "I can't stand puns". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isBaseVerb, pastBase, thirdBase } from "../english.js";
import { from } from "../fragments.js";
import { STYLE_ADJECTIVES, comparativeOf } from "../lexicon/adjectives.js";
import { gerundAction, general, isAboutStyle, isKind, isNounPhrase, useOf } from "../phrases.js";
import { readAction } from "./action.js";
import { readModal } from "./modal.js";
import { readWish } from "./wish.js";

const WHO =
  "(?:i|we|my boss|my manager|my team|the boss|the client|the clients|our clients?|our (?:readers|" +
  "customers|users|audience|subscribers|followers|editor|lawyers|legal team|legal|team|clients|" +
  "members|patients|students)|my (?:boss|manager|team|editor|client|ceo|cto|director|lawyer|" +
  "supervisor|colleagues|readers|customers|users|audience|followers|students|patients)|the (?:team|" +
  "editor|readers|customers|users|audience|lawyers|legal team|board|editors)|legal|compliance|" +
  "marketing|readers|customers|people|users|clients|everyone)";
const MUCH =
  "(?:(?:really|much|personally|just|all|both|honestly|generally|actually|definitely|always|" +
  "strongly|still|also|now|only|very much|absolutely|truly|would|do) )*";
const LIKES =
  "(?:rather|prefer|prefers|preferred|like|love|appreciate|want|wants|need|needs|wish|" +
  "be (?:happier|grateful|glad|keen|pleased|delighted|so happy)|sooner|insist|insists|expect|" +
  "expects|favour|ask|opt for|require|requires|vote for|recommend|suggest|propose|welcome)";
const WISHED = from(
  `${WHO}(?:'d| would|'ll| will)? ${MUCH}(${LIKES}|(?:has |have )?asked)(?: (?:it|that|better|on|` +
    "for))?(?: (if|when|that|for|to))?,? (.+)$",
);
const UNLIKED = from(
  `${WHO}(?:'d| would|'m| am|'re| are| is| have|'ve| has)? ?${MUCH}(?:(?:do|does|did|would|could|` +
    "can|will) ?not (?:really |want|like|need|care for|stand|bear|love|enjoy|much care for|" +
    "appreciate|see the point of|get the point of|get)+(?: to (?:see|read|have|" +
    "hear))?(?: the need for)?|cannot (?:stand|bear|abide|take)|hates?|dislikes?|detests?|loathes?|" +
    "despises?|am not (?:a )?(?:big |huge )?(?:fan of|keen on|into|fond of|mad about)|" +
    "not (?:a )?(?:big |huge )?(?:fan of|keen on|into|fond of)|(?:sick|tired|weary|" +
    "bored)(?: and tired)? of|fed up (?:with|of)|had (?:enough of|it with)|allergic to|over|" +
    "could do without|can do without|could live without|can live without|done with|wish (?:you|" +
    "we) (?:would|did) not|have an aversion to|object to|cringe (?:at|when I see|every time I see)|" +
    "wince at|roll (?:my|their) eyes at|complains? (?:about|of)|never want(?: to see)?)(?: (?:seeing|" +
    "reading|having to read|having|getting|all|all of|all these|any more|any|it when|when|" +
    "that))* (.+)$",
);
const NOT_FAN = from(
  "(?:really |personally )?(?:not (?:a )?(?:big |huge |great )?(?:fan of|keen on|into|fond of|" +
    "crazy about|mad about|sold on)|(?:sick|tired|fed up|bored) (?:of|with)|hate|hated|cannot stand|" +
    "do not like|dislike|could do without|do not want|do not need|we do not need|enough with|" +
    "had enough of)(?: (?:seeing|all|all the|the|these|those|it when|when you))* (.+)$",
);
const FAN = from(
  "(?:would )?(prefer|rather|love to see|like to see|want|need|wish)(?: it)?(?: (if|when|to|that))? (.+)$",
);

const WANTED_OF_YOU = from(
  "(?:the |our |my |your )?[\\p{L}-]+(?: [\\p{L}-]+)? (?:wants?|needs?|would like|prefers?|has asked|have asked|asked|asks|expects?|requires?|would prefer|likes) " +
    "(?:for )?(?:you|us|the bot|the agent|the assistant) (not |never |always |only )*to (not |never |always |only )*(.+)$",
);

/** Reads what somebody would have, or would not. */
export function readPreference(text: string, context: Context): Draft | null {
  const unliked = UNLIKED.exec(text) ?? NOT_FAN.exec(text);
  if (unliked) return readUnliked(unliked.at(-1) ?? "", context);
  const asked = WANTED_OF_YOU.exec(text);
  if (asked && !/^(?:he|she|it|this|that)\b/i.test(text)) {
    const draft = readAction(asked[3] ?? "", { ...context, polite: true, standing: context.standing });
    if (draft)
      return { ...draft, avoid: /not|never/i.test(`${asked[1]}${asked[2]}`) !== draft.avoid, form: "preference" };
  }
  const wished = WISHED.exec(text);
  if (wished)
    return readWished(text, (wished[1] ?? "").toLowerCase(), (wished[2] ?? "").toLowerCase(), wished[3] ?? "", context);
  // "Prefer A over B in code" says it already
  if (/^prefer .+ over .+ (?:in|for|on|when) /i.test(text)) return null;
  const fan = FAN.exec(text);
  if (fan)
    return readWished(`I'd ${text}`, (fan[1] ?? "").toLowerCase(), (fan[2] ?? "").toLowerCase(), fan[3] ?? "", context);
  return null;
}

function readUnliked(thing: string, context: Context): Draft | null {
  const habit = /^(?:you |it when you |when you )(?:to )?(?:always |keep |constantly |often )?(\S+) ?(.*)$/i.exec(
    thing,
  );
  if (habit) {
    const verb = habit[1] ?? "";
    const action =
      gerundAction(`${verb} ${habit[2] ?? ""}`) ??
      `${(isBaseVerb(verb) ? verb : null) ?? thirdBase(verb) ?? pastBase(verb) ?? ""} ${habit[2] ?? ""}`;
    const draft = readAction(action.trim(), context);
    return draft && !draft.avoid ? unwanted(draft.action, "preference") : null;
  }
  const when = /^when (?:the )?(.+?) (?:is|are) (.+)$/i.exec(thing);
  if (when && isAboutStyle(when[1] ?? "")) return unwanted(`make ${when[1]} ${when[2]}`, "preference");
  const action = gerundAction(thing);
  if (action) return unwanted(action, "preference");
  const named = general(
    thing.replace(/^(?:to (?:see|read|have) |the (?:use|overuse) of |how many |the way you use )/i, ""),
  );
  if (!isNounPhrase(named, 8)) return null;
  if (/^(?:the|this|that|my|your|an?)\b/i.test(named) && !context.standing)
    return /^the (?:word|phrase|term)|^an? /i.test(named) && isAboutStyle(named)
      ? unwanted(useOf(named), "preference")
      : null;
  return isAboutStyle(named) || context.standing ? unwanted(useOf(named), "preference") : null;
}

/** "you led with the number" → "lead with the number", as "I'd rather" is followed by the past. */
function asAsked(rest: string): { action: string; negated: boolean } | null {
  const found =
    /^(?:you|we|the (?:bot|agent|assistant|writer)|it(?= (?:did|would|could|always|never|used|led|opened|started)))(?: all| both|'d|'ll)? ?(?:could |can |would |might |to |will |just |please |maybe |also |always |only |at least |really |actually )*(not |never |did not |do not |would not |could not |stopped |avoided |stop |avoid |quit )?(?:to )?(?:always |just |ever )*(\S+)((?: .*)?)$/i.exec(
      rest,
    );
  if (!found) return null;
  const [, negation = "", verb = "", tail = ""] = found;
  const stops = /^(?:stop|avoid|quit)/i.test(negation);
  if (stops) {
    const action = gerundAction(`${verb}${tail}`) ?? useOf(`${verb}${tail}`);
    return { action, negated: true };
  }
  const base = (isBaseVerb(verb) ? verb : null) ?? pastBase(verb) ?? thirdBase(verb);
  return base ? { action: `${base}${tail}`, negated: negation !== "" } : null;
}

/** "replies to bad reviews to be calm": the subject goes up to the "to" that a verb follows. */
function infinitive(text: string): { subject: string; negated: boolean; rest: string } | null {
  for (const { index, 0: link } of text.matchAll(/ (?:not |never )?to (?=\p{L}+ )/gu)) {
    const rest = text.slice(index + link.length);
    if (isBaseVerb(rest.split(" ")[0] ?? ""))
      return { subject: text.slice(0, index), negated: /not|never/.test(link), rest };
  }
  return null;
}

function readWished(text: string, verb: string, link: string, rest: string, context: Context): Draft | null {
  const conditional = /(?:'d| would|'ll) /i.test(text.slice(0, 20));
  if (/^(?:rather|sooner)$/.test(verb) && isBaseVerb(rest.split(" ")[0] ?? "") && !/^(?:have|see)\b/i.test(rest))
    return null;
  if (/^(?:rather|sooner)$/.test(verb) && /^(?:have|see|get|read) /i.test(rest))
    return readWish(rest.replace(/^\S+ /, ""), false, context);
  const praise = /^(?:like|love|appreciate)$/.test(verb) && !conditional;
  if (praise && link !== "when" && link !== "if") return null;
  if (
    /^(?:wish|welcome|recommend|suggest|propose|expect|ask$|insist)/.test(verb) &&
    !/^(?:you|we|that|for|to|on|it|more|fewer|less)/i.test(link + rest)
  )
    return null;
  const asked = asAsked(rest);
  if (asked) {
    const draft = readAction(asked.action, { ...context, polite: true });
    if (!draft) return null;
    return { ...draft, avoid: asked.negated !== draft.avoid, form: "preference" };
  }
  if (/^(?:not|never) (?:to )?(?:see|have|use|get|be|read)?/i.test(rest)) {
    const inner = rest.replace(/^(?:not|never) (?:to )?(?:see |have |use |get |read )?/i, "");
    return gerundAction(inner) ? unwanted(gerundAction(inner) ?? "", "preference") : readWish(inner, true, context);
  }
  if (praise) return null;
  if (
    verb.startsWith("need") &&
    link === "" &&
    /^(?:the|this|that|a|an|another) (?:\S+ )?(?:draft|report|summary|file|pdf|document|post|tweet|version|copy|refund|answer|reply|response|email|update)\b/i.test(
      rest,
    ) &&
    !/\b(?:every|each|all|always)\b/i.test(rest)
  )
    return null;
  if (
    /^(?:need|want)/.test(verb) &&
    link === "" &&
    /^(?:\d+|one|two|three|four|five|some|a few|another) (?:more |of )?/i.test(rest) &&
    !/\b(?:every|each|per|all|always)\b/i.test(rest)
  )
    return null;
  if (verb.endsWith("asked") && !/ for /.test(text)) return null;
  const passive =
    /^(?:it|they|these|them|this) (?:was|were|is|are|to be|be|stayed|kept|could be|would be|had|to stay) (.+)$/i.exec(
      rest,
    );
  if (passive) return readModal(`it should be ${passive[1]}`, context);
  const whole = infinitive(rest);
  if (whole && (isAboutStyle(whole.subject) || isKind(whole.subject)) && isNounPhrase(whole.subject)) {
    const draft = readModal(`${whole.subject} should ${whole.negated ? "not " : ""}${whole.rest}`, context);
    if (draft) return { ...draft, form: "preference" };
  }
  const subject =
    /^(.+?) (?:was|were|to be|be|could be|would be|to|came|went|started|ended|opened|had|contained|included|mentioned|used|did not|not to) (.+)$/i.exec(
      rest,
    );
  if (subject && isNounPhrase(subject[1] ?? "") && isAboutStyle(subject[1] ?? "")) {
    const middle =
      / (was|were|to be|be|could be|would be|to|came|went|started|ended|opened|had|contained|included|mentioned|used|did not|not to) /i
        .exec(rest)?.[1]
        ?.toLowerCase() ?? "";
    const modal = /be|was|were/.test(middle)
      ? "should be"
      : /not/.test(middle)
        ? "should not"
        : middle === "to"
          ? "should"
          : `should ${pastBase(middle) ?? middle}`;
    const draft = readModal(`${subject[1]} ${modal} ${subject[2]}`, context);
    if (draft) return { ...draft, form: "preference" };
  }
  const how = /^(?:it|them|these|this|they) (?:a (?:bit|little|lot) |much |way )?(.+)$/i.exec(rest);
  if (
    how &&
    context.standing &&
    (comparativeOf(how[1]?.split(/[ ,]/)[0] ?? "") ||
      STYLE_ADJECTIVES.has(how[1]?.split(/[ ,]/)[0]?.toLowerCase() ?? ""))
  )
    return wanted(`keep it ${how[1]}`, "preference");
  const over = /^(.+?),? (?:than|over|instead of|rather than|to) (.+)$/i.exec(rest);
  if (
    over &&
    (verb === "prefer" ||
      verb === "prefers" ||
      verb === "rather" ||
      verb === "sooner" ||
      /instead|rather/.test(rest)) &&
    isNounPhrase(over[1] ?? "") &&
    isNounPhrase(over[2] ?? "")
  ) {
    return wanted(
      `use ${general(over[1] ?? "").replace(/^(?:to )?(?:see|have|read|use) /i, "")}, not ${over[2]}`,
      "preference",
    );
  }
  if (link === "if" || link === "when" || link === "that") return null;
  const action =
    link === "to" || gerundAction(rest) ? readAction(gerundAction(rest) ?? rest, { ...context, polite: true }) : null;
  if (link === "to" && /^(?:see|have|get|read)\b/i.test(rest))
    return readWish(rest.replace(/^\S+ /, ""), false, context);
  if (gerundAction(rest)) return action;
  if (link === "to") return null;
  return readWish(rest, false, context);
}
