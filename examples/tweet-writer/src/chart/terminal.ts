// The share of preferences met per round as a small line chart in plain characters.
import { plot } from "asciichart";
import { percent, shareOf, type RoundShare } from "./round.js";

const height = 5;
const labelWidth = 5;
const widest = 60;

/** Several lines, ready to print; an empty list gives one line that says so. */
export function terminalChart(rounds: readonly RoundShare[]): string {
  if (rounds.length === 0) return "No rounds yet.";
  const step = Math.max(2, Math.min(6, Math.floor(widest / rounds.length)));
  const points = rounds.flatMap((round) => Array.from({ length: step }, () => shareOf(round)));
  const lines = plot(points, {
    height,
    min: 0,
    max: 1,
    offset: 2,
    format: (share) => percent(share).padStart(labelWidth),
  });
  const every = Math.ceil(3 / step);
  const axis = rounds.map(({ round }, index) => (index % every === 0 ? String(round) : "").padEnd(step)).join("");
  const margin = " ".repeat(labelWidth + 3);
  return ["Preferences met, by round", "", lines, `${margin}${axis.trimEnd()}`].join("\n");
}
