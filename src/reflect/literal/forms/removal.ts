/** Taking away: "drop the hashtags", "leave politics out", "enough of the puns". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { from, oneOf, QUOTED } from "../fragments.js";
import { MASS_NOUNS } from "../lexicon/nouns.js";
import { TASK_VERBS } from "../lexicon/verbs.js";
import { general, headOf, isAboutStyle, isNounPhrase, isPlural, useOf } from "../phrases.js";
import { readPlainVerb } from "./imperative.js";
import { RECURRING } from "./tasks.js";

const NOWHERE = from(`(?:${oneOf("it them these those this that thing things")}|the (?:posts?|tweets?|text|copy))$`);

/** "leave politics out of it": what stays out, and where. */
export function leftOut(thing: string, where: string | null): Draft | null {
  const definite = /^(?:the|that|this) /i.test(thing) && !isPlural(thing) && !MASS_NOUNS.has(headOf(thing));
  if (definite && !RECURRING.test(thing)) return null;
  if (!isNounPhrase(thing) && !/^(?:them|these|those|it|that)(?: all)?$/i.test(thing)) return null;
  return unwanted(`${useOf(thing)}${where && !NOWHERE.test(where) ? ` in ${where}` : ""}`, "negation");
}

/** "get rid of the puns", "enough of that phrase" */
export function readUnwanted(thing: string): Draft | null {
  if (/^(?:it|that|this)$/i.test(thing)) return null;
  if (!isNounPhrase(thing) && !/^(?:them|these|those|that \w+|this \w+)$/i.test(thing)) return null;
  const named = general(thing);
  return /^the /i.test(named) && !isAboutStyle(named) ? null : unwanted(useOf(thing), "negation");
}

const OTHER_SENSE = from(`(?:${oneOf("down back off short through across straight to")}|in half)\\b`);
const ON_OCCASION = / (?:before|after|when|if|unless|until|while) /i;
const NAMED = from(`(?:the (?:word|phrase|term) )?${QUOTED}`);
const LETS_GO = /^(?:skip|drop|lose|ditch|ban|cut|omit|axe|kill)$/;

/** "drop the hashtags" says never; "delete the second line" is about one output; "skip the greeting" stays as it is. */
export function readRemoval(all: string, given: string, object: string, context: Context): Draft | null {
  const verb = given.toLowerCase();
  if (OTHER_SENSE.test(object) || ON_OCCASION.test(object)) return readPlainVerb(all, context);
  if (/^(?:everything|all|anything) (?:after|before|above|below|until|from)\b/i.test(object)) return null;
  const [thing = "", where] = object.split(/ from (?=.+)/);
  const place = where ? ` in ${where}` : "";
  if (/^(?:it|them|that|this|these|those)\b/i.test(thing)) {
    const once = /^(?:remove|delete|cut|change)$/.test(verb) && /^(?:this|that)\b/i.test(thing);
    return once ? null : unwanted(`use ${thing}${place}`, "negation");
  }
  if (!isNounPhrase(thing)) return null;
  const open = !/^(?:everything|the|this|that|an?|your|my|our|it)\b/i.test(thing);
  const many = open || isPlural(thing) || MASS_NOUNS.has(headOf(thing)) || NAMED.test(thing);
  const style = isAboutStyle(thing);
  if (many && (style || context.standing || LETS_GO.test(verb))) {
    if (style || !/^(?:skip|omit)$/.test(verb)) return unwanted(`${useOf(thing)}${place}`, "negation");
    return wanted(`${verb} ${thing}${where ? ` from ${where}` : ""}`, "imperative");
  }
  const recurring = RECURRING.test(thing) || / (?:every|each|any|all) /i.test(object);
  if (style && recurring && !TASK_VERBS.has(verb)) return wanted(all, "imperative");
  if (!context.standing) return null;
  return LETS_GO.test(verb) && style && verb !== "skip" && verb !== "omit"
    ? unwanted(`${useOf(thing)}${place}`, "negation")
    : wanted(all, "imperative");
}
