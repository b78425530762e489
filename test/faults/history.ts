// What processes asked of a shared store and were told, and what the store holds in the end: plain data for the
// checker.
import type { Feedback, Lesson } from "../../src/core/feedback.js";
import type { InstructionsRecord } from "../../src/core/ports/store.js";
import type { Proposal } from "../../src/core/proposal.js";
import type { ReflectionRecord } from "../../src/core/reflection.js";
import type { Version } from "../../src/core/version.js";

type Labels = InstructionsRecord["labels"];

/** What a commit would do to a label: put it on `to` if it is on `from`; null: not there; left out: wherever it is. */
interface LabelMove {
  readonly label: string;
  readonly from?: number | null;
  readonly to: number;
}

/** What was asked for. */
export type Asked =
  | {
      readonly kind: "commit";
      readonly labels: readonly LabelMove[];
      readonly version: { readonly number: number; readonly hash: string } | null;
    }
  | { readonly kind: "read" }
  | { readonly kind: "run" | "feedback"; readonly key: string | null };

/** What was acknowledged. Labels are those that came with the answer; null where there were no instructions. */
export type Answer =
  | { readonly kind: "commit"; readonly status: "committed"; readonly labels: Labels }
  | { readonly kind: "commit"; readonly status: "conflict"; readonly conflict: string; readonly labels: Labels | null }
  | { readonly kind: "read"; readonly labels: Labels | null }
  | { readonly kind: "run" | "feedback"; readonly id: string };

/** One call of the store. Times are microseconds on a clock that all processes of the machine share. */
export interface Call {
  readonly address: string;
  readonly began: number;
  readonly asked: Asked;
  /** Null if nobody was told what became of it: it may have happened, then or later, or not. */
  readonly ended: number | null;
  readonly answer: Answer | null;
}

/** What a process tells as it goes on, so that it is known also after a kill. */
export type Told =
  | { readonly call: number; readonly address: string; readonly at: number; readonly asked: Asked }
  | { readonly call: number; readonly at: number; readonly answer: Answer | null };

/** The calls of one process. A failure is told as an answer of null: nobody knows then whether it happened. */
export function callsOf(told: readonly Told[]): Call[] {
  const calls = new Map<number, Call>();
  for (const one of told) {
    if ("asked" in one) {
      const { address, at: began, asked } = one;
      calls.set(one.call, { address, began, asked, ended: null, answer: null });
      continue;
    }
    const begun = calls.get(one.call);
    if (begun && one.answer) calls.set(one.call, { ...begun, ended: one.at, answer: one.answer });
  }
  return [...calls.values()];
}

/** All that the store holds for one instructions. */
export interface Holdings {
  readonly address: string;
  readonly record: InstructionsRecord | null;
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly lessons: readonly Lesson[];
  /** Of every lesson, in the same order; null where there is none. */
  readonly feedback: readonly (Feedback | null)[];
  readonly proposals: readonly Proposal[];
  readonly reflections: readonly ReflectionRecord[];
  readonly runs: readonly { readonly id: string; readonly key: string | null }[];
}

/** A promise that was not kept. */
export interface Violation {
  readonly rule: "label" | "chain" | "reflection" | "feedback" | "run" | "lesson" | "proposal";
  readonly what: string;
}
