/** Reading a text line by line, in place: every offset is one of the whole text. */

/** A stretch of a text, as UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const BREAK = /[\r\n]/g;

/** Where the line that holds `at` ends, before its line break. */
export function endOfLine(text: string, at: number): number {
  BREAK.lastIndex = at;
  return BREAK.exec(text)?.index ?? text.length;
}

/** Where the line after the one that ends at `end` begins; the end of the text for the last. */
export function nextLine(text: string, end: number): number {
  return text.charAt(end) === "\r" && text.charAt(end + 1) === "\n" ? end + 2 : Math.min(end + 1, text.length);
}

/** Whether only blanks stand between the beginning of the line and `at`. */
export function startsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text.charAt(before) === " " || text.charAt(before) === "\t")) before -= 1;
  return before < 0 || isBreak(text.charAt(before));
}

/** The first place from `at` on that is not white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text.charAt(next))) next += 1;
  return next;
}

/** Where the paragraph that holds `at` ends: at the next blank line, or at the end of the text. */
export function endOfParagraph(text: string, at: number): number {
  for (let end = endOfLine(text, at); end < text.length;) {
    const next = nextLine(text, end);
    const nextEnd = endOfLine(text, next);
    if (text.slice(next, nextEnd).trim() === "") return end;
    end = nextEnd;
  }
  return text.length;
}

const LIST_ITEM = /^[ \t]*(?:[-*+•–]|\d{1,3}[.)]|[a-z][.)])[ \t]+\S/;

/** Whether the line at `at` is an item of a list. */
export function isListItem(text: string, at: number): boolean {
  return LIST_ITEM.test(text.slice(at, Math.min(at + 40, endOfLine(text, at))));
}

const SEVERAL =
  /[.!?\u2026]["'\u2019\u201D)\]]*\s+["'\u2018\u201C([]*[\p{Lu}\p{Lt}\p{Lo}\p{N}\p{So}]|\p{L}{4}[.!?\u2026]+\s+\p{Ll}|[\u3002\uFF01\uFF1F]\S/u;

/** Whether a passage has more than one sentence. An abbreviation in one sentence seldom passes for an end. */
export const hasSeveralSentences = (passage: string): boolean => SEVERAL.test(passage);

const isBreak = (character: string): boolean => character === "\n" || character === "\r";
