/** The port of screens: deterministic checks of a proposal. */
import type { BlockView } from "../block.js";
import type { Edit } from "../edit.js";
import type { ScreenResult } from "../proposal.js";
import type { TemplateFormat } from "../template.js";
import type { LessonContext } from "./strategy.js";

export interface ScreenInput {
  readonly before: { readonly text: string; readonly blocks: readonly BlockView[] };
  readonly after: { readonly text: string; readonly blocks: readonly BlockView[] };
  readonly edits: readonly Edit[];
  readonly lessons: readonly LessonContext[];
  readonly templateFormat: TemplateFormat;
  /** The most tokens the text may have; null for no limit. */
  readonly tokenBudget: number | null;
  /** Whether a language model made the edits: it may have been talked into more than what it cites. */
  readonly byModel: boolean;
  /** Whether an operator made the proposal by their own hand: locked blocks then may change. */
  readonly operatorHand: boolean;
}

export interface Screen {
  readonly name: string;
  /** Findings only; an empty list means that it passes. */
  check(input: ScreenInput): readonly ScreenResult[];
}
