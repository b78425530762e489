/** What a rule is about, in a form that two rules can be compared by. */
import { gerundBase, pastBase, singular, thirdBase } from "./english.js";
import { ANYBODY, CHOICES, EMPTY_WORDS, SYNONYMS, WHOLE_OUTPUTS } from "./lexicon/subjects.js";
import { UNITS } from "./lexicon/nouns.js";
import { isValue, numberOf, valuesOf } from "./values.js";

export interface Signature {
  /** The rule in lower case, without end punctuation. */
  readonly sentence: string;
  readonly avoid: boolean;
  /** "Open with …" and "Put … first" take the same place. */
  readonly slot: "open" | "close" | null;
  /** Said with "with", as only one thing can be: "End with a question". */
  readonly exclusive: boolean;
  readonly limit: Limit | null;
  /** Asks for less without a number: "Keep it shorter." A limit says it better. */
  readonly brief: boolean;
  readonly choices: ReadonlyMap<string, string>;
  /** Words the rule is about, each for its group of synonyms; no generic verbs, no numbers. */
  readonly words: ReadonlySet<string>;
  /** Those of them that are not of its condition. */
  readonly core: ReadonlySet<string>;
  /** What the rule turns down: "not …", "instead of …". */
  readonly against: ReadonlySet<string>;
  readonly numbers: readonly string[];
  /** It says that something comes before or after something else. */
  readonly order: "before" | "after" | null;
  /** The kinds of output it is for; empty for all. */
  readonly outputs: ReadonlySet<string>;
  readonly condition: string | null;
}

export interface Limit {
  readonly of: string;
  readonly unit: string;
  readonly number: number;
  readonly bound: "most" | "least" | "about";
}

/** Verbs that ask for a thing to be left out; "do not leave out" asks for it. */
const LEAVING_OUT = new RegExp(
  "^(?:always |please )?(?:avoid|no|stop|skip|omit|exclude|leave out|leave off|drop|kill|ditch|lose|forgo|forego|do without|" +
    "get rid of|do away with|refrain from|abstain from|steer clear of|stay away from|keep away from|" +
    "(?:write|make|keep|tweet|post|do|go|be|publish|send)(?: (?:it|them|[a-z]+s))? (?:without|free of)(?: any)?|" +
    "(?:use|write|include|add|mention|have|put|give|make) no(?! (?:more|fewer|less|longer) than\\b)|leave (?=\\S.* out$))" +
    "(?: (?:using|adding|including|putting))?(?= )",
);
const NEGATION = /^(?:do not|never) (?:ever )?/;
/** What only shows how it might look. */
const EXAMPLE = /,? (?:such as|for example|for instance|e\.g\.?)(?: .*)?$|, like .*$/;
const AGAINST = /(?:,? (?:not|never|instead of|rather than|and not|as opposed to|no longer) )(.+)$/;
const CONDITION =
  /^((?:if|when|whenever|unless|once|before|after|for|in|on|where|the first time|every time|each time) [^,]+), /;
const EXCLUSIVE =
  /^(?:do not |never |always )?(?:(?:open|start|begin|lead|prefix|end|close|finish|conclude|sign)\b.*\b(?:with|on|by)\b|put .* (?:first|in front)$|(?:put|use|have|include|add|write) .* at the (?:very )?(?:start|beginning|front)\b)/;
const SCOPE = new RegExp(
  "\\b(?:in|on|per|for|to|from|at) (?:(?:the |our |your |each |every |all |any |a |" +
    "an )*)((?:[\\p{L}-]+ )?)(tweets?|posts?|emails?|e-mails?|mails?|repl(?:y|ies)|messages?|" +
    "answers?|summar(?:y|ies)|newsletters?|headlines?|headings?|titles?|subject lines?|reports?|" +
    "responses?|captions?|articles?|threads?|tickets?|ads?|code|comments?|intros?)\\b",
  "gu",
);

