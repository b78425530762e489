/** Passages that the words before them announce, as far as they reach. */
import { type Announced, announcedBy, announcesInline, announcedWithoutColon, lastSentence } from "./announcements.js";
import { endOfLine, endOfParagraph, isListItem, nextLine, type Range, skipSpace } from "./lines.js";

/** Behind a colon within a line, below a line that is only a label or has no colon: this long at least. */
const PROBABLE_LENGTH = 200;
/** Below a line that ends in a colon, in any language: from this length on it is pasted. */
const UNNAMED_LENGTH = 500;
/** Longer sentences announce nothing; they are the text. */
const SENTENCE_LENGTH = 200;
/** Announcements further into a line are not looked for. */
const LINE_LENGTH = 2000;
/** Without a colon, only a sentence with one of these announces anything. */
const POINTER = /\b(?:this|these|that|following|attached|below|pasted|here)/i;
/** Colons tried in one line. */
const MAX_COLONS = 6;

/**
 * The passage announced on the line from `at` on; null for none. It reaches to the end of the text, since nothing
 * says where it ends, unless it stands between marks: `delimitedAt` says where such a passage ends, -1 for none.
 */
export function announcedIn(text: string, at: number, delimitedAt: (start: number) => number): Range | null {
  const end = endOfLine(text, at);
  for (const colon of colonsIn(text, at, Math.min(end, at + LINE_LENGTH))) {
    const sentence = sentenceBefore(text, at, colon);
    const start = skipSpace(text, colon + 1);
    if (sentence === null || start >= text.length) continue;
    const announced = announcedBy(sentence);
    const length = text.length - start;
    if (start < end ? fitsInline(announced, sentence, length) : fitsBelow(announced, length, isListItem(text, start))) {
      return { start, end: endOfPassage(text, start, announced, delimitedAt) };
    }
  }
  return announcedAtEnd(text, at, end, delimitedAt);
}

function announcedAtEnd(text: string, at: number, end: number, delimitedAt: (start: number) => number): Range | null {
  const start = skipSpace(text, end);
  if (start >= text.length || !POINTER.test(text.slice(Math.max(at, end - SENTENCE_LENGTH - 1), end))) return null;
  const sentence = sentenceBefore(text, at, end);
  const announced = sentence === null ? "nothing" : announcedWithoutColon(sentence);
  if (!fitsBelow(announced, text.length - start, isListItem(text, start))) return null;
  return { start, end: endOfPassage(text, start, announced, delimitedAt) };
}

function sentenceBefore(text: string, at: number, end: number): string | null {
  const sentence = lastSentence(text.slice(Math.max(at, end - SENTENCE_LENGTH - 1), end));
  return sentence === "" || sentence.length > SENTENCE_LENGTH ? null : sentence;
}

function colonsIn(text: string, at: number, end: number): number[] {
  const line = text.slice(at, end);
  const colons: number[] = [];
  for (const hit of line.matchAll(/[:\uFF1A](?=[*_]{0,2}(?:\s|$))/g)) {
    if (colons.push(at + hit.index) === MAX_COLONS) break;
  }
  return colons;
}

function fitsInline(announced: Announced, sentence: string, length: number): boolean {
  return (
    length >= PROBABLE_LENGTH && (announced === "passage" || announced === "paragraph" || announcesInline(sentence))
  );
}

function fitsBelow(announced: Announced, length: number, list: boolean): boolean {
  if (announced === "passage" || announced === "paragraph") return true;
  if (announced === "nothing" || list) return false;
  if (announced === "unless-list") return true;
  return length >= (announced === "probable" ? PROBABLE_LENGTH : UNNAMED_LENGTH);
}

function endOfPassage(
  text: string,
  start: number,
  announced: Announced,
  delimitedAt: (start: number) => number,
): number {
  const delimited = delimitedAt(start);
  if (delimited >= 0 && text.slice(delimited, endOfLine(text, delimited)).trim() === "") return delimited;
  return announced === "paragraph" ? nextLine(text, endOfParagraph(text, start)) : text.length;
}
