/** A block: an addressable piece of instructions. Ids, offsets and provenance live beside the text, never in it. */

export type BlockKind = "heading" | "paragraph" | "sentence" | "item" | "fence" | "tag" | "break";

/** `seed` came with the seed, `rule` was learned, `hand` was written by a person through `propose`. */
export type BlockOrigin = "seed" | "rule" | "hand";

/** A span of the text before it has an identity. Offsets are UTF-16; what lies between two spans is white space. */
export interface Span {
  readonly kind: BlockKind;
  /** Where the block begins, its marker (`- `, `## `) included. */
  readonly start: number;
  /** Where its own words begin. */
  readonly content: number;
  readonly end: number;
  /** Heading level 1–6, or nesting of a list item from 0; 0 for others. */
  readonly depth: number;
}

export interface Block extends Span {
  /** Stable across versions, short, unique within the instructions for ever: `b1`, `b2`, … */
  readonly id: string;
  readonly origin: BlockOrigin;
  /** The version that gave it its present words. */
  readonly since: number;
}

/** A block with its words, as strategies and screens see it. */
export interface BlockView {
  readonly id: string;
  readonly kind: BlockKind;
  readonly origin: BlockOrigin;
  readonly since: number;
  readonly depth: number;
  /** The exact bytes from marker to end. */
  readonly text: string;
  /** The words without the marker. */
  readonly content: string;
  /** Ids of the headings and open tags it stands under, outermost first. */
  readonly under: readonly string[];
  /** Under a locked heading: only an operator's hand changes it. */
  readonly locked: boolean;
}
