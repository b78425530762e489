// The same share as an SVG file: one line with its points, labelled axes, legible on light and on dark pages.
import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import { percent, shareOf, type RoundShare } from "./round.js";

const size = { width: 600, height: 320 };
const margin = { top: 64, right: 28, bottom: 56, left: 64 };
const colours = {
  ink: "#1f2937",
  soft: "#5b6472",
  grid: "#d9dee5",
  paper: "#ffffff",
  line: "#2563a8",
  fill: "#2563a8",
};
const darkColours = {
  ink: "#e6e9ee",
  soft: "#a3acb9",
  grid: "#363d48",
  paper: "#14181f",
  line: "#6fb1f0",
  fill: "#6fb1f0",
};

export interface ChartText {
  readonly title: string;
  readonly subtitle?: string;
}

/** A whole SVG document, 600 by 320 units; needs no other file and no script. */
export function svgChart(rounds: readonly RoundShare[], text: ChartText): string {
  const x = scalePoint<number>()
    .domain(rounds.map((round) => round.round))
    .range([margin.left, size.width - margin.right])
    .padding(rounds.length > 1 ? 0.25 : 0.5);
  const y = scaleLinear()
    .domain([0, 1])
    .range([size.height - margin.bottom, margin.top]);
  const placed = rounds.map((round) => ({ round, x: x(round.round) ?? margin.left, y: y(shareOf(round)) }));
  const path = line<(typeof placed)[number]>()
    .x((point) => point.x)
    .y((point) => point.y)(placed);
  const under = area<(typeof placed)[number]>()
    .x((point) => point.x)
    .y0(y(0))
    .y1((point) => point.y)(placed);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}"`,
    ` height="${size.height}" role="img" aria-labelledby="title summary">`,
    `<title id="title">${escaped(text.title)}</title>`,
    `<desc id="summary">${escaped(summary(rounds))}</desc>`,
    `<style>${styles()}</style>`,
    `<rect class="paper" width="${size.width}" height="${size.height}" rx="6"/>`,
    `<text class="title" x="${margin.left}" y="28">${escaped(text.title)}</text>`,
    text.subtitle === undefined ? "" : `<text class="soft" x="${margin.left}" y="47">${escaped(text.subtitle)}</text>`,
    ...y.ticks(4).map((tick) => gridLine(tick, y(tick))),
    `<path class="area" d="${under ?? ""}"/>`,
    `<path class="line" d="${path ?? ""}"/>`,
    ...placed.map((point) => dot(point.x, point.y, point.round)),
    ...placed
      .filter((point) => labelled(point.round.round, rounds.length))
      .map((point) => tickLabel(point.x, point.round.round)),
    axisName("Round (one paper each)", `x="${middle(margin.left, size.width - margin.right)}" y="${size.height - 14}"`),
    axisName(
      "Preferences met",
      `transform="translate(18 ${middle(margin.top, size.height - margin.bottom)}) rotate(-90)"`,
    ),
    "</svg>",
    "",
  ]
    .filter((part, index, all) => part !== "" || index === all.length - 1)
    .join("\n");
}

function gridLine(tick: number, y: number): string {
  const right = size.width - margin.right;
  return (
    `<line class="grid" x1="${margin.left}" x2="${right}" y1="${y}" y2="${y}"/>` +
    `<text class="soft" x="${margin.left - 8}" y="${y + 4}" text-anchor="end">${percent(tick)}</text>`
  );
}

function dot(x: number, y: number, round: RoundShare): string {
  const told = `Round ${round.round}: ${round.satisfied} of ${round.total}`;
  return `<circle class="dot" cx="${rounded(x)}" cy="${rounded(y)}" r="4"><title>${told}</title></circle>`;
}

function axisName(name: string, place: string): string {
  return `<text class="soft" ${place} text-anchor="middle">${name}</text>`;
}

function middle(from: number, to: number): number {
  return (from + to) / 2;
}

function tickLabel(x: number, round: number): string {
  return axisName(String(round), `x="${rounded(x)}" y="${size.height - margin.bottom + 20}"`);
}

/** Every round has a label as long as there are few; then every second, every fifth. */
function labelled(round: number, count: number): boolean {
  const every = count <= 20 ? 1 : count <= 40 ? 2 : 5;
  return (round - 1) % every === 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function summary(rounds: readonly RoundShare[]): string {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (first === undefined || last === undefined) return "No rounds.";
  const told = (one: RoundShare): string => `${percent(shareOf(one))} in round ${one.round}`;
  return `Share of the reader's preferences met: ${told(first)}, ${told(last)}.`;
}

function styles(): string {
  const rules = (theme: typeof colours): string =>
    `.paper{fill:${theme.paper}}.title{fill:${theme.ink}}.soft{fill:${theme.soft}}.grid{stroke:${theme.grid}}` +
    `.line{stroke:${theme.line}}.dot{fill:${theme.paper};stroke:${theme.line}}.area{fill:${theme.fill}}`;
  return (
    "text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}" +
    ".title{font-size:16px;font-weight:600}" +
    ".line{fill:none;stroke-width:2.5;stroke-linejoin:round}.dot{stroke-width:2.5}.area{opacity:.12}" +
    `${rules(colours)}@media (prefers-color-scheme:dark){${rules(darkColours)}}`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
