/** A line chart of some series, each with its name at its end. */
import * as Plot from "@observablehq/plot";
import { type ChartText, svgOf } from "./svg.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Drawn with dashes, to set a group of series off. */
  readonly dashed?: boolean;
}

export interface Axis {
  readonly name: string;
  readonly scale: "linear" | "log";
  /** From and to. */
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly show: (value: number) => string;
}

export interface LineChart extends ChartText {
  readonly subtitle: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const size = { width: 820, height: 460 };
const margin = { marginTop: 70, marginRight: 186, marginBottom: 52, marginLeft: 64 };
const plotted = size.height - margin.marginTop - margin.marginBottom;

/** Told apart also by those who see fewer colours, and legible on both kinds of pages. */
const COLOURS = ["#2f80c8", "#d9691e", "#12946f", "#c2558f", "#9a7b12", "#6a62c9", "#b04a3a", "#4b8b3b", "#7a828f"];

export function lineChart({ title, subtitle, summary, x, y, series }: LineChart): string {
  const names = series.map(({ name }) => name);
  const colourOf = (name: string): string => COLOURS[names.indexOf(name) % COLOURS.length] ?? "currentColor";
  const ends = endsOf(series, y);
  return svgOf(
    { title, summary },
    {
      ...size,
      ...margin,
      x: { type: x.scale, domain: [...x.domain] },
      y: { type: y.scale, domain: [...y.domain] },
      marks: [
        // As `text`: a logarithmic scale leaves some ticks without one when given a format.
        Plot.axisX([...x.ticks], { text: shown(x), label: x.name, labelAnchor: "center", labelArrow: "none" }),
        Plot.axisY([...y.ticks], { text: shown(y), label: null }),
        Plot.gridY({ ticks: [...y.ticks] }),
        ...series.map(({ name, points, dashed }) =>
          Plot.line([...points], {
            x: "x",
            y: "y",
            stroke: colourOf(name),
            strokeWidth: 2,
            marker: "circle",
            ...(dashed && { strokeDasharray: "6 4" }),
          }),
        ),
        Plot.text(ends, {
          x: x.domain[1],
          y: "y",
          text: "name",
          fill: ({ name }) => colourOf(name),
          dx: 10,
          textAnchor: "start",
          fontSize: 13,
        }),
        Plot.text([title], { frameAnchor: "top-left", dy: -54, fontSize: 16, fontWeight: 600 }),
        Plot.text([subtitle], { frameAnchor: "top-left", dy: -32, fontSize: 13 }),
      ],
    },
  );
}

const shown =
  ({ show }: Axis) =>
  (value: unknown): string =>
    show(Number(value));

/** Where the names of the series go: at the height of the last point, moved apart so that none covers another. */
function endsOf(series: readonly Series[], { scale, domain: [from, to] }: Axis): { name: string; y: number }[] {
  const gap = 17;
  const place = scale === "log" ? Math.log : (value: number): number => value;
  const value = scale === "log" ? Math.exp : place;
  const heightOf = (y: number): number => ((place(y) - place(from)) / (place(to) - place(from))) * plotted;
  let below = -Infinity;
  return series
    .map(({ name, points }) => ({ name, height: heightOf(points.at(-1)?.y ?? from) }))
    .sort((a, b) => a.height - b.height)
    .map(({ name, height }) => {
      below = Math.max(height, below + gap);
      return { name, y: value(place(from) + (below / plotted) * (place(to) - place(from))) };
    });
}
