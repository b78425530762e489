/** Figures of the page Learning, in words: shares, intervals, periods and money. */
import type { Interval, Period, RuleChange, Satisfaction } from "knowhow";
import { count, list } from "./counts.js";

/** `71 %`; a dash where there is nothing to tell. */
export const percent = (share: number | null): string => (share === null ? "–" : `${Math.round(share * 100)} %`);

/** `53 to 84 %`. */
export const between = (interval: Interval | null): string =>
  interval === null ? "–" : `${Math.round(interval.low * 100)} to ${percent(interval.high)}`;

/** `22 of 31`. */
export const outOf = ({ satisfied, rated }: Pick<Satisfaction, "satisfied" | "rated">): string =>
  `${satisfied.toLocaleString("en")} of ${rated.toLocaleString("en")}`;

const FORMATS: Readonly<Record<Period, Intl.DateTimeFormatOptions>> = {
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
};

/** `Week of 2 Mar 2026`. Periods are cut in UTC, and so are shown in it. */
export function periodTitle(period: Period, from: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { ...FORMATS[period], timeZone: "UTC" }).format(new Date(from));
  return period === "week" ? `Week of ${time}` : time;
}

const SHORT: Readonly<Record<Period, Intl.DateTimeFormatOptions>> = {
  hour: FORMATS.hour,
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
};

/** `2 Mar`, `Mar 2026`: for an axis. */
export const shortTitle = (period: Period, from: string): string =>
  new Intl.DateTimeFormat("en-GB", { ...SHORT[period], timeZone: "UTC" }).format(new Date(from));

/** Milliseconds. Months have 31 days here, at most: it is for room on an axis alone. */
const LENGTHS: Readonly<Record<Period, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_678_400_000,
};

/** When a period ends, in milliseconds since 1970. */
export const endOf = (period: Period, from: string): number => Date.parse(from) + LENGTHS[period];

/** The money that somebody typed; null for none, and for what is no price. */
export function priceIn(typed: string): number | null {
  const price = Number(typed.trim().replace(",", "."));
  return typed.trim() === "" || !Number.isFinite(price) || price < 0 ? null : price;
}

/** What a thousand calls pay for so many tokens, with two or four digits: `0.0015`, `1.25`. */
export function perThousandCalls(tokens: number, price: number): string {
  const money = (tokens * price) / 1000;
  const digits = money > 0 && money < 1 ? 4 : 2;
  return money.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Which of these places, from left to right, can have a label without one over the other. */
export function labelled(places: readonly number[], room: number): boolean[] {
  let last = -Infinity;
  return places.map((place) => {
    if (place - last < room) return false;
    last = place;
    return true;
  });
}

/** `2 lines added and 1 retired`; empty where no line changed. */
export function changedWords({ added, reworded, retired }: Pick<RuleChange, "added" | "reworded" | "retired">): string {
  const kinds = [
    [added.length, "added"],
    [reworded.length, "reworded"],
    [retired.length, "retired"],
  ] as const;
  const told = kinds.filter(([many]) => many > 0);
  return list(told.map(([many, what], at) => `${at === 0 ? count(many, "line") : many} ${what}`));
}
