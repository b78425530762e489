/** Whether the words that a model names account for a change, so that nothing else slips in beside it. */
import { diffArrays } from "diff";
import { segmentsOf } from "../../core/segments.js";

/** The words of a text, without case and punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}#@_%€$]+/gu) ?? [];
}

/** At least this share of the changed words must be named. */
const MOST = 0.6;

/**
 * Whether the named texts hold `some` or `most` of the words by which `after` differs from `before`. Where words were
 * only taken away, they are named by themselves, or by what is left.
 */
export function covers(named: readonly string[], before: string, after: string, share: "some" | "most"): boolean {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const parts = diffArrays(old, now);
  const added = parts.flatMap((part) => (part.added ? part.value : []));
  const removed = parts.flatMap((part) => (part.removed ? part.value : []));
  const available = named.flatMap(wordsOf);
  // The named words must come from this place, not merely share words with it.
  const context = added.length > 0 ? now : old;
  if (shareOf(available, context) < MOST) return false;
  const within = share === "most" ? MOST : Number.EPSILON;
  if (added.length > 0) return shareOf(added, available) >= within;
  return shareOf(removed, available) >= within || shareOf(now, available) >= within;
}

/** The sentences of `before` that `after` has no more, not even in other words. */
export function vanished(before: string, after: string): string[] {
  const left = wordsOf(after);
  const others = sentencesOf(after).map(wordsOf);
  return sentencesOf(before).filter((sentence) => {
    const words = wordsOf(sentence);
    if (words.length === 0 || shareOf(words, left) >= MOST) return false;
    return !others.some((other) => shareOf(other, words) >= MOST);
  });
}

/** Whether two texts speak of the same thing, as far as a longer word in common tells, in whatever ending. */
export function sharesATopic(a: string, b: string): boolean {
  const others = wordsOf(b).filter((word) => word.length > 3);
  return wordsOf(a).some((word) => word.length > 3 && others.some((other) => sameButForTheEnding(word, other)));
}

/** One is the other with at most two letters more, as in "bullet" and "bullets". */
function sameButForTheEnding(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length - short.length <= 2 && long.startsWith(short);
}

const sentencesOf = (text: string): string[] => [...segmentsOf(text, "sentence")].map(({ segment }) => segment);

/** The share of the words that are among the others; 0 if there are none. */
const shareOf = (words: readonly string[], others: readonly string[]): number => {
  const among = new Set(others);
  return words.length === 0 ? 0 : words.filter((word) => among.has(word)).length / words.length;
};
