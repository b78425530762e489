/** The port of strategies: from pending lessons and current blocks to edits with evidence. */
import type { Address } from "../address.js";
import type { ModelUse } from "./model-use.js";
import type { AttributionInput, AttributionOutput } from "./attribution.js";
import type { CompactionInput, CompactionOutput } from "./compaction.js";
import type { BlockView } from "../block.js";
import type { Edit, Support } from "../edit.js";
import type { LessonContext } from "../lesson-context.js";
import type { Usage } from "../proposal.js";
import type { TemplateFormat } from "../template.js";

export type { LessonContext } from "../lesson-context.js";
export type { AnswerBook, ModelUse, ReflectionBudget } from "./model-use.js";

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
  /** Says which rules become one (`compact`). Without it they cannot be compacted with this strategy. */
  compact?(input: CompactionInput): Promise<CompactionOutput>;
}
