// Puts one tweet together: greeting, opening, the chosen statements, source, closing, hashtags, emoji, link.
import { linkOf, type Paper } from "../papers/paper.js";
import type { Digest, Statement } from "./abstract/statements.js";
import { adapted, speaksOfItself, type Speaker } from "./adapt.js";
import { authorsLine, namesAnAuthor } from "./attribution.js";
import { mentionsTitle } from "./directives/satisfies.js";
import { tagsFor } from "./fields.js";
import {
  closingQuestion,
  greetingFor,
  leadingFigure,
  openingQuestion,
  ownQuestion,
  quoted,
  sourceLine,
} from "./pieces.js";
import type { Style } from "./style.js";

/** What may give way when space is short. */
export interface Extras {
  readonly greeting: boolean;
  readonly hashtags: number;
  readonly emoji: number;
  /** Whether the title stands in front, for a statement that leans on it. */
  readonly heading: boolean;
  /** Whether authors, title and year are kept. */
  readonly source: boolean;
}

/** The tweet's text. Statements come in the order given. */
export function compose(
  body: readonly Statement[],
  paper: Paper,
  digest: Digest,
  style: Style,
  extras: Extras,
): string {
  const [first] = body;
  const last = body.at(-1);
  if (first === undefined || last === undefined) return "";
  const voice = voiceOf(body, paper, digest, style, extras);
  const claimant = claimantOf(body, style);
  const sentences = body.map((statement, index) =>
    adapted(statement, {
      style,
      paper,
      digest,
      speaker: index === 0 ? voice.speaker : voice.later,
      claim: index === claimant,
    }),
  );
  const opened = withOpening(sentences, first, paper, digest, extras.heading ? { ...style, opening: "title" } : style);
  const titled = mentionsTitle(opened.join(" "), paper);
  const named = voice.named || opensWithAuthors(style, paper) || namesAnAuthor(opened.join(" "), paper);
  const source = extras.source ? sourceLine(paper, digest, style, named, titled) : undefined;
  const greeting = extras.greeting ? greetingFor(paper, style) : undefined;
  const front = greeting?.text;
  const closing = style.closingQuestion ? closingQuestion(digest, last, style) : undefined;
  const emoji = extras.emoji > 0 ? emojiFor(paper, style, extras.emoji) : "";
  const emojiInFront =
    greeting !== undefined || style.opening === "emoji" || (style.opening === undefined && style.sober);
  const told = laidOut(opened, source, closing, style);
  const prose = joined([emojiInFront ? emoji : "", front ?? ""], " ");
  const text = joined([prose, told], inLines(style) && front !== undefined ? "\n" : " ");
  return finished(joined([text, emojiInFront ? "" : emoji], " "), paper, style, extras);
}

interface Voice {
  readonly speaker: Speaker | undefined;
  readonly later: Speaker | undefined;
  /** Whether the authors' names stand in the text. */
  readonly named: boolean;
}

function inLines(style: Style): boolean {
  return style.layout === "lines" || style.layout === "bullets";
}

/** Which statement says "we" when the first person is wanted and no statement does so by itself: the first result. */
function claimantOf(body: readonly Statement[], style: Style): number {
  if (style.person !== "we" || body.some((statement) => speaksOfItself(statement.text))) return -1;
  return Math.max(
    0,
    body.findIndex((statement) => statement.role === "result"),
  );
}

/** Whom "we" turns into: the authors by name when they are to be named, "the authors" in the third person. */
function voiceOf(body: readonly Statement[], paper: Paper, digest: Digest, style: Style, extras: Extras): Voice {
  const spoken = body.findIndex((statement) => speaksOfItself(statement.text));
  if (style.person === "we" || spoken < 0) return { speaker: undefined, later: undefined, named: false };
  const names = style.authors && extras.source ? authorsLine(paper) : undefined;
  const answering = style.opening === "question" && ownQuestion(digest) === undefined;
  if (style.person !== "they" && names === undefined && !answering)
    return { speaker: undefined, later: undefined, named: false };
  const plural = paper.authors.length !== 1 || (names?.startsWith("the ") ?? false);
  const nameable = names !== undefined && /\bWe\b/.test(body[spoken]?.text ?? "");
  const unnamed = plural ? (answering ? "They" : "The authors") : "The author";
  const full: Speaker = { name: nameable ? names : unnamed, plural };
  const again: Speaker = { name: plural ? "they" : "the author", plural };
  return spoken === 0
    ? { speaker: full, later: again, named: nameable }
    : { speaker: full, later: full, named: nameable };
}

