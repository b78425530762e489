/** All that the bench measures, one part after the other on the same databases. */
import { batchedAppends, singleAppends, tenWriters } from "./appending.js";
import { coldShow } from "./cold.js";
import { type ContentionPlan, measureContention } from "./contention.js";
import { type Kind, KINDS, type Place } from "./databases.js";
import { measureGrowth } from "./growth.js";
import type { Effort } from "./pairs.js";
import { cachedReads, uncachedReads } from "./reading.js";
import { measureReflecting } from "./reflecting.js";
import type { Measured } from "./report.js";
import { openRivals } from "./rivals.js";
import { searches } from "./searching.js";

/** How much of everything. */
export interface Amounts {
  readonly effort: Effort;
  /** Feedbacks made at once. */
  readonly batch: number;
  /** Items that are searched. */
  readonly items: number;
  readonly contention: ContentionPlan;
  readonly growth: {
    readonly instructions: readonly number[];
    readonly feedback: readonly number[];
    readonly rounds: number;
    readonly times: number;
    readonly memory: boolean;
  };
  /** Null to leave it out, as it needs the build. */
  readonly reflecting: {
    readonly kinds: readonly Kind[];
    readonly workers: readonly number[];
    readonly concurrency: number;
    readonly rounds: number;
    readonly milliseconds: number;
  } | null;
  readonly coldStarts: Effort | null;
}

export const PARTS = ["rates", "contention", "growth", "reflecting", "cold"] as const;
export type Part = (typeof PARTS)[number];

export const SHORT: Amounts = {
  effort: { rounds: 7, milliseconds: 80 },
  batch: 1000,
  items: 5000,
  contention: { kinds: KINDS, processes: [1, 4], milliseconds: 1500 },
  growth: { instructions: [1000, 10_000, 100_000], feedback: [10_000, 100_000], rounds: 15, times: 20, memory: true },
  reflecting: { kinds: ["postgres"], workers: [1, 2, 4], concurrency: 1, rounds: 2, milliseconds: 3000 },
  coldStarts: { rounds: 9, milliseconds: 0 },
};

export const LONG: Amounts = {
  effort: { rounds: 15, milliseconds: 300 },
  batch: 2000,
  items: 20_000,
  contention: { kinds: KINDS, processes: [1, 2, 4, 8], milliseconds: 5000 },
  growth: {
    instructions: [1000, 10_000, 100_000, 1_000_000],
    feedback: [10_000, 100_000, 1_000_000, 10_000_000],
    rounds: 40,
    times: 50,
    memory: true,
  },
  reflecting: { kinds: KINDS, workers: [1, 2, 4], concurrency: 1, rounds: 5, milliseconds: 8000 },
  coldStarts: { rounds: 25, milliseconds: 0 },
};

/** How long the model takes to answer, in milliseconds. */
export const THINKING = 200;

export async function measure(
  place: Place,
  amounts: Amounts,
  parts: readonly Part[],
  seed: number,
  tell: (line: string) => void,
): Promise<Measured> {
  const wants = (part: Part): boolean => parts.includes(part);
  const rates: Record<string, Measured["rates"][string]> = {};
  if (wants("rates")) {
    const rivals = await openRivals(place);
    try {
      const { effort } = amounts;
      tell("Reading");
      rates["cached read"] = await cachedReads(rivals, effort);
      rates["uncached read"] = await uncachedReads(rivals, effort);
      tell("Appending");
      rates["append"] = await singleAppends(rivals, effort);
      rates["append, batched"] = await batchedAppends(rivals, { ...effort, milliseconds: 0 }, amounts.batch);
      rates["append by ten writers"] = await tenWriters(rivals, effort);
      tell("Searching");
      Object.assign(rates, await searches(rivals, effort, amounts.items, seed));
    } finally {
      await rivals.close();
    }
  }
  if (wants("cold") && amounts.coldStarts) rates["cold start"] = await coldShow(place, amounts.coldStarts);
  if (wants("contention")) tell("Contention");
  const { contention, growth, reflecting } = amounts;
  return {
    rates,
    contention: wants("contention") ? await measureContention(place, contention) : [],
    growth: wants("growth") ? await measureGrowth({ ...place, ...growth, seed, tell }) : [],
    reflecting:
      wants("reflecting") && reflecting
        ? await measureReflecting({ ...place, ...reflecting, thinking: THINKING, tell })
        : [],
  };
}
