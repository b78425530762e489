/** Periods of time that runs are counted in: hours, days, weeks and months, in UTC. */

export const PERIODS = ["hour", "day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

const HOUR = 3_600_000;
const LONGEST: Readonly<Record<Period, number>> = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 744 * HOUR };

/** More points than this on a line tell no more. */
const MOST = 60;

/** When the period that holds this time begins, ISO 8601. Weeks begin on Monday. */
export function startOf(period: Period, time: string): string {
  const at = new Date(time);
  if (period === "hour") at.setUTCMinutes(0, 0, 0);
  else at.setUTCHours(0, 0, 0, 0);
  if (period === "week") at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  if (period === "month") at.setUTCDate(1);
  return at.toISOString();
}

/** The shortest period of which about sixty reach from the first time to the last; days for no times. */
export function periodFor(first: string | undefined, last: string | undefined): Period {
  if (first === undefined || last === undefined) return "day";
  const span = Date.parse(last) - Date.parse(first);
  return PERIODS.find((period) => span <= MOST * LONGEST[period]) ?? "month";
}
