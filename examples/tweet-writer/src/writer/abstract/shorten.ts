// Shorter forms of a sentence, cut only where English lets one stop: before ", while …", at brackets, at a semicolon.
import { anyCase, pattern } from "../../text/pattern.js";
import { hasFiniteVerb } from "../../text/grammar.js";
import { wordsOf } from "../../text/words.js";
import { balanced, capitalised, settingOf } from "./openings.js";

const tail =
  `while|whereas|resulting in|thereby|thus|making|enabling|allowing|which|where|whose|leading to|outperforming|
  demonstrating|showing|suggesting|highlighting|indicating|although|though|because|since|yielding|providing|offering|
  paving|improving|reducing|including|especially|particularly|without|almost|achieving|ensuring|surpassing|generating|
  producing|revealing|capturing|corresponding to|with (?!respect)|as (?!well)|so that|e\\.g\\.|i\\.e\\.|such as|
  even (?:if|though|when)|rather than|compared (?:to|with)|depending on|limiting|raising|using|leveraging|driving|
  bypassing|handling|based on|extending|further|namely|all of|one of|both of|specifically|significantly|confirming|
  eliminating`.replace(/\n\s*/g, "");
const newClause = "and (?:can|is|are|we|it|they|the|also|that|has|have|even|thus|therefore|conclude|propose|provides?)";
const cutPoints = new RegExp(`,\\s(?=(?:${newClause}|(?:${tail}))\\b)|;\\s|\\s[–—]\\s|:\\s(?=[a-z(\\d])`, "g");
const unfinished = anyCase`
    \b(?:the|a|an|of|to|for|and|or|by|with|in|on|at|from|that|which|as|than|is|are|was|were|be|both|into|via|
    such|like|between|namely|including|called|following|through|two|three|four|parts|while|not only|about|ways?|
    claims|reveal|satisfy|whose|we|include|includes|involving)$`;
const numbered = /(?:^|\s)\(?(?:[1-9]|i{1,3}|iv|v|[a-d])\)\s/;

export interface Shortened {
  readonly text: string;
  /** How many cuts were made; 0 is the whole sentence. */
  readonly cuts: number;
}

/** The sentence itself and its safe shorter forms, longest first, each with a finite verb, balanced and finished. */
export function shorterForms(sentence: string): Shortened[] {
  const whole = withoutStop(sentence);
  const found = new Map<string, number>();
  const bare = withoutBrackets(whole);
  for (const [start, cuts] of [
    [whole, 0],
    [bare, bare === whole ? 0 : 0.5],
  ] as const) {
    const setting = settingOf(start);
    const heads = setting === undefined ? [start] : [start, setting.rest];
    for (const [extra, head] of heads.entries()) {
      const offset = extra === 0 && setting !== undefined ? setting.phrase.length + 2 : 0;
      remember(found, head, cuts + extra);
      for (const [depth, shorter] of headsOf(head, offset).entries())
        remember(found, shorter, cuts + extra + depth + 1);
    }
  }
  return [...found]
    .filter(([text]) => isFinished(text))
    .map(([text, cuts]) => ({ text: `${capitalised(text)}${/[?!]$/.test(text) ? "" : "."}`, cuts }))
    .sort((left, right) => right.text.length - left.text.length);
}

/** What stands before each safe cut after `offset`, longest first. */
function headsOf(text: string, offset: number): string[] {
  const heads: string[] = [];
  for (const match of text.matchAll(cutPoints)) {
    const head = text.slice(0, match.index);
    const next = /^\p{L}+ing\b/u.exec(text.slice(match.index + match[0].length))?.[0];
    const parallel = next !== undefined && head.includes(`, ${next}`);
    if (match.index > offset && !parallel) heads.push(head);
  }
  return heads.reverse();
}

function remember(found: Map<string, number>, text: string, cuts: number): void {
  const clean = text.replace(/\s+/g, " ").replace(/[\s,;:–—]+$/, "");
  const known = found.get(clean);
  if (known === undefined || known > cuts) found.set(clean, cuts);
}

function isFinished(text: string): boolean {
  if (wordsOf(text).length < 5 || unfinished.test(text) || !balanced(text) || numbered.test(text)) return false;
  if (/\b(?:not only|either|neither|whether)\b(?!.*\b(?:but|or|nor)\b)/i.test(text)) return false;
  if (/\bthat (?:while|although|if|when|since|because|as)\b[^,]*$/i.test(text) || /:\s?first\b/i.test(text))
    return false;
  const setting = settingOf(text);
  if (
    setting === undefined &&
    pattern`
      ^(?:While|Although|Though|When|If|Since|Because|To|By|Using|Through|Based on|Unlike|Rather than|No matter|
      As long as|Whether|Whenever|Even (?:if|though|when))\b`.test(text)
  ) {
    return false;
  }
  return hasFiniteVerb(setting?.rest ?? text);
}

/** Without asides in round brackets; brackets of formulas, which touch a letter, stay. */
export function withoutBrackets(text: string): string {
  return text
    .replace(/(?<![∈=≤≥×~≈<>])\s\((?=[^()]*\p{L}{2}|[^()]*\d)(?:[^()]|\([^()]*\))*\)(?![\w-])/gu, "")
    .replace(/\s+([.,;:])/g, "$1")
    .replace(/\s{2,}/g, " ")
    .trim();
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[.\s]+$/, "").replace(/, respectively$/, "");
}
