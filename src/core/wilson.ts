/** The interval that a rate lies in, told from few trials: Wilson's. */

/** From 0 to 1, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the standard normal distribution: 95 of 100 such intervals hold the true rate. */
const Z = 1.959964;

/**
 * The score interval at 95 %: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927). It stays within 0 and 1 and is right for few trials too,
 * where the textbook's is far too narrow. It holds for trials that do not depend on each other.
 * @returns null without any trial
 */
export function wilsonInterval(hits: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const share = hits / trials;
  const squared = (Z * Z) / trials;
  const centre = (share + squared / 2) / (1 + squared);
  const half = (Z / (1 + squared)) * Math.sqrt((share * (1 - share)) / trials + squared / (4 * trials));
  // Rounding must not leave the rate itself outside.
  return { low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}
