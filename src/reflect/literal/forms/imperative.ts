/** A verb in its base form with its object: "lead with the result". Whether it is meant for ever, `tasks` decides. */
import { type Context, type Draft, wanted } from "../draft.js";
import { isAmbiguousVerb, isBaseVerb, isDirectiveVerb, takesPlural } from "../english.js";
import { DETERMINER, from, LIGHT_ADVERB, oneOf, QUOTED } from "../fragments.js";
import { comparativeOf, STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { NO_REQUEST } from "../lexicon/idioms.js";
import { NOT_REQUESTS } from "../lexicon/verbs.js";
import { CHOICE, isPlural } from "../phrases.js";
import { isAtHand } from "./tasks.js";

/** Adverbs before a verb. "first …, then …" keeps its "first". */
export const LEADING = from(`(?:(?!first .*\\bthen\\b)${LIGHT_ADVERB},? )+(?=\\S)`);

/** Reads a clause that begins with a verb, adverbs before it or not. */
export function readPlain(text: string, context: Context, negated = false): Draft | null {
  const stripped = text.replace(LEADING, "");
  return NO_REQUEST.test(stripped) ? null : readPlainVerb(stripped, context, negated);
}

/** Reads a clause that begins with a verb in its base form. `negated`: "do not" or "never" stood before it. */
export function readPlainVerb(text: string, context: Context, negated = false): Draft | null {
  const ordered = /^first (.+?),?((?: and)?(?: only)? then .+)$/i.exec(text);
  if (ordered) {
    const draft = readPlainVerb(ordered[1] ?? "", { ...context, standing: true }, negated);
    return draft && { ...draft, action: `first ${draft.action},${ordered[2] ?? ""}` };
  }
  const space = text.indexOf(" ");
  const verb = (space < 0 ? text : text.slice(0, space)).toLowerCase();
  const rest = space < 0 ? "" : text.slice(space + 1);
  if (CHOICE.test(text) || !beginsRequest(verb, rest, negated)) return null;
  if (STATE_VERBS.test(verb)) return readState(verb, rest, text, negated);
  if (!hasItsObject(verb, rest, context, negated)) return null;
  const light = /^(?:do|go|get|let|come|take)$/.test(verb) && !negated && !LIGHT_VERB_USES.test(text);
  if (light && !(verb === "get" && context.standing && /^(?:an?|the) /.test(rest))) return null;
  if (isAtHand({ verb, rest, text, context, negated })) return null;
  return wanted(rest === "" ? verb : `${verb} ${rest}`, "imperative");
}

const FINITE_NEXT = from(
  oneOf("is are was were has had does did will would can could should must may might need needs goes", "\\b"),
);

/** "Log messages should be …": what looks like a verb begins a noun. */
const FINITE_LATER =
  /^(?:\S+ ){0,2}\S+s (?:is|are|should|must|can|cannot|will|would|needs?|have|has|do|does|was|were)\b/i;

/** True if the word is a verb here, and one by which something is asked for. */
function beginsRequest(verb: string, rest: string, negated: boolean): boolean {
  if (FINITE_NEXT.test(rest) || (isAmbiguousVerb(verb) && FINITE_LATER.test(rest))) return false;
  // "do not copy and paste", "never share or repeat"
  const pair = negated && /^(?:and|or) \p{L}/u.test(rest) && isBaseVerb(rest.split(" ")[1] ?? "");
  if (/^(?:(?:and|or|but)\b|[,:])/.test(rest) && !pair) return false;
  const chosen = verb === "prefer" && / (?:over|rather than|to) /.test(rest);
  if (NOT_REQUESTS.has(verb) && !chosen && !(negated && /^(?:guess|assume|believe|agree)$/.test(verb))) return false;
  return isBaseVerb(verb) || ((negated || /^(?:every|each|all|any) \p{L}/iu.test(rest)) && mayBeVerb(verb, rest));
}

const VERB_OBJECT = from(
  `(?:${DETERMINER}|it|them|${QUOTED}|people|customers|users|readers|with|about|on|for|to|into|from|beyond|past|over) `,
);
const NO_VERB = from(`${oneOf("too more again mind the for with been seen had only quite very")}$`);

/** After "do not" and "never" almost any word before an object is a verb. */
function mayBeVerb(word: string, rest: string): boolean {
  if (!/^[a-z]{3,}$/.test(word) || /(?:ing|ed|ly|s)$/.test(word) || NO_VERB.test(word)) return false;
  return VERB_OBJECT.test(`${rest} `);
}

/** What a verb's object, or what stands in its place, begins with. */
const OBJECT = from(
  `(?:${DETERMINER}|${QUOTED}|[@#]\\S+|[$€£]?\\d\\S*|` +
    `${oneOf("it them him her us me you yourself people everything anything something everyone nothing things numbers")}|` +
    `${oneOf("with to out off up down as like in on at by for before after from into about over around between back through beyond past inside against under without")}|` +
    `${oneOf("how what where why who whether when if so and every less more fewer first last only short")}|` +
    `${oneOf("straight directly clearly plainly")})(?= |$)|\\S+s(?= |$)|\\S+ly(?= |$)`,
);
const NEEDS_OBJECT = from(
  `${oneOf("tell say show give put make use keep take get let set add send include mention do be have")}$`,
);
const STANDS_ALONE = from(
  `${oneOf("hedge paraphrase summarise summarize proofread elaborate hyphenate capitalise capitalize exaggerate")}$|` +
    `${oneOf("speculate guess ramble waffle preach apologise apologize")}$`,
);
const STANDS_ALONE_ON_OCCASION = from(`${oneOf("ask confirm check escalate stop wait verify retry")}$`);

/**
 * True if what follows the verb can be what it asks for; a word that is as often a noun needs more to be taken for a
 * verb.
 */
function hasItsObject(verb: string, rest: string, context: Context, negated: boolean): boolean {
  if (negated && /^(?:and|or) /.test(rest)) return true;
  if (rest === "") {
    if (NEEDS_OBJECT.test(verb)) return false;
    return negated || STANDS_ALONE.test(verb) || (context.standing && STANDS_ALONE_ON_OCCASION.test(verb));
  }
  if (verb === "have" && !/^(?:an?|the|at least|one|more|two|each|every)\b/i.test(rest)) return false;
  const object = OBJECT.test(rest) || (takesPlural(verb) && /^(?:[\p{L}-]+ ){1,2}[\p{L}-]+s\b/u.test(rest));
  if (!isDirectiveVerb(verb) && !(object && (negated || context.standing || isGeneric(rest)))) return false;
  if (!isAmbiguousVerb(verb)) return true;
  // "link last" says where the link goes
  if (/^(?:first|last|up front|at the (?:very )?(?:end|top|start|bottom|beginning))(?:$|,)/i.test(rest)) return false;
  if (negated) return true;
  const compound = /^\p{L}+s(?: |$)/u.test(rest) && !/^(?:its|this|his|us|across|always|plus|less)\b/i.test(rest);
  if (compound && !takesPlural(verb) && !context.verbFirst) return false;
  if (context.paired && !object) return false;
  if (context.paired && /^[\p{L}-]+s (?:at|in|on|first|last)\b/iu.test(rest)) return false;
  return object || context.polite;
}

/** Not one thing at hand: a plural, a quotation, or nothing definite. */
function isGeneric(rest: string): boolean {
  const object = rest.split(/ (?:with|to|into|by|for|as|from|in|on|at|when|before|after) /)[0] ?? "";
  if (object === "" || /^(?:it|this|that|the|my|your|him|her|them|me|us)\b/i.test(object)) return false;
  return isPlural(object) || from(QUOTED).test(object);
}

/** "go", "get", "let", "do" and "take" ask for something only in these uses. */
const LIGHT_VERB_USES = from(
  "go (?:(?:one|a) .+ at a time|step by step|slowly|slower|easy|light|straight|beyond|into|deeper|over|back to|heavy|overboard|up to|for (?:short|" +
    "shorter|plain|simple|simpler|the|a (?:more|less))|with (?:short|plain|british|american|a|the))|" +
    "get (?:.+ (?:before|first)\\b|to the point|straight|right to|rid|the .+ (?:in|across|up))|let (?:the|them|people|" +
    "\\S+s) |do (?:the|a|an|so) |" +
    "take (?:a|an|the|out|into) |come (?:across|up with|straight)",
);

const STATE_VERBS = /^(?:be|sound|stay|seem|act)$/;
const DEGREE = from(
  "(?:a (?:little|bit|tad|touch)|" +
    `${oneOf("much way far slightly so too very really more less as super overly quite that always extra completely totally consistently")}) `,
);

/** "be more concise", "sound less like a lawyer", "stay polite" */
function readState(verb: string, rest: string, text: string, negated: boolean): Draft | null {
  const words = rest.replace(DEGREE, "").split(" ");
  const isDegree = (word: string): boolean => /^(?:a|bit|little|more|less|too|so|very|overly|quite)$/i.test(word);
  const adjective = (words.find((word) => !isDegree(word)) ?? "").toLowerCase().replace(/,$/, "");
  const graded = verb === "be" && /^(?:more|less) (?:of )?\S/i.test(rest) && !adjective.endsWith("ly");
  // "be careful with puns" warns of something
  if (/^(?:careful|cautious|wary|mindful)\b.* (?:with|of|about|around) /.test(rest)) return null;
  if (STYLE_ADJECTIVES.has(adjective) || comparativeOf(adjective) !== null || graded) {
    return wanted(`${verb}${text.slice(verb.length)}`, "imperative");
  }
  if (verb === "be") return negated && /^an? /i.test(rest) ? wanted(`be ${rest}`, "imperative") : null;
  const manner = /^(?:more |less )?(?:like|as if|as though|under|within|below|away|clear|on|consistent|true)\b/i;
  return manner.test(rest) ? wanted(`${verb} ${rest}`, "imperative") : null;
}
