// Intervals over seeds by the bootstrap: seeds are drawn again with replacement, the middle 95 % of the outcomes
// counts.
import { mean, median, quantile, sampleWithReplacement } from "simple-statistics";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Interval {
  readonly value: number;
  /** The bounds of the 95 % interval; both are `value` for a single seed. */
  readonly low: number;
  readonly high: number;
}

const DRAWS = 2000;

function bootstrap<T>(items: readonly T[], of: (items: readonly T[]) => number): Interval {
  const outcome = of(items);
  const value = Number.isNaN(outcome) ? 0 : outcome;
  if (items.length < 2 || Number.isNaN(outcome)) return { value, low: value, high: value };
  const generator = xoroshiro128plus(items.length);
  const random = (): number => uniformInt(generator, 0, 0x3fffffff) / 0x40000000;
  const drawn = Array.from({ length: DRAWS }, () => of(sampleWithReplacement([...items], items.length, random)))
    // A draw of seeds in which nothing was seen says nothing.
    .filter((outcome) => !Number.isNaN(outcome));
  return { value, low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

/** The share of hits over all seeds together; 0 of 0 is 0. Seeds with more observations weigh more. */
export function ratioInterval(counts: readonly { readonly hits: number; readonly of: number }[]): Interval {
  const total = (all: typeof counts, key: "hits" | "of"): number => all.reduce((sum, one) => sum + one[key], 0);
  return bootstrap(counts, (all) => {
    const of = total(all, "of");
    return of === 0 ? Number.NaN : total(all, "hits") / of;
  });
}

export function meanInterval(values: readonly number[]): Interval {
  return bootstrap(values, (all) => (all.length === 0 ? 0 : mean([...all])));
}

export function medianInterval(values: readonly number[]): Interval {
  return bootstrap(values, (all) => (all.length === 0 ? 0 : median([...all])));
}