/** Reads off what a rule is about. Any sentence is fine; one that is no rule is about its words. */
export function signatureOf(rule: string): Signature {
  const sentence = rule
    .trim()
    .toLowerCase()
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[→➡]\uFE0F?/gu, "arrow")
    .replace(/\b(?:small|low) numbers\b/, "numbers under ten")
    .replace(/[.!]+$/, "");
  const condition = CONDITION.exec(sentence)?.[1] ?? null;
  const core = plainer(condition ? sentence.slice(condition.length + 2) : sentence);
  const against = AGAINST.exec(core.replace(/^(?:do not|never) /, ""))?.[1]?.replace(/ for .*$/, "") ?? "";
  const main = against
    ? core
        .slice(0, core.length - against.length)
        .replace(/,? (?:not|never|instead of|rather than|and not|as opposed to|no longer) $/, "")
    : core;
  const scopes = [...core.matchAll(SCOPE)];
  const outputs = new Set(scopes.map((found) => wordOf(found[2] ?? "")));
  const limit = limitOf(main, scopes.map((found) => `${found[1] ?? ""}${found[2] ?? ""}`)[0] ?? "");
  const slot = slotOf(main);
  const positive = main.replace(NEGATION, "");
  const told = positive.replace(LEAVING_OUT, "");
  const subject = (told === positive ? positive : told.replace(/ out$/, "")).replace(EXAMPLE, "").trim();
  const about = placedOutputs(subject).replace(SCOPE, " ");
  return {
    sentence,
    avoid: (main !== positive) !== (told !== positive) && limit === null,
    slot,
    exclusive: EXCLUSIVE.test(main),
    limit,
    brief:
      /^(?:keep it (?:shorter|short|brief|concise)|be (?:more )?(?:brief|concise)|be (?:less (?:wordy|verbose)|shorter))$/.test(
        main,
      ),
    choices: choicesOf(main),
    words: new Set(telling(wordsOf(condition ? `${about} ${condition}` : about, slot !== null))),
    core: new Set(telling(wordsOf(about, slot !== null))),
    against: new Set(wordsOf(against, false)),
    numbers: valuesOf(`${main} ${condition ?? ""}`),
    order: / before /.test(main) ? "before" : / after /.test(main) ? "after" : null,
    outputs,
    condition,
  };
}

/**
 * "No sentence should exceed 20 words", "do not write a sentence longer than 20 words": a limit said by what breaks it.
 */
const EXCEEDING =
  /^(?:always )?(?:make sure (?:that )?|ensure (?:that )?)?(?:(?:do not|never) (?:ever )?(?:(?:write|use|make|let) )?|avoid |no )(?:an? |any |the |your )?(sentence|paragraph|line|headline|title|bullet)s? (?:(?:is|are|be|should be|may be|that (?:is|are)) )?(?:exceeds?|exceeding|(?:should|may|must|can|to) exceed|longer than|over|above|of more than|with more than|(?:has|have|should have|may have) more than) (\S+ (?:words?|characters?|letters?))\b/;

/** Different words for the same: "ask before deleting files" and "do not delete files unless I say so". */
function plainer(given: string): string {
  const core = given
    .replace(/\bno (?:fewer|less) than\b/, "at least")
    .replace(/\bno more than\b/, "at most")
    .replace(
      /^(?:limit|cap|restrict|hold) (?:the number of )?([\p{L}-]+s) to (one|two|three|four|five|\d+)(?=$| (?:in|per|on|an?|each|every|at)\b)/u,
      "use at most $2 $1",
    )
    // "as if we were the authors" tells how, and is not about the authors
    .replace(/\bas (if|though) (\S+)/, "as-$1-$2");
  const [, part, most] = EXCEEDING.exec(core) ?? [];
  if (part && most) return `keep ${part}s under ${most}`;
  const asked =
    /^(?:always )?(?:ask|check|confirm|get (?:my |the |an? |somebody's )?(?:ok|okay|approval|permission|sign-off|go-ahead))(?: (?:with )?(?:me|us|first|somebody|a human|the user))* before (?:you |we )?(.+)$/.exec(
      core,
    )?.[1] ??
    /^(?:do not|never) (.+?) (?:without (?:asking|checking|my|approval|permission|an? ok).*|(?:unless|until|before) (?:i|we|you|asked|told|somebody|someone|the user|it)\b.*)$/.exec(
      core,
    )?.[1];
  if (asked) return `request permission ${asked}`;
  const left = /^leave (.+) un(\p{L}+ed)$/u.exec(core);
  if (left) return `do not ${pastBase(left[2] ?? "") ?? left[2]} ${left[1]}`;
  const order = /^(?:do not|never) (.+?) (?:until|before) (.+)$/.exec(core);
  if (order) return `${order[2]} before ${order[1]}`;
  return core;
}

const ARTICLES = "(?:(?:each|every|all|the|your|our|an?|of) )*";
const OPENED = new RegExp(
  `^((?:always |only )?(?:open|start|begin|lead|end|close|finish|conclude|sign|prefix)) ${ARTICLES}([\\p{L}-]+)(?= (?:with|on|by|in)\\b)`,
  "u",
);
const END_OF = new RegExp(`\\b(end|start|beginning|top|bottom|front|close) of ${ARTICLES}([\\p{L}-]+)`, "gu");

/** "Start tweets with the link" says where in them, as "start with the link" does. */
function placedOutputs(text: string): string {
  const ofOutput = (whole: string, place: string, output: string): string =>
    WHOLE_OUTPUTS.has(singular(output)) ? place : whole;
  return text.replace(OPENED, ofOutput).replace(END_OF, ofOutput);
}

function limitOf(text: string, scope: string): Limit | null {
  const found =
    /^(?:keep|hold|stick|make|limit|cap|restrict|write|use|aim for|stay|fit|you may use)?(.*?)\b(under|below|within|to at most|at most|at least|up to|around|about|exactly|no more than|no longer than|less than|to|for|max(?:imum)?)? ?(\d[\d.,]*|a single|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)[ -](characters?|chars?|letters?|words?|sentences?|paragraphs?|lines?|pages?|bullets?|bullet points?|points?|items?|steps?|slides?|tweets?|examples?)\b/.exec(
      text,
    );
  if (!found) return null;
  const of = (found[1] ?? "").replace(/\b(?:to|it|them|all|the|each|every|your|our|be|with)\b/g, " ").trim();
  const bound = /least/.test(found[2] ?? "") ? "least" : /around|about|for|^$/.test(found[2] ?? "") ? "about" : "most";
  const unit = UNITS[found[4] ?? ""] ?? found[4] ?? "";
  const per = PART.exec(text.slice(found.index + found[0].length))?.[1];
  const what = per ?? (of.split(" ").every((word) => word === "" || EMPTY_WORDS.has(word)) ? scope : of);
  const limited = what === "" || WHOLE_OUTPUTS.has(singular(what)) ? "it" : wordsOf(what, false).join(" ");
  return { of: limited, unit, number: numberOf(found[3] ?? ""), bound };
}

/** Behind a number, what it is counted in: "20 words per sentence". */
const PART =
  /^ (?:(?:long|at most|max) )?(?:per|in|for|an?) (?:an? |each |every |any |one )?(sentence|paragraph|line|bullet|heading|headline|title)s?\b/;

/** "Start each sentence on its own line" is about the sentences. */
const OF_PARTS = /^(?:open|start|begin) (?:(?:each|every|all|the|your) )*(?:sentence|paragraph|bullet|line|item)s?\b/;

function slotOf(text: string): Signature["slot"] {
  if (OF_PARTS.test(text)) return null;
  if (
    /^(?:do not |never |always |only )?(?:open|start|begin|lead|prefix)\b/.test(text) ||
    /(?<!\b(?:the|very|after|before) )\bfirst\b(?! (?:person|author|use|mention|name))|\b(?:up front|in front$|at the (?:very )?(?:top|start|beginning|front)|(?:opening|first) (?:line|sentence))\b(?! (?:person|author|use|mention|name))/.test(
      text,
    )
  )
    return "open";
  if (
    /^(?:do not |never |always |only )?(?:end|close|finish|conclude|sign)\b/.test(text) ||
    /\b(?:last|at the (?:very )?(?:end|bottom)|(?:closing|final) (?:line|sentence|words?))\b/.test(text)
  )
    return "close";
  return null;
}

function choicesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [set, values] of Object.entries(CHOICES)) {
    const value = values.find(([, pattern]) => pattern.test(text));
    if (value) found.set(set, value[0]);
  }
  return found;
}

