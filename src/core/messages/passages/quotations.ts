/** Quotations in quotation marks. One of several sentences is external; say "customers" is not. */
import type { Delimited } from "./fenced.js";
import { hasSeveralSentences, startsLine } from "./lines.js";

/** Two sentences shorter than this together are still a saying: "No. Never." */
const SHORT_SENTENCES = 30;
/** Longer than this and over a line's end: pasted. */
const SHORT_LINES = 80;
/** A quotation from this length on is pasted even if it is one sentence. */
const LONG = 200;
/** How many marks are looked at for the closing one. */
const MAX_MARKS = 200;

const MARK = /["\u201C\u201D\u201E\u00AB\u00BB\u2018\u2019\u300C\u300D]/g;
const CLOSING: Readonly<Record<string, string>> = {
  "\u201C": "\u201D",
  "\u201E": "\u201C\u201D",
  "\u00AB": "\u00BB",
  "\u2018": "\u2019",
  "\u300C": "\u300D",
  '"': '"',
};

/** The quotations of a text, by where they open. */
export type Quotations = ReadonlyMap<number, Delimited>;

/** Finds the quotations of a text: for every mark that can open one, up to the mark that closes it. */
export function quotationsOf(text: string): Quotations {
  const marks = [...text.matchAll(MARK)].map((hit) => hit.index);
  const found = new Map<number, Delimited>();
  marks.forEach((start, index) => {
    if (!opens(text, start)) return;
    const close = closingOf(text, marks, index);
    if (close >= 0) found.set(start, { start, end: close + 1, external: isPasted(text.slice(start + 1, close)) });
  });
  return found;
}

function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (CLOSING[mark] === undefined) return false;
  if (mark === "\u201E" || mark === "\u300C" || mark === "\u00AB") return true;
  const freeBefore = at === 0 || /[\s([{\u2014\u2013:;,/*_-]/.test(text.charAt(at - 1));
  return freeBefore && /\S/.test(text.charAt(at + 1));
}

function closingOf(text: string, marks: readonly number[], index: number): number {
  const mark = text.charAt(marks[index] ?? 0);
  const closing = CLOSING[mark] ?? mark;
  let first = -1;
  let depth = 1;
  for (const at of marks.slice(index + 1, index + MAX_MARKS)) {
    const character = text.charAt(at);
    if (closing.includes(character) && closes(text, at, character)) {
      first = first < 0 ? at : first;
      depth -= 1;
      // In a quotation of several paragraphs each begins with an opening mark, and only the last has a closing one.
    } else if (character === mark && mark !== '"' && !startsLine(text, at)) depth += 1;
    if (depth === 0) return at;
  }
  return first;
}

/** An apostrophe closes nothing, nor does a straight mark that opens. */
function closes(text: string, at: number, character: string): boolean {
  if (character === "\u2019") return !/\p{L}/u.test(text.charAt(at + 1));
  return character !== '"' || (/\S/.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1)));
}

function isPasted(inner: string): boolean {
  if (inner.length >= LONG || (inner.length > SHORT_LINES && /[\r\n]/.test(inner))) return true;
  return inner.length >= SHORT_SENTENCES && hasSeveralSentences(inner);
}
