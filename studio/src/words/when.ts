/** Times for people. */

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** `2 hours ago`, `yesterday`, `just now`. `now` in milliseconds. */
export function ago(time: string, now: number): string {
  const seconds = (now - Date.parse(time)) / 1000;
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return relative.format(-Math.floor(seconds / length), unit);
  }
  return "just now";
}

/** The full time, for whoever wants to know exactly. */
export function exactly(time: string): string {
  return new Date(time).toLocaleString("en", { dateStyle: "full", timeStyle: "medium" });
}
