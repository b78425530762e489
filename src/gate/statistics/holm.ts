/** Correction for testing many things at once. */

/**
 * Adjusts p-values so that, of all true null hypotheses, the chance that any is rejected stays below the level it is
 * compared with, however the tests hang together. S. Holm, "A simple sequentially rejective multiple test procedure"
 * (1979).
 * @param values from 0 to 1, in any order
 * @returns the adjusted ones, in the same order
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const adjusted = values.slice();
  let largest = 0;
  order.forEach(({ value, index }, rank) => {
    largest = Math.max(largest, Math.min(1, value * (values.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}
