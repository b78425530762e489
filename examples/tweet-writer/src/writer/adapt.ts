// A statement in the style asked for: person, spelling, numerals, abbreviations, marks. Only changes that keep grammar.
import { anyCase } from "../text/pattern.js";
import { plainVerb, singularVerb } from "../text/grammar.js";
import { inDigits, spelledOut } from "../text/numerals.js";
import { spelled } from "../text/spelling.js";
import { isFamiliar } from "../text/words.js";
import { escaped } from "./abstract/names.js";
import { capitalised, unframed } from "./abstract/openings.js";
import type { Digest, Statement } from "./abstract/statements.js";
import { withoutBrackets } from "./abstract/shorten.js";
import type { Paper } from "../papers/paper.js";
import { familyName } from "./attribution.js";
import type { Style } from "./style.js";

export interface Speaker {
  /** What "we" becomes at its first use in the third person, such as `Vaswani et al.` or `The authors`. */
  readonly name: string;
  readonly plural: boolean;
}

export interface Manner {
  readonly style: Style;
  readonly paper: Paper;
  readonly digest: Digest;
  /** Given when "we" must go. */
  readonly speaker: Speaker | undefined;
  /** Whether the statement must be put in the authors' mouth, because nobody speaks in the whole tweet. */
  readonly claim: boolean;
}

/** The statement's text in the manner asked for. */
export function adapted(statement: Statement, { style, paper, digest, speaker, claim }: Manner): string {
  let text = statement.text;
  if (style.abbreviations) text = expanded(text, digest.abbreviations);
  if (style.without.has("bracket")) text = withoutBrackets(text);
  if (style.without.has("dash")) text = text.replace(/\s[–—-]\s/g, ", ").replace(/[–—](?!\d)/g, "-");
  if (style.without.has("semicolon"))
    text = text.replace(/;\s(\p{Ll})/gu, (_, letter: string) => `. ${letter.toUpperCase()}`).replace(/;\s/g, ". ");
  if (style.without.has("quotation mark")) text = text.replace(/["“”]/g, "");
  if (style.without.has("exclamation mark")) text = text.replace(/!/g, "");
  if (style.without.has("question mark")) text = text.replace(/\s\([^)]*\?\)/g, "");
  for (const phrase of style.ban) text = withoutAdjective(text, phrase);
  if (speaker !== undefined) text = inThirdPerson(text, speaker);
  else if (style.person === "we") text = inFirstPerson(text, paper);
  if (claim && !speaksOfItself(text)) text = claimed(text, statement, digest, style);
  if (style.numerals !== undefined) text = style.numerals === "digits" ? inDigits(text) : spelledOut(text);
  if (style.spelling !== undefined) text = spelled(text, style.spelling);
  return text.replace(/\s{2,}/g, " ");
}

/** Long forms for the abbreviations that the abstract itself explains. */
function expanded(text: string, abbreviations: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [short, long] of abbreviations) {
    const name = new RegExp(`(?<![\\p{L}\\p{N}-])${escaped(short)}(s)?(?![\\p{L}\\p{N}-])`, "gu");
    const lower = long.split(" ").every((word) => isFamiliar(word) || /^\p{Ll}/u.test(word))
      ? long.toLowerCase()
      : long;
    result = result
      .replace(new RegExp(`\\s\\(${escaped(short)}s?\\)`, "g"), "")
      .replace(name, (_, plural: string | undefined) =>
        plural === undefined || lower.endsWith("s") ? lower : `${lower}s`,
      );
  }
  return capitalised(result);
}

/** Takes a banned adjective out of "a novel method" and mends the article; other uses stay, and fail the check. */
function withoutAdjective(text: string, phrase: string): string {
  if (
    !anyCase`
      ^(?:novel|new|promising|powerful|simple|robust|efficient|effective|significant|very|extensive|extensively|
      significantly|remarkable|comprehensive|state-of-the-art)$`.test(phrase)
  )
    return text;
  const before = new RegExp(`\\b(an?) ${escaped(phrase)} (?=(\\p{L}))`, "giu");
  return capitalised(
    text
      .replace(before, (_, article: string, next: string) => `${article.charAt(0)}${/[aeiou]/i.test(next) ? "n" : ""} `)
      .replace(new RegExp(`(?<=^|\\s)${escaped(phrase)} (?=\\p{L})`, "giu"), ""),
  );
}

export function speaksOfItself(text: string): boolean {
  return /\b(?:we|our|ours|us|my)\b/i.test(text.replace(/\bUS\b/g, "")) || /\bI\b(?![.-])/.test(text);
}

