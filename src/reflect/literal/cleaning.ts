/** Cleans tokens of haste: shorthand, fillers, safe typos, shouting. Offsets stay those of the original. */
import { gerundBase, isKnown, singular } from "./english.js";
import { FEATURE_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";
import { CAPITALS, FILLERS, JOINED, SHORTHAND } from "./lexicon/spelling.js";
import type { Token } from "./tokens.js";

/** The tokens of one sentence, cleaned. Dropped fillers are left out. */
export function clean(tokens: readonly Token[]): Token[] {
  const shouted = isShouted(tokens);
  const cleaned: Token[] = [];
  for (const token of tokens) {
    const previous = cleaned.at(-1);
    if (token.kind !== "word") {
      cleaned.push(token);
      continue;
    }
    const text = cleanWord(shouted ? quieten(token.text) : token.text);
    if (text === null) continue;
    const pair = previous && JOINED.get(`${previous.text.toLowerCase()} ${text.toLowerCase()}`);
    if (previous && pair) cleaned[cleaned.length - 1] = { ...previous, text: pair, end: token.end };
    else
      cleaned.push(
        ...text.split(" ").map((word, index) => ({ ...token, text: word, spaced: index > 0 || token.spaced })),
      );
  }
  return cleaned;
}

function isShouted(tokens: readonly Token[]): boolean {
  const words = tokens.filter((token) => token.kind === "word" && /\p{L}{2}/u.test(token.text));
  const loud = words.filter((token) => token.text === token.text.toUpperCase());
  return words.length >= 2 && loud.length >= words.length * 0.8;
}

function quieten(word: string): string {
  return CAPITALS.has(word) ? word : word.toLowerCase();
}

function cleanWord(raw: string): string | null {
  const word = raw.replaceAll("’", "'").replace(/^'+|(?<![sS])'+$/g, "");
  const lower = word.toLowerCase();
  if (FILLERS.has(lower) || word === "") return null;
  const would = /^(you|we|they|he|she|it)'d$/.exec(lower);
  if (would) return capitalLike(word, `${would[1]} would`);
  const longhand = SHORTHAND.get(lower);
  if (longhand !== undefined) return word === "I" ? word : capitalLike(word, longhand);
  if (/^[a-z]{2,}in$/.test(lower) && !isKnown(lower) && gerundBase(`${lower}g`) !== null)
    return capitalLike(word, `${lower}g`);
  if (EMPHATIC.test(lower) && !PLACEHOLDER.test(word)) return capitalLike(word, lower.replace(EMPHATIC, "$1"));
  const right = isTypoLike(word) ? corrected(lower) : null;
  return right === null ? word : capitalLike(word, right);
}

/** `sooooo`, `pleeease`, `nooo`. */
const EMPHATIC = /([a-z])\1{2,}/;

/** `YYYY-MM-DD`, `HHH`: capitals that stand for digits. */
const PLACEHOLDER = /^(?:[YMDHSX]+[-/:.]?)+$/;

function capitalLike(model: string, word: string): string {
  return /^\p{Lu}\p{Ll}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function isTypoLike(word: string): boolean {
  return word.length >= 5 && /^\p{Lu}?[a-z]+$/u.test(word) && !isKnown(word);
}

/** The words a typo is corrected to: those of the domain and a few that decide what a sentence means. */
const TARGETS: ReadonlyMap<string, readonly string[]> = byFirstLetter();

function byFirstLetter(): Map<string, string[]> {
  const extra =
    "always please never instead without shorter longer fewer should because before after every sentences include mention avoid remember remove summarise characters words paragraphs hashtags emojis emoji metric";
  const nouns = [...FEATURE_NOUNS, ...OUTPUT_NOUNS].filter((noun) => /^[a-z]{5,}$/.test(noun));
  const map = new Map<string, string[]>();
  for (const word of new Set([...extra.split(" "), ...nouns, ...nouns.map((noun) => `${noun}s`)])) {
    const letter = word.charAt(0);
    map.set(letter, [...(map.get(letter) ?? []), word]);
  }
  return map;
}

/** The one word of the domain within one slip of the typo; null if there is none, or more than one. */
function corrected(typo: string): string | null {
  const near = (TARGETS.get(typo.charAt(0)) ?? []).filter((word) => isOneSlip(typo, word));
  const roots = new Set(near.map(singular));
  if (roots.size !== 1) return null;
  return near.find((word) => word.endsWith("s") === typo.endsWith("s")) ?? near[0] ?? null;
}

/**
 * True for a slip that seldom makes another word: a letter left out or doubled, a vowel for a vowel, two letters
 * swapped.
 */
function isOneSlip(typo: string, word: string): boolean {
  if (word.length - typo.length > 1 || typo.length - word.length > 1) return false;
  let start = 0;
  while (start < typo.length && typo[start] === word[start]) start++;
  let tail = 0;
  while (tail < Math.min(typo.length, word.length) - start && typo.at(-1 - tail) === word.at(-1 - tail)) tail++;
  const left = typo.slice(start, typo.length - tail);
  const right = word.slice(start, word.length - tail);
  if (left === "") return word.length >= 6;
  if (right === "") return typo[start] === typo[start - 1] || typo[start] === typo[start + 1];
  if (left.length === 1 && right.length === 1) return word.length >= 7 && /[aeiou]/.test(left) && /[aeiou]/.test(right);
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
