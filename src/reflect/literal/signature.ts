/** What a rule is about, in a form that two rules can be compared by. */
import { gerundBase, pastBase, singular, thirdBase } from "./english.js";
import { CHOICES, EMPTY_WORDS, SYNONYMS, WHOLE_OUTPUTS } from "./lexicon/subjects.js";
import { UNITS } from "./lexicon/nouns.js";

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
  /** What the rule turns down: "not …", "instead of …". */
  readonly against: ReadonlySet<string>;
  readonly numbers: readonly string[];
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

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  single: 1,
  once: 1,
  twice: 2,
  thrice: 3,
};
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
  const core = condition ? sentence.slice(condition.length + 2) : sentence;
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
      wordsOf(condition ? `${main.replace(SCOPE, " ")} ${condition}` : main.replace(SCOPE, " "), slot !== null),
    ),
    against: new Set(wordsOf(against, false)),
    numbers: numbersOf(main),
    outputs,
    condition,
  };
}

function limitOf(text: string, scope: string): Limit | null {
  const found =
    /^(?:keep|hold|stick|make|limit|cap|restrict|write|use|aim for|stay|fit|you may use)?(.*?)\b(under|below|within|to at most|at most|at least|up to|around|about|exactly|no more than|no longer than|less than|to|for|max(?:imum)?)? ?(\d[\d.,]*|a single|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)[ -](characters?|chars?|letters?|words?|sentences?|paragraphs?|lines?|pages?)\b/.exec(
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

function numberOf(text: string): number {
  const digits = Number(text.replace(/[,.](?=\d{3})/g, ""));
  return Number.isNaN(digits) ? (NUMBER_WORDS[text.replace(/^a (?=\w)/, "")] ?? 1) : digits;
}

function numbersOf(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}.,-]+/u);
  return words.flatMap((word) =>
    /^\d/.test(word)
      ? [String(numberOf(word))]
      : Object.hasOwn(NUMBER_WORDS, word) && !/^an?$/.test(word)
        ? [String(NUMBER_WORDS[word])]
        : [],
  );
}

function slotOf(text: string): Signature["slot"] {
  if (
    /^(?:do not |never |always |only )?(?:open|start|begin|lead)\b/.test(text) ||
    /\b(?:first|up front|at the (?:very )?(?:top|start|beginning|front)|(?:opening|first) (?:line|sentence))\b(?! (?:person|author|use|mention|name))/.test(
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
    if (
      word === "" ||
      EMPTY_WORDS.has(word) ||
      EMPTY_WORDS.has(raw) ||
      /^\d/.test(word) ||
      Object.hasOwn(NUMBER_WORDS, word)
    )
      continue;
    if (placed && PLACE_WORDS.has(word)) continue;
    found.push(word);
  }
  return found;
}

/** A word for its group: the base of a verb, the singular of a noun, then its synonym. */
function wordOf(raw: string): string {
  const bare = raw.replace(/'s$|s'$/, "");
  const forms = [bare, singular(bare), gerundBase(bare), pastBase(bare), thirdBase(bare)];
  for (const form of forms) if (form !== null && SYNONYMS.has(form)) return SYNONYMS.get(form) ?? form;
  return gerundBase(bare) ?? pastBase(bare) ?? singular(bare);
}
