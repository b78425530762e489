/**
 * Splits instructions into spans: headings, paragraphs, sentences, list items, fences, tags. Line by line, so that the
 * result does not hang on Markdown's rules for nesting, which lose sight of items inside tags and of lines after items.
 * The spans partition the text: what lies before, between and after them is white space, and joining gives the same
 * bytes.
 */
import type { Span } from "./block.js";
import { segmentsOf } from "./segments.js";

interface Line {
  readonly start: number;
  /** Where the line's words end, before trailing white space and the line break. */
  readonly end: number;
  readonly text: string;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const SETEXT = /^ {0,3}(?:=+|-{2,})$/;
const ITEM = /^([ \t]*)(?:[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)/;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const BREAK = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const TAG = /^[ \t]*<\/?[A-Za-z][\w.:-]*(?:\s[^<>]*)?>$/;
/** Longer paragraphs are not split into sentences. */
const SENTENCE_LIMIT = 20_000;

/** Splits a text into spans, in order. Paragraphs before any structure are split into sentences. Linear in the text. */
export function splitIntoSpans(text: string): Span[] {
  const lines = readLines(text);
  const spans: Span[] = [];
  let preamble = true;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line;
    if (line.text === "") {
      at += 1;
      continue;
    }
    const { span, next } = readSpan(lines, at);
    at = next;
    if (span.kind !== "paragraph") preamble = false;
    if (preamble && span.end - span.start <= SENTENCE_LIMIT) spans.push(...splitIntoSentences(text, span));
    else spans.push(span);
  }
  return spans;
}

function readSpan(lines: readonly Line[], at: number): { span: Span; next: number } {
  const line = lines[at] as Line;
  const one = (kind: Span["kind"], content: number, depth = 0) => ({
    span: { kind, start: line.start, content, end: line.end, depth },
    next: at + 1,
  });
  const fence = FENCE.exec(line.text);
  if (fence) return readFence(lines, at, fence[1] ?? "```");
  const heading = HEADING.exec(line.text);
  if (heading) return one("heading", Math.min(line.start + heading[0].length, line.end), (heading[1] ?? "#").length);
  if (BREAK.test(line.text)) return one("break", line.start);
  if (TAG.test(line.text)) return one("tag", line.start);
  const item = ITEM.exec(line.text);
  if (item) return readItem(lines, at, item);
  return readParagraph(lines, at);
}

/** From the opening fence to its closing one, or to the end of the text. */
function readFence(lines: readonly Line[], at: number, mark: string): { span: Span; next: number } {
  const first = lines[at] as Line;
  let last = at + 1;
  while (last < lines.length && !closesFence(lines[last] as Line, mark)) last += 1;
  let end = Math.min(last, lines.length - 1);
  while (end > at && (lines[end] as Line).text === "") end -= 1;
  return {
    span: { kind: "fence", start: first.start, content: first.start, end: (lines[end] as Line).end, depth: 0 },
    next: last + 1,
  };
}

function closesFence(line: Line, mark: string): boolean {
  const text = line.text.trim();
  return text.length >= mark.length && text === mark.charAt(0).repeat(text.length);
}

/**
 * An item takes the lines below it that are indented deeper than its marker, also after a blank line, up to the next
 * item. A line that is not indented is a paragraph of its own.
 */
function readItem(lines: readonly Line[], at: number, match: RegExpExecArray): { span: Span; next: number } {
  const first = lines[at] as Line;
  const indent = width(match[1] ?? "");
  let last = at;
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] as Line;
    if (line.text === "") continue;
    if (width(leading(line.text)) <= indent || ITEM.test(line.text) || FENCE.test(line.text) || TAG.test(line.text))
      break;
    last = next;
  }
  return {
    span: {
      kind: "item",
      start: first.start,
      content: first.start + match[0].length,
      end: (lines[last] as Line).end,
      depth: Math.floor(indent / 2),
    },
    next: last + 1,
  };
}

function readParagraph(lines: readonly Line[], at: number): { span: Span; next: number } {
  const first = lines[at] as Line;
  let last = at;
  let kind: Span["kind"] = "paragraph";
  for (let next = at + 1; next < lines.length; next += 1) {
    const { text } = lines[next] as Line;
    if (next === at + 1 && SETEXT.test(text)) {
      kind = "heading";
      last = next;
      break;
    }
    if (text === "" || HEADING.test(text) || ITEM.test(text) || FENCE.test(text) || BREAK.test(text) || TAG.test(text))
      break;
    last = next;
  }
  const end = (lines[last] as Line).end;
  const depth = kind === "heading" ? ((lines[last] as Line).text.includes("=") ? 1 : 2) : 0;
  return { span: { kind, start: first.start, content: first.start, end, depth }, next: last + 1 };
}

function splitIntoSentences(text: string, span: Span): Span[] {
  const out: Span[] = [];
  for (const { segment, index } of segmentsOf(text.slice(span.start, span.end), "sentence")) {
    const words = segment.trim();
    if (words === "") continue;
    const start = span.start + index + segment.indexOf(words);
    out.push({ kind: "sentence", start, content: start, end: start + words.length, depth: 0 });
  }
  return out.length > 1 ? out : [span];
}

/** Lines end at \n, \r\n or \r. Trailing white space belongs to what lies between the spans. */
function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const breaks = /\r\n|\n|\r/g;
  let start = 0;
  for (;;) {
    const hit = breaks.exec(text);
    const raw = text.slice(start, hit ? hit.index : text.length);
    const trimmed = raw.trimEnd();
    lines.push({ start, end: start + trimmed.length, text: trimmed });
    if (!hit) return lines;
    start = breaks.lastIndex;
  }
}

const leading = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? "";
const width = (white: string): number => white.replaceAll("\t", "    ").length;
