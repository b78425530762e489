/**
 * Finds the place of a quote in a text. Models and people quote almost verbatim: other quotation marks, dashes and
 * white space, another case at the beginning, a full stop too many. The words themselves must be there, in order and in
 * one piece.
 */

/** UTF-16 offsets into the text that was searched. */
export interface Located {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `quote` stands in `haystack`; null if it does not. The exact form is looked for first, then one without regard
 * to white space, quotation marks, dashes, case and Unicode composition, then that without the quote's end punctuation.
 * A place that begins and ends with whole words is preferred. The passage found never begins or ends within a
 * character.
 */
export function locateQuote(haystack: string, quote: string): Located | null {
  const bare = quote.replace(OUTER_MARKS, "");
  if (bare === "") return null;
  const text: Folded = { text: haystack, from: null, to: null };
  const exact = search(text, bare);
  if (exact?.wholeWords) return place(exact);
  const folded = fold(haystack);
  const wanted = trimSpace(fold(bare).text);
  const lenient = search(folded, wanted) ?? search(folded, wanted.replace(END_PUNCTUATION, ""));
  const found = exact && !lenient?.wholeWords ? exact : lenient;
  return found ? place(found) : null;
}

/** White space and quotation marks around a quote, which those who quote add. */
const OUTER_MARKS = /^[\s"'`\u00AB\u00BB\u2018-\u201F\u2039\u203A]+|[\s"'`\u00AB\u00BB\u2018-\u201F\u2039\u203A]+$/gu;
const END_PUNCTUATION = /[.,;:!?\s]+$/u;
const QUOTATION_MARK = /["'`\u00B4\u00AB\u00BB\u2018-\u201F\u2032\u2033\u2039\u203A\u300C-\u300F]/u;
const DASH = /[\u00AD\u2010-\u2015\u2212]/u;
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/u;
const WORD = /[\p{L}\p{N}\p{M}_]/u;

interface Found extends Located {
  readonly wholeWords: boolean;
}

const place = ({ start, end }: Found): Located => ({ start, end });

/** A text in which what does not matter is made alike, with the place in the original that each unit came from. */
interface Folded {
  readonly text: string;
  /** Null: the text is the original. */
  readonly from: readonly number[] | null;
  readonly to: readonly number[] | null;
}

function fold(original: string): Folded {
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of original) {
    const end = at + character.length;
    const alike = foldCharacter(character);
    if (alike === " " && units.at(-1) === " ") to[to.length - 1] = end;
    else {
      for (const unit of alike.split("")) {
        units.push(unit);
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { text: units.join(""), from, to };
}

function foldCharacter(character: string): string {
  if (/\s/u.test(character)) return " ";
  if (QUOTATION_MARK.test(character)) return "'";
  if (DASH.test(character)) return "-";
  if (INVISIBLE.test(character)) return "";
  if (character === "\u2026") return "...";
  return character.normalize("NFD").toLowerCase();
}

const trimSpace = (text: string): string => text.replace(/^ +| +$/g, "");

/** The first place with whole words, else the first place. */
function search(folded: Folded, wanted: string): Found | null {
  if (wanted === "") return null;
  let partial: Found | null = null;
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
    const found = placeOf(folded, at, at + wanted.length);
    if (found?.wholeWords) return found;
    partial ??= found;
  }
  return partial;
}

function placeOf({ text, from, to }: Folded, at: number, end: number): Found | null {
  const before = codePointBefore(text, at);
  const after = codePointAt(text, end);
  // Not within a character: neither a surrogate pair, nor a letter and its accent, nor the dots of an ellipsis.
  if (from && (from[at] === from[at - 1] || from[end] === from[end - 1])) return null;
  if (splitsPair(text, at) || splitsPair(text, end) || /^\p{M}/u.test(after)) return null;
  const first = codePointAt(text, at);
  const last = codePointBefore(text, end);
  const wholeWords = !(WORD.test(before) && WORD.test(first)) && !(WORD.test(after) && WORD.test(last));
  return { start: from?.[at] ?? at, end: to?.[end - 1] ?? end, wholeWords };
}

const splitsPair = (text: string, at: number): boolean =>
  /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));

const codePointAt = (text: string, at: number): string => {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
};

const codePointBefore = (text: string, at: number): string =>
  at <= 0 ? "" : codePointAt(text, splitsPair(text, at - 1) ? at - 2 : at - 1);
