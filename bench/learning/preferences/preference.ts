// A hidden preference of a simulated user: what it asks, how an output is checked for it, and how people put it.
import type { Paper } from "../../../examples/tweet-writer/src/papers/paper.js";

export interface Wording {
  /** Ways to ask for it. */
  readonly add: readonly string[];
  /** Ways to ask for it in place of another on the same matter, or with another number. */
  readonly change: readonly string[];
  /** Ways to take it back. */
  readonly drop: readonly string[];
}

export interface Preference {
  /** `no-hashtags`, or `length:200` for one with a number. */
  readonly key: string;
  /** Two of one matter exclude each other. */
  readonly matter: string;
  /** Whether the offline writer can do it, so that its output shows whether it was learned. */
  readonly writable: boolean;
  /** The number in it; null for none. */
  readonly number: number | null;
  /** One plain sentence that asks for it: what perfect instructions would hold. Never shown to a strategy. */
  readonly rule: string;
  /** Whether an output meets it. */
  readonly met: (output: string, paper: Paper) => boolean;
  /** Found in any rule that speaks of this matter. */
  readonly trace: RegExp;
  readonly wording: Wording;
}

/** A sentence with the preference's number put in. */
export function worded(sentence: string, { number }: Pick<Preference, "number">): string {
  return sentence.replaceAll("{n}", String(number));
}
