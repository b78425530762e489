/** The port of screens: deterministic checks of a proposal. */
import type { BlockView } from "../block.js";
import type { Edit } from "../edit.js";
import type { EvidenceRecord } from "../evidence.js";
import type { Principal } from "../principal.js";
import type { ScreenResult } from "../proposal.js";
import type { TemplateFormat } from "../template.js";
import type { LessonContext } from "./strategy.js";

export interface ScreenInput {
  readonly before: { readonly text: string; readonly blocks: readonly BlockView[] };
  readonly after: { readonly text: string; readonly blocks: readonly BlockView[] };
  readonly edits: readonly Edit[];
  /** What speaks for the blocks of `before`, oldest first, without what was withdrawn. */
  readonly evidence: readonly EvidenceRecord[];
  readonly lessons: readonly LessonContext[];
  readonly templateFormat: TemplateFormat;
  /** The most tokens the text may have; null for no limit. */
  readonly tokenBudget: number | null;
  /** Whether a language model made the edits: it may have been talked into more than what it cites. */
  readonly byModel: boolean;
  /**
   * The person who proposes or accepts by their own hand; null while only a strategy is at work. What an operator's
   * hand does may change locked blocks and variables.
   */
  readonly hand: Principal | null;
  /** Whether these are an overlay, which holds learned rules only and may become blank again. */
  readonly overlay: boolean;
}

export interface Screen {
  readonly name: string;
  /** What it finds; an empty list means that it passes without a word. */
  check(input: ScreenInput): readonly ScreenResult[];
}
