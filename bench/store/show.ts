/** The results for people: tables for the terminal, and a chart. */
import { lineChart } from "../chart/line-chart.js";
import type { Interval } from "../learning/statistics.js";
import type { ContentionRow } from "./contention.js";
import type { GrowthRow } from "./growth.js";
import type { ReflectingRow } from "./reflecting.js";
import type { Aim, Tables } from "./report.js";

type Cells = readonly string[];

export const ratesShown = (tables: Tables): string =>
  Object.entries(tables)
    .map(([what, rows]) =>
      table([
        [what, "a second", "", `by ${rows[0]?.name ?? ""}`],
        ...rows.map(({ name, perSecond, ratio }) => [name, count(perSecond.value), ranged(perSecond), times(ratio)]),
      ]),
    )
    .join("\n\n");

export const contentionShown = (rows: readonly ContentionRow[]): string =>
  table([
    ["accept under contention", "a second", "conflicts a second", "given up", "chain"],
    ...rows.map((row) => [
      `${row.processes} processes on ${row.kind}`,
      String(row.perSecond),
      String(row.conflictsPerSecond),
      String(row.failed),
      row.whole ? "whole" : "BROKEN",
    ]),
  ]);

export const growthShown = (rows: readonly GrowthRow[]): string =>
  table([
    ["growth", "disk", "memory", "", "p50", "p99"],
    ...rows.flatMap((row) =>
      row.latencies.map(({ what, p50, p99 }, index) => [
        index === 0 ? `${count(row.rows)} ${row.of} on ${row.kind}` : "",
        index === 0 ? megabytes(row.bytes) : "",
        index === 0 && row.memory !== null ? megabytes(row.memory) : "",
        what,
        milliseconds(p50),
        milliseconds(p99),
      ]),
    ),
  ]);

export const reflectingShown = (rows: readonly ReflectingRow[]): string =>
  table([
    ["reflections", "a second", "by one worker"],
    ...rows.map(({ kind, workers, concurrency, perSecond, byOne }) => [
      `${workers} workers on ${kind}, ${concurrency} at once each`,
      String(Math.round(perSecond.value * 10) / 10),
      times(byOne),
    ]),
  ]);

export const aimsShown = (aims: readonly Aim[]): string =>
  aims
    .map(({ aim, atLeast, atMost, measured, met }) => {
      const limit = atLeast === null ? `at most ${atMost}` : `at least ${atLeast}`;
      if (!measured) return `${aim}: not measured (${limit})`;
      return `${aim}: ${measured.value} (${measured.low}–${measured.high}) of ${limit}, ${met ? "met" : "missed"}`;
    })
    .join("\n");

/** The first column to the left, the others to the right. */
function table(rows: readonly Cells[]): string {
  const widths = (rows[0] ?? []).map((_head, at) => Math.max(...rows.map((cells) => (cells[at] ?? "").length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2)))
        .join(""),
    )
    .map((line) => line.trimEnd())
    .join("\n");
}

const count = (value: number): string => Math.round(value).toLocaleString("en");
const ranged = ({ low, high }: Interval): string => `${count(low)}–${count(high)}`;
const times = ({ value, low, high }: Interval): string => `${value} (${low}–${high})`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e5) / 10} MB`;
const milliseconds = (microseconds: number): string => `${microseconds / 1000} ms`;

/** Latency over the number of instructions and feedbacks, both axes logarithmic. */
export function chartOf(rows: readonly GrowthRow[]): string {
  const lines = [
    ["uncached read", "instructions", "read"],
    ["append of feedback", "feedback", "append"],
  ] as const;
  const series = (["sqlite", "postgres"] as const).flatMap((kind) =>
    lines.flatMap(([what, of, short]) =>
      (["p50", "p99"] as const).map((share) => ({
        name: `${short}, ${kind === "sqlite" ? "SQLite" : "PostgreSQL"}, ${share}`,
        dashed: share === "p99",
        points: rows
          .filter((row) => row.kind === kind && row.of === of)
          .map((row) => ({ x: row.rows, y: (row.latencies.find((one) => one.what === what)?.[share] ?? 1) / 1000 })),
      })),
    ),
  );
  const sizes = [...new Set(rows.map((row) => row.rows))].sort((a, b) => a - b);
  const all = series.flatMap(({ points }) => points.map(({ y }) => y));
  const ticks = [0.001, 0.01, 0.1, 1, 10, 100, 1000];
  const from = Math.max(...ticks.filter((tick) => tick <= Math.min(...all)), 0.001);
  const to = Math.min(...ticks.filter((tick) => tick >= Math.max(...all)), 1000);
  return lineChart({
    title: "Reading and appending as a store grows",
    subtitle: "Milliseconds, by the number of instructions (reads) or of feedback (appends)",
    summary: series
      .map(({ name, points }) => `${name}: ${points.map(({ x, y }) => `${y} ms at ${count(x)}`).join(", ")}.`)
      .join(" "),
    x: {
      name: "Instructions, or feedback",
      scale: "log",
      domain: [Math.min(...sizes), Math.max(...sizes)],
      ticks: sizes,
      show: (value) => count(value),
    },
    y: {
      name: "Milliseconds",
      scale: "log",
      domain: [from, to],
      ticks: ticks.filter((tick) => tick >= from && tick <= to),
      show: String,
    },
    series,
  });
}
