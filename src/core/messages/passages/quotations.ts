/** Quotations in quotation marks. One of several sentences is external; say "customers" is not. */
import type { Delimited } from "./fenced.js";
import { hasSeveralSentences, startsLine } from "./lines.js";

/** Two sentences shorter than this together are still a saying: "No. Never." */
const SHORT_SENTENCES = 30;
/** Longer than this and over a line's end: pasted. */
const SHORT_LINES = 80;
/** A quotation from this length on is pasted even if it is one sentence. */
const LONG = 200;

const MARK = /["\u201C\u201D\u201E\u00AB\u00BB\u2018\u2019\u300C\u300D]/g;
const CLOSING: Readonly<Record<string, string>> = {
  "\u201C": "\u201D",
  "\u201E": "\u201C\u201D",
  "\u00AB": "\u00BB",
  "\u2018": "\u2019",
  "\u300C": "\u300D",
  '"': '"',
};
const NESTED = Object.entries(CLOSING).filter(([opening]) => opening !== '"');

/** The quotations of a text, by where they open. */
export type Quotations = ReadonlyMap<number, Delimited>;

/** Finds the quotations of a text: from every mark that can open one to the mark that closes it. Linear in the text. */
export function quotationsOf(text: string): Quotations {
  const marks = [...text.matchAll(MARK)].map((hit) => hit.index);
  const found = new Map<number, Delimited>();
  const pairs = pairUp(text, marks);
  const nearest = new Map<string, number>();
  for (const start of marks.toReversed()) {
    const mark = text.charAt(start);
    const close = pairs.get(start) ?? closestOf(nearest, CLOSING[mark] ?? "");
    if (close !== null && opens(text, start)) {
      found.set(start, { start, end: close + 1, external: isPasted(text.slice(start + 1, close)) });
    }
    if (closes(text, start)) nearest.set(mark, start);
  }
  return found;
}

/** Openings with their closings, where quotations are nested in their like. */
function pairUp(text: string, marks: readonly number[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: Record<string, number[]> = {};
  for (const at of marks) {
    const mark = text.charAt(at);
    // A straight mark does not nest. In a quotation of several paragraphs each opens with a mark, only the last closes.
    const waiting = (open[mark] ??= []);
    if (mark !== '"' && opens(text, at) && (waiting.length === 0 || !startsLine(text, at))) waiting.push(at);
    for (const [opening, closing] of mark === '"' || !closes(text, at) ? [] : NESTED) {
      const start = closing.includes(mark) ? open[opening]?.pop() : undefined;
      if (start !== undefined) pairs.set(start, at);
    }
  }
  return pairs;
}

function closestOf(nearest: ReadonlyMap<string, number>, closing: string): number | null {
  const places = closing.split("").flatMap((mark) => nearest.get(mark) ?? []);
  return places.length === 0 ? null : Math.min(...places);
}

function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (CLOSING[mark] === undefined) return false;
  if (mark === "\u201E" || mark === "\u300C" || mark === "\u00AB") return true;
  const freeBefore = at === 0 || /[\s([{\u2014\u2013:;,/*_-]/.test(text.charAt(at - 1));
  return freeBefore && /\S/.test(text.charAt(at + 1));
}

/** Whether a mark can close a quotation: not an apostrophe, and not a straight mark that opens. */
function closes(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (mark === "\u2019") return !/\p{L}/u.test(text.charAt(at + 1));
  return mark !== '"' || (/\S/.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1)));
}

function isPasted(inner: string): boolean {
  if (inner.length >= LONG || (inner.length > SHORT_LINES && /[\r\n]/.test(inner))) return true;
  return inner.length >= SHORT_SENTENCES && hasSeveralSentences(inner);
}
