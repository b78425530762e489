// Seeded choices. The same seed and label always give the same choices, whatever was drawn before.
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Choices {
  /** A whole number from 0 to `count - 1`. */
  below(count: number): number;
  /** True in about `share` (0 to 1) of the cases. */
  chance(share: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function choices(seed: number, label: number): Choices {
  const generator = xoroshiro128plus(Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(label + 1, 0x85ebca6b));
  const below = (count: number): number => uniformInt(generator, 0, count - 1);
  return {
    below,
    chance: (share) => below(1000) < share * 1000,
    shuffled(items) {
      const left = [...items];
      return items.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
