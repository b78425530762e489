/** Periods of time that runs are counted in: hours, days, weeks and months, in UTC. */

export const PERIODS = ["hour", "day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

const HOUR = 3_600_000;
const LONGEST: Readonly<Record<Period, number>> = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 744 * HOUR };

/** When the period that holds this time begins, ISO 8601. Weeks begin on Monday. */
export function startOf(period: Period, time: string): string {
  const at = new Date(time);
  if (period === "hour") at.setUTCMinutes(0, 0, 0);
  else at.setUTCHours(0, 0, 0, 0);
  if (period === "week") at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  if (period === "month") at.setUTCDate(1);
  return at.toISOString();
}

/** More points than this on a line tell no more; fewer runs in each tell nothing but chance. */
const MOST = 40;
const RUNS_IN_EACH = 5;
/** Few runs still get some points. */
const LEAST = 8;

/** The shortest period that shows times, oldest first, in at most 40 points and about 5 or more in each. */
export function periodFor(times: readonly string[]): Period {
  const [first, last] = [times.at(0), times.at(-1)];
  if (first === undefined || last === undefined) return "day";
  const points = Math.min(MOST, Math.max(LEAST, times.length / RUNS_IN_EACH));
  const span = Date.parse(last) - Date.parse(first);
  return PERIODS.find((period) => span <= points * LONGEST[period]) ?? "month";
}
