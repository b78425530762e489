/** Numbers drawn from a seed. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export type Random = ReturnType<typeof xoroshiro128plus>;

export const randomOf = (seed: number): Random => xoroshiro128plus(seed);

/** From 0 to below `end`. */
export const wholeBelow = (end: number, random: Random): number => uniformInt(random, 0, end - 1);

/** How far along a list of so many words one is drawn: a few words are frequent, most are rare, as in texts. */
export function zipfBelow(end: number, random: Random): number {
  const share = wholeBelow(1_000_000, random) / 1_000_000;
  return Math.min(end - 1, Math.floor(end ** share) - 1);
}
