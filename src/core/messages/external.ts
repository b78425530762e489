/**
 * Tells a person's own words from what they quote, paste and forward. What is found is a guess by form, and errs on the
 * side of "external" for long material: what is not a person's own word never becomes a rule. An application that knows
 * better marks the parts of a message itself.
 */
import { announcedIn } from "./passages/announced.js";
import { type Delimited, fenceAt } from "./passages/fenced.js";
import { endOfLine, endOfParagraph, isListItem, nextLine, type Range, startsLine } from "./passages/lines.js";
import { mailAt } from "./passages/mail.js";
import { type Quotations, quotationsOf } from "./passages/quotations.js";
import { type Elements, elementsOf } from "./passages/tagged.js";

/** A piece of a text: somebody's own words, or a passage from elsewhere. */
export interface Piece {
  readonly text: string;
  readonly external: boolean;
}

/** A line from this length on, and a paragraph from half as much again that is no list, is pasted. */
const LONG_LINE = 1000;
const LONG_PARAGRAPH = 1500;

/** Splits a text into a person's own words and what they quote or paste. Joining the pieces gives the same text. */
export function splitExternal(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of externalRanges(text)) {
    if (start > at) pieces.push({ text: text.slice(at, start), external: false });
    pieces.push({ text: text.slice(start, end), external: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), external: false });
  return pieces;
}

/**
 * Where a text quotes or pastes: lines that begin with ">", fences and triple quotation marks, tagged elements,
 * forwarded and answered mail, announced passages, quotations of several sentences, very long lines and paragraphs. In
 * order, without overlap; white space between two passages belongs to them.
 */
export function externalRanges(text: string): Range[] {
  return findRanges(text, nextPassage);
}

/**
 * Only what is marked as somebody else's: like {@link externalRanges}, without announced and long passages. For
 * comments, which are their writer's own wish unless marked otherwise.
 */
export function markedRanges(text: string): Range[] {
  return findRanges(text, nextMarked);
}

/** A text on the way from its beginning to its end. */
interface Scan {
  readonly text: string;
  readonly elements: Elements;
  readonly quotations: Quotations;
}

function findRanges(text: string, next: (scan: Scan, at: number, end: number) => Range | null): Range[] {
  const found: Range[] = [];
  const scan: Scan = { text, elements: elementsOf(text), quotations: quotationsOf(text) };
  let end = -1;
  for (let at = 0; at < text.length;) {
    // A long line is measured once, however many passages it has.
    if (at > end) end = endOfLine(text, at);
    const passage = at === end ? null : next(scan, at, end);
    if (passage) found.push(passage);
    at = passage ? passage.end : nextLine(text, end);
  }
  return join(text, found);
}

/** The first passage between marks, or of a mail, that begins on this line. */
function nextMarked(scan: Scan, at: number, end: number): Range | null {
  const mail = startsLine(scan.text, at) ? mailAt(scan.text, at) : null;
  return mail ?? firstDelimited(scan, at, end);
}

/** The first passage that begins on this line, or right below it where the line announces it. */
function nextPassage(scan: Scan, at: number, end: number): Range | null {
  const { text } = scan;
  const mail = startsLine(text, at) ? mailAt(text, at) : null;
  if (mail) return mail;
  const announced = announcedIn(text, at, (start) => passageEnd(scan, start));
  const delimited = firstDelimited(scan, at, Math.min(end, announced?.start ?? end));
  if (announced === null && end - at >= LONG_LINE) return { start: at, end: Math.max(end, delimited?.end ?? end) };
  return delimited ?? announced ?? longParagraph(text, at, end);
}

const OPENER = /`{3,}|~{3,}|"{3}|'{3}|<(?=[A-Za-z])|["\u201C\u201E\u00AB\u2018\u300C]/g;

/** The first passage between marks that is more than a word or two. */
function firstDelimited(scan: Scan, at: number, end: number): Range | null {
  const line = scan.text.slice(at, end);
  const opener = new RegExp(OPENER);
  for (let hit = opener.exec(line); hit; hit = opener.exec(line)) {
    const delimited = delimitedBy(scan, at + hit.index, hit[0]);
    if (delimited?.external) return delimited;
    if (delimited) opener.lastIndex = delimited.end - at;
  }
  return null;
}

function delimitedBy({ text, elements, quotations }: Scan, at: number, mark: string): Delimited | null {
  if (mark.length > 1) return fenceAt(text, at, mark);
  return (mark === "<" ? elements : quotations).get(at) ?? null;
}

/** Where the passage between marks that begins at `start` ends; -1 if none does. */
function passageEnd(scan: Scan, start: number): number {
  const { text } = scan;
  if (text.charAt(start) === ">") return endOfQuotedLines(text, start);
  const mark = /^(?:`{3,}|~{3,}|"{3}|'{3}|[<"\u201C\u201E\u00AB\u2018\u300C])/.exec(text.slice(start, start + 80))?.[0];
  if (mark) return delimitedBy(scan, start, mark)?.end ?? -1;
  return endOfRuledOff(text, start);
}

function endOfQuotedLines(text: string, start: number): number {
  let end = start;
  for (
    let at = start;
    at < text.length && /^[ \t]*>/.test(text.slice(at, at + 40));
    at = nextLine(text, endOfLine(text, at))
  ) {
    end = endOfLine(text, at);
  }
  return end;
}

/** A passage between two lines of dashes, equals signs or stars. */
function endOfRuledOff(text: string, start: number): number {
  const rule = text.slice(start, endOfLine(text, start)).trim();
  if (!/^([-=*_#~])\1{2,}$/.test(rule)) return -1;
  for (let at = nextLine(text, endOfLine(text, start)); at < text.length; at = nextLine(text, endOfLine(text, at))) {
    if (text.slice(at, endOfLine(text, at)).trim() === rule) return endOfLine(text, at);
  }
  return -1;
}

/** A paragraph that begins at `at` and is longer than what people type. */
function longParagraph(text: string, at: number, end: number): Range | null {
  const begins = at === 0 || /(?:^|[\r\n])[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, at - 20), at));
  if (!begins || isListItem(text, at) || isListItem(text, nextLine(text, end))) return null;
  const last = endOfParagraph(text, at);
  return last - at >= LONG_PARAGRAPH ? { start: at, end: last } : null;
}

/** Passages with nothing but white space between them are one; so is white space at either edge of the text. */
function join(text: string, found: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const { start, end } of found) {
    const last = joined.at(-1);
    if (text.slice(last?.end ?? 0, start).trim() === "") joined.splice(-1, 1, { start: last?.start ?? 0, end });
    else joined.push({ start, end });
  }
  const last = joined.at(-1);
  if (last && text.slice(last.end).trim() === "") joined.splice(-1, 1, { start: last.start, end: text.length });
  return joined;
}
