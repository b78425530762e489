/**
 * The words of a text, as they are searched: the same for what is kept and for what is asked, and for every database.
 * What comes out has no character that means something in a query.
 */
import { segmentsOf } from "../../core/segments.js";

/** How much of an item's text is searched, in UTF-16 code units: a `tsvector` of PostgreSQL takes a megabyte. */
const MAX_TEXT = 100_000;
/** How many different words of a query count. */
const MAX_QUERY_WORDS = 64;
const MAX_WORD = 100;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The English stop words of the Snowball project, as PostgreSQL has them, and what an apostrophe leaves of others. */
const STOP_WORDS = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
  itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
  has had having do does did doing a an the and but if or because as until while of at by for with about against between
  into through during before after above below to from up down in out on off over under again further then once here there
  when where why how all any both each few more most other some such no nor not only own same so than too very s t can will
  just don should now d ll m re ve`.split(/\s+/),
);

/** Words in lower case without accents, stop words left out, one space between. */
export function searchedText(text: string): string {
  return words(text.slice(0, MAX_TEXT)).join(" ");
}

/** The different words of a query; none if it says nothing that could be found. */
export function queryWords(query: string): string[] {
  return [...new Set(words(query.slice(0, MAX_TEXT)))].slice(0, MAX_QUERY_WORDS);
}

function words(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]+/g, "")
    .normalize("NFC")
    .toLowerCase();
  const found = plain.match(WORD) ?? [];
  return found
    .flatMap((word) => (UNSPACED.test(word) ? segments(word) : word))
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => word.slice(0, MAX_WORD).toWellFormed());
}

function segments(text: string): string[] {
  return Array.from(segmentsOf(text, "word"), ({ segment }) => segment);
}
