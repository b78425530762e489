// The small parts around the statements: greeting, opening question, figure in front, closing question, source line.
import { sentencesOf } from "../text/sentences.js";
import type { Paper } from "../papers/paper.js";
import type { Digest, Statement } from "./abstract/statements.js";
import { authorsLine } from "./attribution.js";
import type { Style } from "./style.js";

interface Greeting {
  readonly emoji: string;
  readonly text: string;
}

const greetings: readonly Greeting[] = [
  { emoji: "🚀", text: "Exciting paper!" },
  { emoji: "🔥", text: "A MUST-READ paper!" },
  { emoji: "🤩", text: "What an AMAZING paper!" },
  { emoji: "💥", text: "Wow, don't miss this one!" },
];

/** One of the writer's greetings, always the same for the same paper. */
export function greetingFor(paper: Paper, style: Style): Greeting {
  const sum = [...paper.title].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  const greeting = greetings[sum % greetings.length] ?? { emoji: "🚀", text: "Exciting paper!" };
  let text = style.quiet ? greeting.text.replace(/\b[A-Z-]{3,}\b/g, (word) => word.toLowerCase()) : greeting.text;
  if (style.without.has("exclamation mark")) text = text.replace("!", style.without.has("colon") ? "." : ":");
  return { emoji: greeting.emoji, text };
}

/** A question to open with: the title's or the abstract's own where one stands alone, else a plain one. */
export function openingQuestion(digest: Digest, first: Statement, style: Style): string {
  const asked = ownQuestion(digest);
  if (asked !== undefined) return asked;
  const who = style.person === "we" ? "we" : "they";
  if (first.role === "result") return `What did ${who} find?`;
  return first.role === "method" ? "What is the idea?" : "What is this paper about?";
}

/** A question to end with: to the reader, fitting what was told. */
export function closingQuestion(digest: Digest, last: Statement, style: Style): string {
  const asked =
    style.opening === "question" || style.opening === "title" || style.title ? undefined : titleQuestion(digest);
  if (asked !== undefined) return asked;
  const choices =
    last.role === "result"
      ? ["Would you have expected that?", "Did you see that coming?", "Does that surprise you?"]
      : last.role === "method"
        ? ["What would you use it for?", "Where would you try it?"]
        : ["What do you make of it?"];
  return choices[digest.title.length % choices.length] ?? "What do you make of it?";
}

/** A question that the paper itself asks, in its title or its abstract. */
export function ownQuestion(digest: Digest): string | undefined {
  return titleQuestion(digest) ?? sentencesOf(digest.abstract).find((sentence) => standsAsQuestion(sentence));
}

function titleQuestion(digest: Digest): string | undefined {
  return digest.title
    .split(/:\s|(?<=\?)\s/)
    .map((part) => part.trim())
    .find((part) => standsAsQuestion(part));
}

function standsAsQuestion(text: string): boolean {
  return (
    text.endsWith("?") &&
    /^(?:do|does|did|is|are|was|were|can|could|will|should|what|why|how|when|where|which|who)\b/i.test(text) &&
    !/\b(?:this|these|that|it)\b/i.test(text) &&
    text.length <= 110
  );
}

const unit =
  oneLine(`%|×|x\\b|-fold\\b|dB\\b|Å|°|(?:percent|per cent|million|billion|trillion|thousand|sigma|points?|BLEU|
  [kMGT]?eV|meV|Hz|times|seconds|hours|days)\\b`);
const notNoun =
  oneLine(`of|to|in|on|at|by|for|from|with|and|or|but|after|before|than|as|is|are|was|were|that|which|while|per|
  against|between|over|under|its|their|the|an?`);
const number = "[$€£]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[–-]\\d+(?:\\.\\d+)?)?";
const compared = "(?: (?:faster|smaller|larger|better|more|less|fewer))?";
const measured = `\\s?(?:${unit})${compared}(?: (?!(?:${notNoun})\\b)\\p{Ll}{4,}s\\b)?`;
const countedThing = `(?: (?!(?:${notNoun})\\b)\\p{Ll}{3,}){1,2}(?=[.,;:)]| (?:${notNoun})\\b)`;
const figure = new RegExp(`(?<![\\p{L}\\d.,-])${number}(?:${measured}|${countedThing})`, "gu");

function oneLine(list: string): string {
  return list.replace(/\n\s*/g, "");
}

/** The figure in a statement that says most, as it would stand in front: `96%`, `24.7 times faster`. */
export function leadingFigure(text: string, paper: Paper): string | undefined {
  const year = paper.year === undefined ? "" : String(paper.year);
  const found = [...text.matchAll(figure)]
    .map((match) => match[0].trim())
    .filter((match) => !match.startsWith(year === "" ? " " : year) && !/^(?:19|20)\d\d\b/.test(match));
  return found.find((match) => /[%×]|times|sigma|million|billion|trillion/.test(match)) ?? found[0];
}

/** `Vaswani et al., “Attention Is All You Need”, 2017`, with the parts that the style asks for. */
export function sourceLine(
  paper: Paper,
  digest: Digest,
  style: Style,
  named: boolean,
  titled: boolean,
): string | undefined {
  const authors = style.authors && !named ? authorsLine(paper) : undefined;
  const title = style.title && !titled ? quoted(digest.title, style) : undefined;
  const year = style.year && paper.year !== undefined ? String(paper.year) : undefined;
  const parts = [authors, title, year].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

export function quoted(title: string, style: Style): string {
  const inner = title.replace(/["“”]/g, "'");
  return style.without.has("quotation mark") ? inner : `“${inner}”`;
}
