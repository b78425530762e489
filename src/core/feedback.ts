/** Feedback: what somebody said of a run or of the agent; and the lesson it is for one instructions. */
import type { Address } from "./address.js";
import type { Principal } from "./principal.js";

/** Names a run, also from the instructions of another layer. */
export interface RunRef {
  readonly address: Address;
  readonly id: string;
}

export interface Feedback {
  readonly id: string;
  /** The instructions it is meant for. */
  readonly address: Address;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly by: Principal;
  /** The run it speaks of; null when it speaks of the agent in general. */
  readonly run: RunRef | null;
  /** The message of that run it speaks of; null for its last answer. */
  readonly message: string | null;
  readonly comment: string | null;
  /** From 0 (bad) to 1 (good). */
  readonly score: number | null;
  /** The output as the person would have had it. */
  readonly revised: string | null;
  /** What was revised, where no run says so. */
  readonly original: string | null;
  readonly idempotencyKey: string | null;
  readonly contentHash: string;
}

/**
 * `pending` waits for a reflection; `reserved` is in a proposal that waits for a decision; `applied` is in force
 * since `version`; `dismissed` needed no change, for `reason`; `parked` was not understood or failed too often and
 * waits for a person; `retracted` was applied and then undone by a rollback or a rejection.
 */
export const LESSON_STATES = ["pending", "reserved", "applied", "dismissed", "parked", "retracted"] as const;
export type LessonState = (typeof LESSON_STATES)[number];

/** One piece of feedback as it concerns one instructions. */
export interface Lesson {
  readonly id: string;
  readonly address: Address;
  readonly feedbackId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly state: LessonState;
  /** Why it is in this state, in a sentence for a person; null while nothing was tried. */
  readonly reason: string | null;
  /** How many reflections failed on it, or did not understand it. */
  readonly attempts: number;
  /** The proposal that holds or held it. */
  readonly proposalId: string | null;
  /** The version that applied it. */
  readonly version: number | null;
}
