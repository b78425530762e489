// Words, stems and familiar words of English text.
import { daleChall } from "dale-chall";
import { newStemmer } from "snowball-stemmers";
import { eng as stopwords } from "stopword";

const stemmer = newStemmer("english");
const stems = new Map<string, string>();

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer.stem(word);
  if (stems.size < 20_000) stems.set(word, stem);
  return stem;
}

const functionWords = new Set([...stopwords, "we", "our", "us", "also", "using", "based", "however", "paper", "show"]);
const familiar = new Set(daleChall);
const familiarStems = new Set(daleChall.map((word) => stemmer.stem(word)));

/** The words of a text as they stand, hyphenated ones whole. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Lower-case stems of the words that carry meaning. */
export function contentStems(text: string): string[] {
  return wordsOf(text)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1 && !functionWords.has(word))
    .map((word) => stemOf(word));
}

/** Whether most ten-year-olds know the word, by the New Dale–Chall list (1995), inflections included. */
export function isFamiliar(word: string): boolean {
  const lower = word.toLowerCase().replace(/['’]s$/, "");
  if (/^[\d.,%]+$/.test(lower)) return true;
  if (lower.includes("-")) return lower.split("-").every((part) => isFamiliar(part));
  return familiar.has(lower) || functionWords.has(lower) || familiarStems.has(stemOf(lower));
}
