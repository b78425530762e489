/** Measuring lengths as people do: in graphemes, words and sentences, and as X counts. */
import type { LengthUnit } from "../../core/case.js";
import { segmentsOf } from "../../core/segments.js";
import { graphemesOf } from "./emoji.js";
import { betweenLinks, withoutLinks } from "./tokens.js";

/** The length of a text, without white space at its edges. */
export function lengthOf(text: string, unit: LengthUnit): number {
  const words = text.trim();
  switch (unit) {
    case "graphemes":
      return [...graphemesOf(words)].length;
    case "words":
      return countWords(words);
    case "sentences":
      return countSentences(words);
    case "x-weighted":
      return weigh(words);
  }
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What stands between spaces and has a letter or digit is a word: "state-of-the-art" is one, as in word processors. */
function countWords(text: string): number {
  return text.split(/\s+/u).reduce((sum, piece) => {
    if (UNSPACED.test(piece)) return sum + [...segmentsOf(piece, "word")].filter((part) => part.isWordLike).length;
    return sum + (/[\p{L}\p{N}]/u.test(piece) ? 1 : 0);
  }, 0);
}

/** A full stop after these ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s("“])(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs|etc|e\.g|i\.e|cf|al|approx|No|Fig|Eq|Inc|Ltd)\.\s*$/u;

/** By Unicode's sentence boundaries. Lines of hashtags, mentions, links or emoji only are no sentences. */
function countSentences(text: string): number {
  let open = "";
  let found = 0;
  for (const { segment } of segmentsOf(text, "sentence")) {
    open += segment;
    if (ABBREVIATION.test(segment) && !/\n\s*$/u.test(segment)) continue;
    found += isSentence(open) ? 1 : 0;
    open = "";
  }
  return found + (isSentence(open) ? 1 : 0);
}

const isSentence = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(withoutLinks(text).replace(/[#＃@＠][\p{L}\p{N}\p{M}_]+/gu, " "));

/** X's length of a link, whatever its own. */
const LINK_WEIGHT = 23;
/** Code points that weigh 1; all others weigh 2. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

/**
 * The weighted length of X, after the configuration version 3 of twitter-text 3.1: NFC, a link 23, an emoji sequence
 * 2, other code points 1 or 2. It differs in one thing: a link is what begins with http(s):// or www.; a bare
 * "example.com" counts by its letters. (twitter-text itself loads Node's deprecated punycode, so that it runs on Node
 * only, and warns.)
 */
function weigh(text: string): number {
  const parts = betweenLinks(text.normalize("NFC"));
  return parts.reduce((sum, part) => sum + weighPart(part), (parts.length - 1) * LINK_WEIGHT);
}

function weighPart(text: string): number {
  let sum = 0;
  for (const { text: grapheme, emoji } of graphemesOf(text)) {
    sum += emoji ? 2 : [...grapheme].reduce((weight, point) => weight + weightOf(point.codePointAt(0) ?? 0), 0);
  }
  return sum;
}

const weightOf = (point: number): number => (LIGHT.some(([from, to]) => point >= from && point <= to) ? 1 : 2);
