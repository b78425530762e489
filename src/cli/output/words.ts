/** Small words for sentences. */

/** `1 lesson`, `2 lessons`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A text in quotation marks. */
export const quoted = (text: string): string => `“${text}”`;

/** An argument as a shell takes it, for commands that are suggested. */
export const shellWord = (word: string): string =>
  /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** `1.2 MB`. */
export function bytes(number: number): string {
  const steps = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const step = Math.min(steps.length - 1, number < 1000 ? 0 : Math.floor(Math.log10(number) / 3));
  const unit = { style: "unit", unit: steps[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat("en", { ...unit, maximumFractionDigits: 1 }).format(number / 1000 ** step);
}
