// A runner that throws dice: how often the gate refuses a change without effect, and whether it sees one with an
// effect.
import { describe, expect, test } from "vitest";
import type { GateCase } from "../../core/ports/gate.js";
import type { GateResult } from "../../core/proposal.js";
import { makeMessage } from "../../testing/builders.js";
import type { ReplayGateOptions, Runner } from "./options.js";
import { replayGate } from "./replay-gate.js";

/** Mulberry32, a generator of numbers from 0 to 1 with a seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface World {
  /** How often each case passes under the old and the new instructions. */
  readonly rates: readonly (readonly [before: number, after: number])[];
  readonly throwDie: () => number;
  readonly options?: Partial<ReplayGateOptions>;
}

async function gateIn({ rates, throwDie, options }: World): Promise<GateResult> {
  const cases = rates.map((_rates, index): GateCase => {
    const check = { kind: "contains", text: "good" } as const;
    return { caseId: `c${index}`, rule: null, own: false, messages: [makeMessage(`${index}`)], metadata: {}, check };
  });
  const run: Runner = (instructions, messages) => {
    const [part] = messages[0]?.parts ?? [];
    const [before, after] = rates[Number(part?.type === "text" ? part.text : 0)] ?? [0, 0];
    return throwDie() < (instructions === "old" ? before : after) ? "good" : "bad";
  };
  const { signal } = new AbortController();
  const input = { address: { namespace: [], name: "a" }, before: "old", after: "new", cases, signal };
  return replayGate({ run, ...options }).decide(input);
}

describe("a random runner", () => {
  test.each([1, 2, 3])("a change without effect is refused with a chance below alpha (seed %i)", async (seed) => {
    const throwDie = dice(seed);
    const times = 700;
    const counts = { refused: 0, inconclusive: 0, flipped: 0 };
    for (let time = 0; time < times; time += 1) {
      const rates = Array.from({ length: 8 }, () => throwDie()).map((rate) => [rate, rate] as const);
      const options = { alpha: 0.05, suspicion: 0.2 };
      const { status } = await gateIn({ rates, throwDie, options });
      if (status === "refused" || status === "inconclusive") counts[status] += 1;
      // What a single flip would have done: the same cases, judged by one run on each side.
      if (rates.some(([rate]) => throwDie() < rate && throwDie() >= rate)) counts.flipped += 1;
    }
    expect(counts.refused / times).toBeLessThanOrEqual(0.05);
    expect((counts.refused + counts.inconclusive) / times).toBeLessThanOrEqual(0.2);
    expect(counts.flipped / times).toBeGreaterThan(0.6);
  });

  test.each([4, 5])("a case that mostly fails now is seen (seed %i)", async (seed) => {
    const throwDie = dice(seed);
    const counts: Record<string, number> = {};
    for (let time = 0; time < 200; time += 1) {
      const steady = Array.from({ length: 5 }, () => [0.95, 0.95] as const);
      const { status } = await gateIn({ rates: [...steady, [0.98, 0.1]], throwDie });
      counts[status] = (counts[status] ?? 0) + 1;
    }
    expect((counts["refused"] ?? 0) / 200).toBeGreaterThan(0.95);
  });

  test("rates are those of fresh samples; a case that is no worse is cleared early (seed 6)", async () => {
    const throwDie = dice(6);
    for (let time = 0; time < 100; time += 1) {
      const { cases = [], status } = await gateIn({
        rates: [
          [0.5, 0.5],
          [1, 1],
          [1, 0],
        ],
        throwDie,
      });
      expect(status).toBe("refused");
      const totals = cases.map(({ before, after }) => [before.passed + before.failed, after.passed + after.failed]);
      expect(totals[1]).toEqual([3, 3]);
      for (const [before, after] of totals) {
        expect(before).toBe(after);
        expect([3, 4, 8, 16]).toContain(before);
      }
      expect(cases[2]).toMatchObject({ flip: "worse", after: { passed: 0 } });
    }
  });

  test("what stays below, but not surely, goes to a person (seed 7)", async () => {
    const throwDie = dice(7);
    const seen = new Set<string>();
    for (let time = 0; time < 200; time += 1) {
      const { status, cases } = await gateIn({ rates: [[0.9, 0.6]], throwDie });
      seen.add(status);
      if (status === "inconclusive") expect(cases?.[0]?.flip).toBe("unclear");
    }
    expect(seen).toContain("inconclusive");
  });

  test("a case that turns to passing is better, one that wavers is not", async () => {
    const throwDie = dice(8);
    const { cases } = await gateIn({
      rates: [
        [0, 1],
        [1, 1],
        [0, 0],
      ],
      throwDie,
    });
    expect(cases?.map(({ flip }) => flip)).toEqual(["better", "same", "same"]);
  });
});
