/** The port of compaction: which rules say the same, and how one rule says it for them. */
import type { BlockView } from "../block.js";
import type { Usage } from "../proposal.js";
import type { TemplateFormat } from "../template.js";
import type { ModelUse } from "./model-use.js";

/** Rules that become one. */
export interface Merge {
  /** The ids of at least two rules. */
  readonly blocks: readonly string[];
  /** What stands for all of them. If one of them says just that, it stays as it is. */
  readonly text: string;
  /** The newer of them contradicts the older, and holds: particulars of the older need not be in the text. */
  readonly superseded: boolean;
  /** Why, in a sentence. */
  readonly reason: string;
}

export interface CompactionInput extends ModelUse {
  /** The learned rules that may be merged, in the order of the text. */
  readonly rules: readonly BlockView[];
  /** The operator's guidance (`updateInstructions`); null for none. */
  readonly guidance: string | null;
  readonly templateFormat: TemplateFormat;
}

export interface CompactionOutput {
  readonly merges: readonly Merge[];
  readonly usage: Usage;
}