const PLACE_WORDS = new Set(
  "off prefix open end first last top bottom beginning front very line closing opening come place position start close".split(
    " ",
  ),
);

function wordsOf(text: string, placed: boolean): string[] {
  let rest = ` ${text.replace(/[^\p{L}\p{N}'@#&_-]+/gu, " ").trim()} `;
  const found: string[] = [];
  for (const [phrase, group] of SYNONYMS) {
    if (!phrase.includes(" ")) continue;
    const pattern = new RegExp(` ${phrase}(?:s|es)? `);
    if (!pattern.test(rest)) continue;
    found.push(group);
    rest = rest.replace(pattern, " ");
  }
  for (const raw of rest.split(" ")) {
    const word = wordOf(raw.replace(/^'+|'+$/g, ""));
    if (word === "" || EMPTY_WORDS.has(word) || EMPTY_WORDS.has(raw) || isValue(word) || isValue(raw)) continue;
    if (placed && PLACE_WORDS.has(word)) continue;
    found.push(word);
  }
  // 'Do not start with "The"': what stands in a place may be a word that else says nothing
  const [last = ""] = rest.trim().split(" ").slice(-1);
  return found.length === 0 && (placed || !text.trim().includes(" ")) && last !== "" && !PLACE_WORDS.has(last)
    ? [last.replace(/^'+|'+$/g, "")]
    : found;
}

/** The words without those for whoever is served, unless they are all there is. */
function telling(words: string[]): string[] {
  const others = words.filter((word) => !ANYBODY.has(word));
  return others.length > 0 ? others : words;
}

/** A word for its group: the base of a verb, the singular of a noun, then its synonym. */
function wordOf(raw: string): string {
  const bare = raw.replace(/'s$|s'$/, "");
  const forms = [bare, singular(bare), gerundBase(bare), pastBase(bare), thirdBase(bare)];
  for (const form of forms) if (form !== null && SYNONYMS.has(form)) return SYNONYMS.get(form) ?? form;
  return stem(gerundBase(bare) ?? pastBase(bare) ?? singular(bare));
}

/** "apology" and "apologise", "summary" and "summarise", "invitation" and "invite" are about the same. */
function stem(word: string): string {
  const root = word.replace(/(?:isation|ization|ation|ition|ise|ize|ate|(?<=it)e|y)$/, "");
  return root.length >= 5 ? root : word;
}
