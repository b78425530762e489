/** Many rows or ids in few statements. */

/** How many go into one statement; databases limit the number of parameters. */
const BATCH = 500;

export function* batches<T>(items: readonly T[] | undefined): Generator<T[]> {
  const all = items ?? [];
  for (let start = 0; start < all.length; start += BATCH) yield all.slice(start, start + BATCH);
}
