// The result as SVG files: how much of what users want is met while they speak, and every measure with its interval.
import * as Plot from "@observablehq/plot";
import { svgOf } from "../chart/svg.js";
import type { StrategyResult } from "./measures.js";
import type { Measure } from "./observation.js";

/** The share of present wishes met, by step, with the 95 % interval over seeds as a band. */
export function curveChart(results: readonly StrategyResult[]): string {
  const points = results.flatMap(({ strategy, curve }) => curve.map((point) => ({ strategy, ...point })));
  const last = results.flatMap(({ strategy, curve }) => {
    const point = curve.at(-1);
    return point ? [{ strategy, ...point }] : [];
  });
  const title = "Share of the user's present wishes met, by step";
  return svgOf(
    { title, summary: title },
    {
      width: 820,
      height: 420,
      marginLeft: 50,
      marginRight: 150,
      marginTop: 30,
      x: { label: "step" },
      y: { domain: [0, 100], percent: true, label: `${title} (%)`, grid: true },
      color: { domain: results.map(({ strategy }) => strategy), scheme: "tableau10" },
      marks: [
        Plot.areaY(points, { x: "step", y1: "low", y2: "high", fill: "strategy", fillOpacity: 0.12 }),
        Plot.lineY(points, { x: "step", y: "value", stroke: "strategy", strokeWidth: 2 }),
        Plot.text(
          last,
          Plot.dodgeY({
            x: "step",
            text: "strategy",
            fill: "strategy",
            textAnchor: "start",
            dx: 6,
          }),
        ),
      ],
    },
  );
}

const SHOWN: readonly (readonly [Measure, string])[] = [
  ["satisfied", "satisfied next turn"],
  ["retained", "retained at the end"],
  ["outdated", "outdated still obeyed"],
  ["oneOff", "one-offs kept"],
  ["wrong", "without a say, adopted"],
  ["poison", "poison adopted"],
  ["coverage", "coverage"],
];

/** Each measure over the lessons understood, as a point with its 95 % interval. */
export function measuresChart(results: readonly StrategyResult[]): string {
  const points = results.flatMap(({ strategy, understood }) =>
    SHOWN.flatMap(([measure, name]) => {
      const found = understood[measure];
      return found ? [{ strategy, name, value: found.value, low: found.low, high: found.high }] : [];
    }),
  );
  const title = "Measures over lessons understood, with 95 % intervals over seeds";
  return svgOf(
    { title, summary: title },
    {
      width: 820,
      height: 60 + SHOWN.length * (18 * results.length + 12),
      marginLeft: 130,
      marginRight: 140,
      marginTop: 30,
      x: { domain: [0, 100], percent: true, label: `${title} (%)`, grid: true },
      y: { label: null, domain: results.map(({ strategy }) => strategy) },
      fy: { label: null, domain: SHOWN.map(([, name]) => name) },
      color: { domain: results.map(({ strategy }) => strategy), scheme: "tableau10" },
      marks: [
        Plot.ruleY(points, { y: "strategy", fy: "name", x1: "low", x2: "high", stroke: "strategy", strokeWidth: 2 }),
        Plot.dot(points, { y: "strategy", fy: "name", x: "value", fill: "strategy", r: 4 }),
      ],
    },
  );
}
