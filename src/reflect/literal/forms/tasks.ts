/** Work on the thing at hand, which is no rule: "make the logo bigger", "list the pros and cons", "add tests". */
import type { Context } from "../draft.js";
import { from, oneOf, QUOTED, within } from "../fragments.js";
import { comparativeOf, STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { MASS_NOUNS } from "../lexicon/nouns.js";
import { REMOVAL_VERBS, TASK_VERBS } from "../lexicon/verbs.js";
import { headOf, isAboutStyle, isNounPhrase, isPlural, lowerFirst, styleNouns } from "../phrases.js";

/** An imperative that was read, before it is believed to be lasting. */
interface Asked {
  readonly verb: string;
  readonly rest: string;
  readonly text: string;
  readonly context: Context;
  readonly negated: boolean;
}

/** True if an imperative is about the output at hand, or idle. What is said to be for ever never is. */
export function isAtHand(asked: Asked): boolean {
  const { context, negated } = asked;
  if (ALWAYS_DOUBTED.some((doubt) => doubt(asked))) return true;
  if (context.standing || context.verbFirst) return false;
  return DOUBTED.some((doubt) => doubt(asked)) || (!negated && DOUBTED_IF_WANTED.some((doubt) => doubt(asked)));
}

type Doubt = (asked: Asked) => boolean;

const CALLED = from(
  "(?:it|them|him|her|people|everyone|anyone|someone|the \\S+|our \\S+|every \\S+|\\S+s) (?:\\uE000|\\p{L})",
);

const ALWAYS_DOUBTED: readonly Doubt[] = [
  // to call is to name here, not to phone
  ({ verb, rest }) => verb === "call" && (!CALLED.test(rest) || /^(?:me|my|us)\b/i.test(rest)),
  ({ text }) => /^(?:keep|bear|have) in mind\b/i.test(text),
];

const FOR_MANY = /\b(?:own|first|before|only|not|instead|fewer|less|more|shorter|at a time)\b/i;
const SOMEBODY = from(`${oneOf("add invite include ask tell cc copy put give send")}$`);

const DOUBTED: readonly Doubt[] = [
  // "give me …", "ask her …"
  ({ rest, negated }) => !negated && /^(?:me|us|him|her)\b/i.test(rest) && !FOR_MANY.test(rest),
  // "add Maria to the list"
  ({ verb, rest }) => SOMEBODY.test(verb) && isName(rest.split(" ")[0] ?? ""),
  ({ text }) => /^\S+ (?:everything|all|anything) (?:after|before|above|below|until|from)\b/i.test(text),
];

const MEASURE = /\b(?:under|below|at most|characters|words|sentences)\b/i;
const ONTO_SOMETHING = within(
  "(?:to|on|off|from|" +
    `into) the ${oneOf("list table doc document calendar sheet thread invite cc deck spreadsheet form file page channel board")}$`,
);
const REPLY_TO_ONE = from(
  "(?:reply|respond|answer|write back) (?:to )?(?:him|her|them|this|that|it|my|mr|ms|mrs|" +
    "the (?!question|user|customer))\\b",
);
const HANDLE_ONE = from(
  `${oneOf("close open escalate assign merge start stop end finish sign check order clean file issue process answer")} the (?!spelling|` +
    "facts|grammar|question)\\S+$",
);

/** A field of a form that is sent again and again. */
const LEFT_EMPTY = from("leave (?:the|any|all|our|my) .*(?:field|box|column|line|section)s? (?:blank|empty)$");

const DOUBTED_IF_WANTED: readonly Doubt[] = [
  ({ verb, rest, context }) => !/\binstead\b/i.test(context.source) && isMaking(verb, rest),
  ({ text, rest }) => /^(?:(?:make|get) it|leave)\b/i.test(text) && !MEASURE.test(rest) && !LEFT_EMPTY.test(text),
  // "keep the greeting" asks for no change
  ({ verb, rest }) =>
    verb === "keep" && isNounPhrase(rest, 3) && /^(?:the|this|that|these|those|your)\b/i.test(rest) && !saysHow(rest),
  ({ rest }) => ONTO_SOMETHING.test(rest) || / (?:to|for) (?:me|us|him|her)$/i.test(rest),
  ({ text }) => REPLY_TO_ONE.test(text) || /^(?:put|bring|move|take|give) .+ back$/i.test(text),
  ({ text, rest }) => HANDLE_ONE.test(text) && !isPlural(rest),
  // "deliver the sofa": one thing, and none that outputs have
  ({ verb, rest, text }) =>
    !OF_STYLE.test(verb) && !LEFT_EMPTY.test(text) && !(verb === "let" && / own /.test(rest)) && isOneThing(rest),
  ({ verb, rest }) => verb === "add" && isAddedOnce(rest),
  ({ verb, rest, text }) => (REMOVAL_VERBS.has(verb) || /^take out\b/i.test(text)) && isTakenOnce(rest),
  ({ verb, rest }) => TASK_VERBS.has(verb) && !isLastingTask(rest),
];

/** Verbs of wording and manner: with these even "the …" is said of every output. */
const OF_STYLE = from(
  `(?:${oneOf("use mention name credit address assume say state cite quote lead open start begin end close finish keep put")}|` +
    `${oneOf("follow avoid increase decrease vary describe explain greet thank ask answer write spell treat mirror respect refer link")}|` +
    `${oneOf("tag flag highlight focus stick capitalise capitalize italicise hyphenate abbreviate round bold emphasise stress include")}|` +
    `${oneOf("consider imitate match speak talk summarise translate front-load frontload introduce define repeat acknowledge know")})$`,
);

function isOneThing(rest: string): boolean {
  if (!/^(?:the|my|this|that) /i.test(rest) || IN_GENERAL.test(rest) || isAboutStyle(rest)) return false;
  const object = rest.split(/ (?:with|to|into|by|for|as|from|in|on|at|before|after|of) /)[0] ?? "";
  return !isPlural(object) && !MASS_NOUNS.has(headOf(object));
}

function isName(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && !isAboutStyle(word) && lowerFirst(word) === word;
}

/** "the tone light": the last word says how. */
function saysHow(rest: string): boolean {
  const last = rest.split(" ").at(-1)?.toLowerCase() ?? "";
  return STYLE_ADJECTIVES.has(last) || comparativeOf(last) !== null;
}

const MAKING = from(
  `${oneOf("write draft create generate prepare compose produce design build insert give list show explain describe compare calculate")}$|` +
    `${oneOf("outline summarise summarize tell send provide suggest propose find collect plan")}$`,
);
const CHANGING = from(`${oneOf("make shorten lengthen expand tighten trim rephrase reword simplify")}$`);
const IN_GENERAL = within(
  `${oneOf("first before after per each every all any not instead rather only")}|at a time|at least|at most|` +
    `in ${oneOf("bold full brackets italics words digits")}`,
);
const MANNERS = from("(?:the |your |our )?(?:tone|language|style|voice|wording|register|vocabulary|writing)\\b");

/** "Write a version for Instagram", "Make the logo bigger", "List the pros and cons". */
function isMaking(verb: string, rest: string): boolean {
  if (IN_GENERAL.test(rest)) return false;
  if (CHANGING.test(verb)) {
    const many = isPlural(rest.split(" ").slice(0, 3).join(" "));
    return /^(?:the|this|that|my|your) /i.test(rest) && !many && !MANNERS.test(rest);
  }
  if (!MAKING.test(verb)) return false;
  if (/^(?:an?|another|two|three|four|five|\d+) /i.test(rest)) return true;
  return /^(?:the|this|that|my) /i.test(rest) && !isAboutStyle(rest.replace(/ (?:of|for|to|from|in|on) .*$/i, ""));
}

/** What is added to the work at hand, not to every output. */
const WORK = within(
  "(?:tests?|error handling|logging|logs?|comments?|functions?|variables?|types?|imports?|class|" +
    "tabs?|totals?|rows?|columns?|" +
    "charts?|tables?|photos?|sections?|paragraphs?|sentences?|slides?|pages?|pictures?|buttons?|" +
    "files?|items?|names?|numbers?)" +
    `(?! (?:at|to) the (?:end|top|start|bottom))`,
);

function isAddedOnce(rest: string): boolean {
  if (WORK.test(rest) || styleNouns(rest).length === 0) return true;
  if (!/^(?:an?|another|one|two|some|the) /i.test(rest)) return false;
  const feature = isNounPhrase(rest, 4) && styleNouns(rest).length > 0;
  return !feature || /^(?:the|another)\b| (?:for|about|to|on|from) /i.test(rest);
}

/** What every output has, so that "drop the …" speaks of all of them. */
export const RECURRING = within(
  "(?:greetings?|disclaimer|sign-?off|signature|intro|introduction|preamble|pleasantries|footer|" +
    "header|salutation|preliminaries|" +
    "boilerplate|small talk|tagline|slogan|byline|year|date|summary|recap|word count|conclusion|" +
    "closing line|opening line|opening|" +
    "corporate[ -]speak|waffle|thing|title|emoji|apology|warning|caveat|link|tone|slang|jargon|" +
    "honorifics?|middle name|surname|cc|" +
    `weekday|time zone|seconds|cents|decimals?)`,
);

function isTakenOnce(rest: string): boolean {
  const thing = rest.replace(/^(?:out|off) /i, "");
  return (
    /^(?:the|this|that|my) /i.test(thing) &&
    !isPlural(thing) &&
    !MASS_NOUNS.has(headOf(thing)) &&
    !RECURRING.test(thing)
  );
}

/** "replace jargon with plain words" is for ever; "change the title" is for this one. */
function isLastingTask(rest: string): boolean {
  const object = rest.split(/ (?:with|to|into|by|for|as|from|how|what|when|that|about|why|where) /)[0] ?? "";
  if (object === "" || from(`${QUOTED}$`).test(object)) return false;
  const definite = oneOf("it this that these those them the my your a an me us him her in one another something");
  return !from(`${definite}\\b`).test(object) && (isAboutStyle(object) || isPlural(object));
}
