/** What was measured, put together: tables of rates with their ratios, and the aims. */
import type { Interval } from "../learning/statistics.js";
import type { ContentionRow } from "./contention.js";
import type { GrowthRow } from "./growth.js";
import { ratio, type Timed } from "./pairs.js";
import type { ReflectingRow } from "./reflecting.js";

export interface Measured {
  /** Candidates that were measured in turn, by what they did; ratios are to the first of each. */
  readonly rates: Readonly<Record<string, readonly Timed[]>>;
  readonly contention: readonly ContentionRow[];
  readonly growth: readonly GrowthRow[];
  readonly reflecting: readonly ReflectingRow[];
}

export interface RateRow {
  readonly name: string;
  readonly perSecond: Interval;
  /** To the first row of the table. */
  readonly ratio: Interval;
}

export type Tables = Readonly<Record<string, readonly RateRow[]>>;

export function tablesOf(rates: Measured["rates"]): Tables {
  return Object.fromEntries(
    Object.entries(rates).map(([what, all]) => [
      what,
      all.map((one): RateRow => ({
        name: one.name,
        perSecond: rounded(one.perSecond),
        ratio: rounded(ratio(one, all[0] ?? one)),
      })),
    ]),
  );
}

export interface Aim {
  readonly aim: string;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** Null where it was not measured. */
  readonly measured: Interval | null;
  readonly met: boolean | null;
}

export function aimsOf({ rates, growth, reflecting }: Measured): Aim[] {
  const by = (what: string, one: string, other: string): Interval | null => {
    const named = (name: string): Timed | undefined => rates[what]?.find((candidate) => candidate.name === name);
    const [first, second] = [named(one), named(other)];
    return first && second ? ratio(first, second) : null;
  };
  const workers = (count: number): Interval | null => worst(reflecting.filter((row) => row.workers === count));
  const largest = growth.filter(({ of, rows }, _index, all) => {
    const most = Math.max(...all.filter((row) => row.of === "instructions").map((row) => row.rows));
    return of === "instructions" && rows === most;
  });
  const slowest = largest.reduce<GrowthRow | null>(
    (slow, row) => (slow && slow.slower.value >= row.slower.value ? slow : row),
    null,
  );
  const least = (aim: string, atLeast: number, measured: Interval | null): Aim => judged(aim, atLeast, null, measured);
  const most = (aim: string, atMost: number, measured: Interval | null): Aim => judged(aim, null, atMost, measured);
  const at = slowest ? ` at ${slowest.rows} instructions` : "";
  return [
    least("peek() by InMemoryStore.get, a second", 50, by("cached read", "peek()", "InMemoryStore.get")),
    least(
      "cached current() by InMemoryStore.get, a second",
      4,
      by("cached read", "current(), cached", "InMemoryStore.get"),
    ),
    most(
      "time of uncached current() on PostgreSQL by that of the bare query",
      1.2,
      by("uncached read", "bare pg, the same row", "current() on postgres"),
    ),
    most(
      "the same by the bare query prepared",
      1.2,
      by("uncached read", "bare pg, the same row, prepared", "current() on postgres"),
    ),
    least(
      "uncached current() on PostgreSQL by PostgresStore.get, a second",
      1.5,
      by("uncached read", "current() on postgres", "PostgresStore.get"),
    ),
    least(
      "feedback made at once on PostgreSQL by PostgresStore.batch of puts, a second",
      20,
      by("append, batched", "feedback(), all at once, on postgres", "PostgresStore.batch of puts"),
    ),
    least(
      "text search under one namespace on PostgreSQL by PostgresStore, a second",
      20,
      by("search under one namespace", "BaseStore on postgres", "PostgresStore"),
    ),
    least(
      "text search under all on PostgreSQL by PostgresStore, a second",
      20,
      by("search under all", "BaseStore on postgres", "PostgresStore"),
    ),
    most(`p99 of reads${at} by that at the fewest`, 2, slowest?.slower ?? null),
    least("reflections a second, two workers by one", 1.8, workers(2)),
    least("reflections a second, four workers by one", 3.4, workers(4)),
    most(
      "time of knowhow show by an empty script of Node",
      4,
      by("cold start", "an empty script of Node", "knowhow show"),
    ),
  ];
}

const worst = (rows: readonly ReflectingRow[]): Interval | null =>
  rows.map(({ byOne }) => byOne).sort((a, b) => a.value - b.value)[0] ?? null;

function judged(aim: string, atLeast: number | null, atMost: number | null, found: Interval | null): Aim {
  const measured = found && rounded(found);
  const met =
    measured && (atLeast === null || measured.value >= atLeast) && (atMost === null || measured.value <= atMost);
  return { aim, atLeast, atMost, measured, met };
}

/** Three digits that count: more would only look exact. */
function rounded({ value, low, high }: Interval): Interval {
  const round = (number: number): number => Number(number.toPrecision(3));
  return { value: round(value), low: round(low), high: round(high) };
}