function inThirdPerson(text: string, speaker: Speaker): string {
  let first = true;
  const subject = text.replace(
    /\b(We|we|I)\b( (?:\w+ly|also|further|first|then|thus))?( \p{L}+)?/gu,
    (whole: string, pronoun: string, adverb: string | undefined, verb: string | undefined, offset: number) => {
      if (pronoun === "I" && /^[ ]?[.-]/.test(text.slice(offset + 1))) return whole;
      const starting = offset === 0 || /[.!?:]\s$/.test(text.slice(0, offset));
      const name = first ? speaker.name : speaker.plural ? "they" : "the author";
      first = false;
      const shown = starting ? name.charAt(0).toUpperCase() + name.slice(1) : name.replace(/^The(?=y?\b)/, "the");
      const form = verb === undefined ? "" : speaker.plural ? verb : ` ${singularVerb(verb.trim())}`;
      return `${shown}${adverb ?? ""}${form}`;
    },
  );
  const owner = speaker.plural ? "their" : "the author's";
  return subject
    .replace(
      /(?<=^|[.!?:]\s)(?:Our|My)\b/g,
      first ? possessive(speaker.name) : owner.charAt(0).toUpperCase() + owner.slice(1),
    )
    .replace(/\b(?:our|my)\b/g, owner)
    .replace(/\bours\b/g, speaker.plural ? "theirs" : "the author's")
    .replace(/\bus\b/g, speaker.plural ? "them" : "the author");
}

function possessive(name: string): string {
  if (/^They$/i.test(name)) return "Their";
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

/** "This paper presents", "The authors show", "Zhang proves" → "We present", "We show", "We prove". */
function inFirstPerson(text: string, paper: Paper): string {
  if (speaksOfItself(text)) return text;
  const own = ownSubject(paper).exec(text);
  if (own === null || /^(?:of|for|in|on|to|with|that|and|or|by)$/.test(own[2] ?? "")) return text;
  const verb = own[2] ?? "";
  return `We ${own[1] ?? ""}${verb.endsWith("s") ? plainVerb(verb) : verb}${text.slice(own[0].length)}`;
}

const ownSubjects = new WeakMap<Paper, RegExp>();

/** The paper, "the authors", or one of them by name, as the subject of the sentence; with an adverb and the verb. */
function ownSubject(paper: Paper): RegExp {
  const known = ownSubjects.get(paper);
  if (known !== undefined) return known;
  const names = paper.authors.map((author) =>
    escaped(familyName(author).replace(/\s+(?:Scientific )?(?:Collaboration|Group|Team)$/i, "")),
  );
  const itself = "(?:This|The) (?:present )?(?:paper|work|study|article|thesis|authors?)";
  const byName = `(?:The )?(?:${["\\b\\B", ...names].join("|")})(?: (?:experiment|satellite|trial|collaboration))?`;
  const made = new RegExp(`^(?:${itself}|${byName}) (\\w+ly )?(\\p{Ll}+)\\b`, "u");
  ownSubjects.set(paper, made);
  return made;
}

/** Puts "We show that" before a statement in which nobody speaks. */
function claimed(text: string, statement: Statement, digest: Digest, style: Style): string {
  if (statement.sentence < 0) return text.replace(/^(.*) is worth a look\.$/, "Our paper $1 is out.");
  const inner = (unframed(text) ?? text).replace(/\b(is|are|was|were) (?:shown|found|observed) to be\b/g, "$1");
  const presented = /^((?:The )?\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}\p{N}-]*)?) is (an? .+)$/u.exec(inner);
  if (presented !== null) return `We present ${decapitalised(presented[1] ?? "", digest)}, ${presented[2] ?? ""}`;
  const verb = /\bshows? that\b/.test(inner) ? "report" : "show";
  if (statement.role === "result") return `We ${verb} that ${decapitalised(inner, digest)}`;
  if (style.without.has("colon")) return `We report that ${decapitalised(inner, digest)}`;
  return statement.role === "method" ? `Our idea: ${inner}` : `In our paper: ${inner}`;
}

/** Lower-case start, unless the first word is a name. */
function decapitalised(text: string, digest: Digest): string {
  const first = /^[\p{L}\p{N}'’-]+/u.exec(text)?.[0] ?? "";
  if (!/^\p{Lu}\p{Ll}*(?:-\p{Ll}+)*$/u.test(first)) return text;
  const lower = first.toLowerCase();
  const usedLower = new RegExp(`(?<![\\p{L}-])${escaped(lower)}(?![\\p{L}-])`, "u").test(digest.abstract);
  const usedAsName = new RegExp(`\\p{Ll}\\s${escaped(first)}(?![\\p{L}-])`, "u").test(digest.abstract);
  return (isFamiliar(lower) || usedLower) && !usedAsName ? lower + text.slice(first.length) : text;
}
