/** What is drawn from one entry of somebody else's log: runs, feedback on runs, or why nothing is. */

/** Who gave feedback, as far as its source says. A program's word is no person's, whatever it says it is. */
export type Giver =
  { readonly kind: "person"; readonly id: string | null } | { readonly kind: "model" | "program"; readonly id: string };

export interface DrawnRun {
  readonly kind: "run";
  /** The source's own id; null for none, and its content stands for it. */
  readonly id: string | null;
  /** More ids that feedback may call it by. */
  readonly alias?: readonly string[];
  readonly messages: readonly unknown[];
  readonly thread: string | null;
  /** The id of the person whom the run was for. */
  readonly person: string | null;
  /** When it was, ISO 8601; null if the source does not say. */
  readonly at: string | null;
  readonly model: string | null;
}

export interface DrawnFeedback {
  readonly kind: "feedback";
  readonly id: string | null;
  /** The source's ids for the run it speaks of, the likeliest first. */
  readonly run: readonly string[];
  readonly by: Giver;
  readonly comment: string | null;
  /** As the source has it; only from 0 to 1 is it a score here. */
  readonly score: number | null;
  readonly revised: string | null;
}

/** Left out on purpose, for a reason that is counted. */
export interface Passed {
  readonly kind: "passed";
  readonly why: string;
}

export type Drawn = DrawnRun | DrawnFeedback | Passed;

export const passed = (why: string): Passed => ({ kind: "passed", why });

export const CALLS_TOOLS = "answers that only call tools; the entry that follows has them";

/** Reads one entry. @throws `invalid_messages`, or a ZodError, for what has another form */
export type Draw = (entry: unknown) => Drawn[];
