/** An edit: the change of one block. Its text is template source, without list marker or heading hashes. */
import type { Evidence } from "./evidence.js";

/** Where an added block goes. A section is found by its heading's words; a missing one is made at the end. */
export type EditPlace = { readonly at: "start" | "end" } | { readonly after: string } | { readonly section: string };

export type Edit =
  | {
      readonly kind: "add";
      readonly place: EditPlace;
      /** Default: `item` in a section or after an item, `sentence` after a sentence, else `paragraph`. */
      readonly as?: "item" | "paragraph" | "heading" | "sentence" | "fence" | "break";
      /** The level of an added heading, 1 to 6; default 2. */
      readonly level?: number;
      readonly text: string;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: "replace"; readonly block: string; readonly text: string; readonly evidence: readonly Evidence[] }
  | {
      readonly kind: "remove";
      readonly block: string;
      /** The block that says it from now on, where rules are merged. Only `compact` may set it. */
      readonly into?: string;
      readonly evidence: readonly Evidence[];
    };

/** More evidence for a block that already says what a lesson teaches; the text stays as it is. */
export interface Support {
  readonly block: string;
  readonly evidence: readonly Evidence[];
}

/** The section that learned rules go to by default. */
export const LEARNED_SECTION = "Learned rules";
