/** The port of attribution: which of several instructions each lesson is for. */
import type { Usage } from "../proposal.js";
import type { LessonContext } from "../lesson-context.js";
import type { ModelUse } from "./model-use.js";

/** One of several instructions that made up a conversation. */
export interface Member {
  /** Told apart by it; unique. */
  readonly name: string;
  readonly text: string;
  /** The operator's word on when they change (`whenToUpdate`); null for none. */
  readonly whenToUpdate: string | null;
  /** The operator's guidance on how (`updateInstructions`); null for none. */
  readonly guidance: string | null;
}

export interface AttributionInput extends ModelUse {
  readonly members: readonly Member[];
  /** Oldest first. */
  readonly lessons: readonly LessonContext[];
  /** By a lesson's id, the names of those that its run ran on. Without an entry it may be any of them. */
  readonly inForce: ReadonlyMap<string, readonly string[]>;
}

/** Whom a lesson is for, and why. Nobody is a decision too; `unsure` is none, and the lesson waits. */
export interface Attributed {
  readonly lessonId: string;
  readonly to: readonly string[];
  readonly unsure: boolean;
  readonly reason: string;
}

export interface AttributionOutput {
  /** One for every lesson. A lesson without one counts as unsure. */
  readonly decisions: readonly Attributed[];
  readonly usage: Usage;
}
