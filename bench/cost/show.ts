/** The results for people: a table for the terminal, and a chart. */
import { lineChart, type Point } from "../chart/line-chart.js";
import type { Aim, Row, Spread } from "./report.js";

const COLUMNS = [20, 7, 9, 7, 26, 24, 26];

export function tableOf(rows: readonly Row[]): string {
  const head = ["", "tokens", "learned", "calls", "input tokens", "output tokens", "all tokens"];
  const shown = rows.map((row, index) => [
    rows[index - 1]?.contestant === row.contestant ? "" : row.contestant,
    thousands(row.size),
    `${row.learned}/${row.lessons}`,
    String(row.calls.mean),
    ranged(row.inputTokens),
    ranged(row.outputTokens),
    ranged(row.totalTokens),
  ]);
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(COLUMNS[0] ?? 0) : cell.padStart(COLUMNS[at] ?? 0))).join("");
  return [head, ...shown].map(line).join("\n");
}

export const aimsShown = (aims: readonly Aim[]): string =>
  aims
    .map(({ aim, limit, measured, met }) => {
      const verdict = met === null ? "not measured" : met ? "met" : "missed";
      return `${aim}: ${measured ?? "?"} of at most ${limit}, ${verdict}`;
    })
    .join("\n");

const ranged = ({ mean, min, max }: Spread): string =>
  min === max ? String(min) : `${Math.round(mean)} (${min}–${max})`;

const thousands = (size: number): string => (size < 1000 ? `${size / 1000}k` : `${Math.round(size / 100) / 10}k`);

/** Mean tokens of a lesson over the size of the instructions, both on logarithmic axes. `literal` has none to show. */
export function chartOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ contestant }) => contestant))].filter((name) =>
    rows.some(({ contestant, totalTokens }) => contestant === name && totalTokens.mean > 0),
  );
  const pointsOf = (name: string): Point[] =>
    rows
      .filter(({ contestant }) => contestant === name)
      .map(({ size, totalTokens }) => ({ x: size, y: Math.round(totalTokens.mean) }));
  const sizes = [...new Set(rows.map(({ size }) => size))];
  return lineChart({
    title: "What one lesson costs",
    subtitle: "Mean tokens, input and output together, by the size of the instructions; scripted answers",
    summary: names
      .map(
        (name) =>
          `${name}: ${pointsOf(name)
            .map(({ x, y }) => `${y} at ${thousands(x)}`)
            .join(", ")}.`,
      )
      .join(" "),
    x: {
      name: "Tokens of instructions",
      scale: "log",
      domain: [Math.min(...sizes), Math.max(...sizes)],
      ticks: sizes,
      show: thousands,
    },
    y: {
      name: "Tokens per lesson",
      scale: "log",
      domain: [1000, 600_000],
      ticks: [1000, 3000, 10_000, 30_000, 100_000, 300_000],
      show: thousands,
    },
    series: names.map((name) => ({ name, points: pointsOf(name), dashed: /^(ax|langmem) /.test(name) })),
  });
}
