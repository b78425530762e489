/** What a call ran on: an opaque, serialisable reference to the exact text. */
import { hashText } from "./hash.js";

/** One instructions within a ref. `version` 0 stands for an overlay that holds no lesson yet. */
export interface RefLayer {
  /** The address as one string, `acme/tweet-writer`. */
  readonly id: string;
  readonly version: number;
  /** The label it was read by; null when read by number. */
  readonly label: string | null;
}

/** Names the very text that a call ran on. Keep it with the run; treat it as opaque. */
export interface Ref {
  readonly layers: readonly RefLayer[];
  /** SHA-256 of the composed text, in hexadecimal. */
  readonly hash: string;
}

/** The ref of a text made of these layers. */
export function makeRef(layers: readonly RefLayer[], text: string): Ref {
  return { layers, hash: hashText(text) };
}
