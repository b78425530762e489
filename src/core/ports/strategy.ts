/** The port of strategies: from pending lessons and current blocks to edits with evidence. */
import type { Address } from "../address.js";
import type { AttributionInput, AttributionOutput } from "./attribution.js";
import type { BlockView } from "../block.js";
import type { Edit, Support } from "../edit.js";
import type { Feedback, Lesson } from "../feedback.js";
import type { NoteCall } from "../model-call.js";
import type { Usage } from "../proposal.js";
import type { Run } from "../run.js";
import type { TemplateFormat } from "../template.js";

/** A lesson with what it speaks of. `run` is null for feedback without a run, or one that was deleted. */
export interface LessonContext {
  readonly lesson: Lesson;
  readonly feedback: Feedback;
  readonly run: Run | null;
}

/**
 * Keeps a model's answers as they arrive, so that a reflection that runs again after a crash does not pay for them
 * twice.
 */
export interface AnswerBook {
  /** The answer kept for a request; null for none. */
  find(request: string): Promise<string | null>;
  keep(request: string, answer: string): Promise<void>;
}

/** What one reflection may use. Without a field there is no limit. */
export interface ReflectionBudget {
  readonly calls?: number;
  /** Input and output together. Those of the last answer may go beyond, since its length is not known before. */
  readonly tokens?: number;
  readonly seconds?: number;
}

/** What a strategy that asks a model is given for it. */
export interface ModelUse {
  readonly signal: AbortSignal;
  /** The answers of this very reflection, if it ran before. */
  readonly answers?: AnswerBook;
  /** Told of every call as it ends; what it is told of stands in the costs. */
  readonly noteCall?: NoteCall;
  /** The policy's budget. The loop itself sees to the seconds. */
  readonly budget?: ReflectionBudget;
}

export interface ReflectionInput extends ModelUse {
  readonly address: Address;
  readonly text: string;
  readonly blocks: readonly BlockView[];
  /** Oldest first. */
  readonly lessons: readonly LessonContext[];
  /** The operator's guidance on how to update (`updateInstructions`); null for none. */
  readonly guidance: string | null;
  readonly templateFormat: TemplateFormat;
}

/**
 * What became of one lesson. `edited` and `supported` name it in an edit's or support's evidence; `no-change` is a
 * decision with a reason; `not-understood` leaves it pending, and after some attempts parks it.
 */
export interface LessonOutcome {
  readonly lessonId: string;
  readonly outcome: "edited" | "supported" | "no-change" | "not-understood";
  readonly reason: string;
}

export interface ReflectionOutput {
  readonly edits: readonly Edit[];
  readonly supports: readonly Support[];
  /** One for every lesson. A lesson without one counts as not understood. */
  readonly outcomes: readonly LessonOutcome[];
  readonly rationale: string;
  readonly usage: Usage;
}

export interface Strategy {
  readonly name: string;
  /** The model's id; null for a strategy without one. */
  readonly model: string | null;
  /** @throws `invalid_answer`, `model_*`, `budget_exceeded`: the reflection then ends `failed`, its lessons pending. */
  reflect(input: ReflectionInput): Promise<ReflectionOutput>;
  /** Says which of several instructions each lesson is for (`memory.team`). Without it, only what is plain is told. */
  attribute?(input: AttributionInput): Promise<AttributionOutput>;
}
