/** Satisfaction over time: a point for each period with its interval, and a mark for each version. */
import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleLinear, scaleUtc } from "@visx/scale";
import { LinePath } from "@visx/shape";
import type { Period, PeriodSatisfaction, RuleChange } from "knowhow";
import { useEffect, useRef, useState } from "react";
import { between, endOf, labelled, outOf, percent, periodTitle, shortTitle } from "../words/figures.js";

const HEIGHT = 260;
const MARGIN = { top: 30, right: 36, bottom: 28, left: 48 };
/** Pixels that the label of a version takes, and a date. */
const LABEL = 34;
const DATE = 92;

interface Props {
  readonly period: Period;
  readonly periods: readonly PeriodSatisfaction[];
  readonly versions: readonly RuleChange[];
}

interface Tick {
  readonly x: number;
  readonly y: number;
  readonly formattedValue?: string | undefined;
}

export function Chart({ period, periods, versions }: Props) {
  const [frame, width] = useWidth();
  return (
    <div ref={frame} className="chart">
      {width > 0 && <Drawing width={width} period={period} periods={periods} versions={versions} />}
    </div>
  );
}

function Drawing({ width, period, periods, versions }: Props & { readonly width: number }) {
  const [first, last] = [periods.at(0), periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const domain = [Date.parse(first.from), endOf(period, last.from)] as const;
  const x = scaleUtc({ domain: [...domain], range: [MARGIN.left, width - MARGIN.right] });
  const y = scaleLinear({ domain: [0, 1], range: [HEIGHT - MARGIN.bottom, MARGIN.top] });
  const points = periods.map((one) => {
    const time = (Date.parse(one.from) + endOf(period, one.from)) / 2;
    return { one, time, x: x(time) };
  });
  const hasDate = labelled(
    points.map((point) => point.x),
    DATE,
  );
  const dated = points.filter((_point, at) => hasDate[at]);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={summaryOf(period, periods)}>
      <g className="chart-grid" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <line key={share} x1={MARGIN.left} x2={width - MARGIN.right} y1={y(share)} y2={y(share)} />
        ))}
      </g>
      <Marks versions={versions} domain={domain} x={x} />
      <g className="chart-intervals">
        {points.map(({ one, x: at }) => (
          <line
            key={one.from}
            x1={at}
            x2={at}
            y1={y(one.interval?.low ?? 0)}
            y2={y(one.interval?.high ?? 1)}
            strokeLinecap="round"
          />
        ))}
      </g>
      <LinePath
        className="chart-line"
        data={points}
        x={(point) => point.x}
        y={(point) => y(point.one.share ?? 0)}
        fill="none"
      />
      {points.map(({ one, x: at }) => (
        <circle key={one.from} className="chart-point" cx={at} cy={y(one.share ?? 0)} r={4.5}>
          <title>{`${periodTitle(period, one.from)}: ${outOf(one)} satisfied (${percent(one.share)}; at 95 %: ${between(one.interval)})`}</title>
        </circle>
      ))}
      <AxisLeft
        scale={y}
        left={MARGIN.left}
        hideAxisLine
        hideTicks
        tickValues={[0, 0.5, 1]}
        tickFormat={(share) => percent(Number(share))}
        tickComponent={({ x: at, y: line, formattedValue }: Tick) => (
          <text className="chart-label" x={at} y={line} dy="0.32em" textAnchor="end">
            {formattedValue}
          </text>
        )}
      />
      <AxisBottom
        scale={x}
        top={HEIGHT - MARGIN.bottom}
        hideTicks
        axisLineClassName="chart-axis"
        tickValues={dated.map(({ time }) => new Date(time))}
        tickFormat={(_time, at) => shortTitle(period, dated[at]?.one.from ?? first.from)}
        tickComponent={({ x: at, y: line, formattedValue }: Tick) => (
          <text className="chart-label" x={at} y={line} dy="0.5em" textAnchor="middle">
            {formattedValue}
          </text>
        )}
      />
    </svg>
  );
}

interface MarksProps {
  readonly versions: readonly RuleChange[];
  readonly domain: readonly [number, number];
  readonly x: (time: number) => number;
}

/** Versions that were made while the runs were. */
function Marks({ versions, domain: [from, to], x }: MarksProps) {
  const shown = versions
    .map((version) => ({ version, time: Date.parse(version.at) }))
    .filter(({ time }) => time >= from && time <= to)
    .sort((a, b) => a.time - b.time);
  const hasLabel = labelled(
    shown.map(({ time }) => x(time)),
    LABEL,
  );
  return shown.map(({ version: { version, reason }, time }, at) => (
    <g key={version} className="chart-mark">
      <title>{`Version ${version}: ${reason}`}</title>
      <line x1={x(time)} x2={x(time)} y1={MARGIN.top - 8} y2={HEIGHT - MARGIN.bottom} />
      {hasLabel[at] && (
        <text className="chart-label" x={x(time)} y={MARGIN.top - 14} textAnchor="middle">
          v{version}
        </text>
      )}
    </g>
  ));
}

function summaryOf(period: Period, periods: readonly PeriodSatisfaction[]): string {
  const [first, last] = [periods.at(0), periods.at(-1)];
  const told = first && last ? `: ${percent(first.share)} at first, ${percent(last.share)} at last` : "";
  return `The share of satisfied runs by ${period}${told}. The table has all figures.`;
}

/** How wide the element is, also after the window changed. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [frame, width] as const;
}
