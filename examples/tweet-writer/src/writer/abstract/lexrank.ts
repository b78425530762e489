// LexRank (Erkan and Radev, 2004): a sentence matters when it resembles many sentences that matter. Continuous variant,
// without links of a sentence to itself, which would let one that resembles no other keep all its weight.
import { contentStems } from "../../text/words.js";

/** One weight per sentence between 0 and 1, the highest being 1; all 1 for a single sentence. */
export function lexRank(sentences: readonly string[], damping = 0.85, rounds = 30): number[] {
  const vectors = weighted(sentences.map((sentence) => contentStems(sentence)));
  const links = vectors.map((row, from) =>
    normalised(vectors.map((column, to) => (from === to ? 0 : cosine(row, column)))),
  );
  let ranks = sentences.map(() => 1);
  for (let round = 0; round < rounds; round++) {
    ranks = ranks.map((_, to) => {
      const received = ranks.reduce((sum, rank, from) => sum + rank * (links[from]?.[to] ?? 0), 0);
      return 1 - damping + damping * received;
    });
  }
  const highest = Math.max(...ranks, Number.MIN_VALUE);
  return ranks.map((rank) => rank / highest);
}

/** Cosine similarity of the content words of two texts, 0 to 1. */
export function similarity(left: string, right: string): number {
  const [first, second] = [counted(contentStems(left)), counted(contentStems(right))];
  return cosine(first, second);
}

function weighted(documents: readonly (readonly string[])[]): Map<string, number>[] {
  const frequency = new Map<string, number>();
  for (const stems of documents) for (const stem of new Set(stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  return documents.map((stems) => {
    const counts = counted(stems);
    for (const [stem, count] of counts) {
      counts.set(stem, count * Math.log(1 + documents.length / (frequency.get(stem) ?? 1)));
    }
    return counts;
  });
}

function counted(stems: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

function cosine(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [stem, weight] of left) product += weight * (right.get(stem) ?? 0);
  return product === 0 ? 0 : product / (norm(left) * norm(right));
}

function norm(vector: ReadonlyMap<string, number>): number {
  return Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
}

function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? weights.map(() => 1 / weights.length) : weights.map((weight) => weight / sum);
}
