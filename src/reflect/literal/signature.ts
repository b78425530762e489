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

const AGAINST = /(?:,? (?:not|never|instead of|rather than|and not|as opposed to|no longer) )(.+)$/;
const CONDITION =
  /^((?:if|when|whenever|unless|once|before|after|for|in|on|where|the first time|every time|each time) [^,]+), /;
const EXCLUSIVE =
  /^(?:do not |never |always )?(?:(?:open|start|begin|lead|end|close|finish|conclude|sign)\b.*\b(?:with|on|by)\b|put .* first$)/;
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
    .replace(/[.!]+$/, "");
  const condition = CONDITION.exec(sentence)?.[1] ?? null;
  const core = plainer(condition ? sentence.slice(condition.length + 2) : sentence);
  const against = AGAINST.exec(core.replace(/^(?:do not|never) /, ""))?.[1] ?? "";
  const main = against
    ? core
        .slice(0, core.length - against.length)
        .replace(/,? (?:not|never|instead of|rather than|and not|as opposed to|no longer) $/, "")
    : core;
  const scopes = [...core.matchAll(SCOPE)];
  const outputs = new Set(scopes.map((found) => wordOf(found[2] ?? "")));
  const limit = limitOf(main, scopes.map((found) => `${found[1] ?? ""}${found[2] ?? ""}`)[0] ?? "");
  const slot = slotOf(main);
  return {
    sentence,
    avoid: /^(?:do not|never|avoid|no|stop|skip|omit|leave out)\b/.test(main) && limit === null,
    slot,
    exclusive: EXCLUSIVE.test(main),
    limit,
    brief:
      /^(?:keep it (?:shorter|short|brief|concise)|be (?:more )?(?:brief|concise)|be (?:less (?:wordy|verbose)|shorter))$/.test(
        main,
      ),
    choices: choicesOf(main),
    words: new Set(
      telling(
        wordsOf(condition ? `${main.replace(SCOPE, " ")} ${condition}` : main.replace(SCOPE, " "), slot !== null),
      ),
    ),
    core: new Set(telling(wordsOf(main.replace(SCOPE, " "), slot !== null))),
    against: new Set(wordsOf(against, false)),
    numbers: valuesOf(`${main} ${condition ?? ""}`),
    order: / before /.test(main) ? "before" : / after /.test(main) ? "after" : null,
    outputs,
    condition,
  };
}

/** Different words for the same: "ask before deleting files" and "do not delete files unless I say so". */
function plainer(core: string): string {
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
  return core.replace(/^(?:do not|never) (?:leave out|omit|skip|forget)(?: to (?:add|include|mention))? /, "include ");
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
  const what = of === "" ? scope : of;
  const limited = what === "" || WHOLE_OUTPUTS.has(singular(what)) ? "it" : wordsOf(what, false).join(" ");
  return { of: limited, unit, number: numberOf(found[3] ?? ""), bound };
}

function slotOf(text: string): Signature["slot"] {
  if (
    /^(?:do not |never |always |only )?(?:open|start|begin|lead)\b/.test(text) ||
    /(?<!\b(?:the|very|after|before) )\bfirst\b(?! (?:person|author|use|mention|name))|\b(?:up front|at the (?:very )?(?:top|start|beginning|front)|(?:opening|first) (?:line|sentence))\b(?! (?:person|author|use|mention|name))/.test(
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
  "open end first last top bottom beginning front very line closing opening come place position start close".split(" "),
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
  return found;
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

/** "apology" and "apologise", "summary" and "summarise", "abbreviation" and "abbreviate" are about the same. */
function stem(word: string): string {
  const root = word.replace(/(?:isation|ization|ation|ition|ise|ize|ate|y)$/, "");
  return root.length >= 5 ? root : word;
}
