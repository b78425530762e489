/** The conversation of the page: an input, and turn by turn an answer and what was said of it. Outlives the page. */
import type { Proposal } from "knowhow";
import type { TrialAnswer } from "../api/resources.js";

/** What the agent is tried on. */
export type Input =
  | { readonly sample: string; readonly title: string }
  /** Pasted. */
  | { readonly sample: null; readonly title: string; readonly text: string };

export interface Remark {
  readonly feedback: string;
  readonly comment: string | null;
  readonly revised: string | null;
}

export interface Turn {
  readonly answer: TrialAnswer;
  /** The answer before, on an earlier version; null for the first one. */
  readonly before: TrialAnswer | null;
  /** False where the answer stands in an earlier turn, and only something else is said of it. */
  readonly fresh: boolean;
  /** What is being typed. */
  readonly comment: string;
  /** The answer as it is being corrected; null: it is not. */
  readonly revised: string | null;
  /** What was sent. */
  readonly remark: Remark | null;
  readonly proposal: string | null;
}

export interface Thread {
  readonly input: Input | null;
  readonly turns: readonly Turn[];
}

export const EMPTY: Thread = { input: null, turns: [] };

/** The next answer, on the text as it is now. */
export function answered({ input, turns }: Thread, answer: TrialAnswer): Thread {
  const before = turns.at(-1)?.answer ?? null;
  return { input, turns: [...turns, turnOf(answer, before, true)] };
}

/** Something else is said of the last answer, in place of what was said before or beginning with it. */
export function saidAgain(thread: Thread, comment: string): Thread {
  const last = thread.turns.at(-1);
  if (!last) return thread;
  return { ...thread, turns: [...thread.turns, { ...turnOf(last.answer, null, false), comment }] };
}

/** A turn with something changed. */
export function changed(thread: Thread, at: number, change: Partial<Turn>): Thread {
  return { ...thread, turns: thread.turns.map((turn, index) => (index === at ? { ...turn, ...change } : turn)) };
}

/** A decision was taken back: its suggestion waits again, and what came after it did not happen. */
export function reopened(thread: Thread, at: number, proposal: string): Thread {
  const turns = thread.turns.slice(0, at + 1);
  return changed({ ...thread, turns }, at, { proposal });
}

/** The versions that a decision leads from and to; null where it changed nothing. */
export const leadsOn = ({ state, decision }: Proposal): boolean =>
  state === "accepted" && decision !== null && decision.version !== null;

const turnOf = (answer: TrialAnswer, before: TrialAnswer | null, fresh: boolean): Turn => ({
  answer,
  before,
  fresh,
  comment: "",
  revised: null,
  remark: null,
  proposal: null,
});

/** The samples that come after this one, in a circle, without it. */
export function othersAfter<T extends { readonly id: string }>(samples: readonly T[], id: string | null): readonly T[] {
  const at = samples.findIndex((sample) => sample.id === id);
  return at < 0 ? samples : [...samples.slice(at + 1), ...samples.slice(0, at)];
}
