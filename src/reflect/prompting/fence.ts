/**
 * Fences around what is not ours: tags whose names hold a hash of all that they enclose. Nobody who writes a part of it
 * can know the hash of the whole, so nobody can close a fence from inside; and the same content gives the same prompt,
 * which lets providers cache it.
 */
import { hashJson } from "../../core/hash.js";

export interface Fence {
  /** The text between its tags: `<comment-1f00…>`. */
  readonly enclose: (name: string, text: string) => string;
}

const LENGTH = 16;

/** A fence for these texts. */
export function fenceFor(texts: readonly string[]): Fence {
  let mark = hashJson(texts).slice(0, LENGTH);
  while (texts.some((text) => text.includes(mark))) mark = hashJson([mark, ...texts]).slice(0, LENGTH);
  return { enclose: (name, text) => `<${name}-${mark}>\n${text}\n</${name}-${mark}>` };
}