function opensWithAuthors(style: Style, paper: Paper): boolean {
  return style.opening === "authors" && paper.authors.length > 0;
}

function withOpening(
  sentences: readonly string[],
  first: Statement,
  paper: Paper,
  digest: Digest,
  style: Style,
): string[] {
  const [lead = "", ...rest] = sentences;
  switch (style.opening) {
    case "question":
      return [openingQuestion(digest, first, style), ...sentences];
    case "title":
      return mentionsTitle(lead, paper) ? [...sentences] : [`${asHeading(digest.title, style)} ${lead}`, ...rest];
    case "authors": {
      const line = authorsLine(paper);
      if (line === undefined || lead.toLowerCase().startsWith(line.toLowerCase())) return [...sentences];
      return [`${line.charAt(0).toUpperCase()}${line.slice(1)}: ${lead}`, ...rest];
    }
    case "number": {
      if (/^[~≈$€£]?\d/.test(lead)) return [...sentences];
      const figure = leadingFigure(lead, paper);
      return figure === undefined ? [...sentences] : [`${figure}: ${lead}`, ...rest];
    }
    default:
      return [...sentences];
  }
}

function asHeading(title: string, style: Style): string {
  const name = quoted(title, style);
  return style.without.has("colon") ? `${name}.` : title.endsWith("?") ? name : `${name}:`;
}

function laidOut(
  sentences: readonly string[],
  source: string | undefined,
  closing: string | undefined,
  style: Style,
): string {
  if (style.layout === "bullets") {
    const heading = style.opening === "question" ? sentences[0] : undefined;
    const points = (heading === undefined ? sentences : sentences.slice(1)).map((sentence) => `• ${sentence}`);
    return joined([heading ?? "", ...points, source === undefined ? "" : credit(source, style), closing ?? ""], "\n");
  }
  const separator = style.layout === "lines" ? "\n" : " ";
  if (source === undefined) return joined([...sentences, closing ?? ""], separator);
  return joined([withSource(joined(sentences, separator), source, style), closing ?? ""], separator);
}

/** A bare year goes in brackets behind the last sentence; names and titles after a dash. */
function withSource(text: string, source: string, style: Style): string {
  if (/^\d{4}$/.test(source) && !style.without.has("bracket")) return text.replace(/\.$/, ` (${source}).`);
  return `${text} ${credit(source, style)}`;
}

function credit(source: string, style: Style): string {
  if (!style.without.has("dash") && !style.closingQuestion) return `— ${source}`;
  const stop = /[.?!]”?$/.test(source) ? "" : ".";
  return /^\d{4}$/.test(source)
    ? `From ${source}.`
    : source.startsWith("“")
      ? `From ${source}${stop}`
      : `By ${source}${stop}`;
}

function emojiFor(paper: Paper, style: Style, count: number): string {
  return [greetingFor(paper, style).emoji, "📄", "🔬", "✨", "📈"].slice(0, count).join("");
}

function finished(text: string, paper: Paper, style: Style, extras: Extras): string {
  const wanted = style.include.filter((phrase) => phrase.startsWith("#")).map((tag) => tag.slice(1));
  const tags = [...new Set([...wanted, ...tagsFor(paper)])]
    .slice(0, Math.max(extras.hashtags, wanted.length))
    .map((tag) => `#${tag}`);
  const phrases = style.include.filter(
    (phrase) => !phrase.startsWith("#") && !text.toLowerCase().includes(phrase.toLowerCase()),
  );
  const link = style.link ? linkOf(paper) : undefined;
  const body = joined([text, ...phrases], " ");
  const separator = inLines(style) ? "\n" : " ";
  const end = joined(style.linkAtStart ? tags : [...tags, link ?? ""], " ");
  return joined([joined([style.linkAtStart ? (link ?? "") : "", body], " "), end], separator);
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== "").join(separator);
}
