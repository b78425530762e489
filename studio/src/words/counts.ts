/** Numbers in sentences. */

/** `1 suggestion`, `22 runs`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export interface InboxCounts {
  readonly suggestions: number;
  /** Pieces of feedback behind them. */
  readonly corrections: number;
  /** Conversations those were said about; null while it is not known. */
  readonly runs: number | null;
}

/** “5 suggestions from 6 corrections in 22 runs”. What is zero or not known is left out. */
export function inboxSentence({ suggestions, corrections, runs }: InboxCounts): string {
  const parts = [count(suggestions, "suggestion")];
  if (corrections > 0) parts.push(`from ${count(corrections, "correction")}`);
  if (runs !== null && runs > 0) parts.push(`in ${count(runs, "run")}`);
  return parts.join(" ");
}

/** `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
