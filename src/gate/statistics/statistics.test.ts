import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fisherDrop, type Tally } from "./fisher.js";
import { holm } from "./holm.js";

const choose = (from: number, take: number): bigint => {
  let result = 1n;
  for (let at = 0n; at < BigInt(take); at += 1n) result = (result * (BigInt(from) - at)) / (at + 1n);
  return take < 0 || take > from ? 0n : result;
};

/** The same tail, counted exactly in whole numbers. */
function exactly(before: Tally, after: Tally): number {
  const [left, right] = [before.passed + before.failed, after.passed + after.failed];
  const successes = before.passed + after.passed;
  let ways = 0n;
  for (let passed = 0; passed <= after.passed; passed += 1)
    ways += choose(right, passed) * choose(left, successes - passed);
  return Number((ways * 10n ** 18n) / choose(left + right, successes)) / 1e18;
}

describe("Fisher's exact test", () => {
  // The values that R 4 gives: fisher.test(matrix(c(after passed, after failed, before passed, before failed), 2),
  // alternative = "less").
  test.each<[Tally, Tally, number]>([
    [{ passed: 3, failed: 1 }, { passed: 1, failed: 3 }, 0.242857],
    [{ passed: 4, failed: 0 }, { passed: 0, failed: 4 }, 0.0142857],
    [{ passed: 10, failed: 2 }, { passed: 3, failed: 15 }, 0.0004652],
    [{ passed: 5, failed: 5 }, { passed: 5, failed: 5 }, 0.671859],
    [{ passed: 1, failed: 0 }, { passed: 0, failed: 1 }, 0.5],
    [{ passed: 0, failed: 0 }, { passed: 0, failed: 3 }, 1],
  ])("%j to %j", (before, after, expected) => {
    expect(fisherDrop(before, after)).toBeCloseTo(expected, 6);
  });

  it("agrees with counting in whole numbers", () => {
    const side = fc.record({ passed: fc.nat(60), failed: fc.nat(60) });
    fc.assert(
      fc.property(side, side, (before, after) => {
        expect(fisherDrop(before, after)).toBeCloseTo(exactly(before, after), 9);
      }),
      { numRuns: 500 },
    );
  });
});

describe("Holm's correction", () => {
  it("gives what R's p.adjust gives", () => {
    expect(holm([0.01, 0.02, 0.03, 0.005]).map((value) => Number(value.toFixed(10)))).toEqual([0.03, 0.04, 0.04, 0.02]);
    expect(holm([0.6, 0.5])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it("lies between no correction and Bonferroni's, and keeps the order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
        const adjusted = holm(values);
        values.forEach((value, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(value);
          expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, value * values.length));
          values.forEach((other, at) => {
            if (value <= other) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[at] ?? 1);
          });
        });
      }),
    );
  });
});
