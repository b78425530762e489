/** The text that a reflection works on, as the core's functions take it. */
import { applyEdits, type Blocks } from "../../core/apply.js";
import type { Block, BlockView } from "../../core/block.js";
import type { Edit } from "../../core/edit.js";
import { KnowhowError } from "../../core/errors.js";
import type { ReflectionInput } from "../../core/ports/strategy.js";

/** The blocks with their offsets: views are in order, and only white space lies between them. */
export function blocksOf({ text, blocks }: Pick<ReflectionInput, "text" | "blocks">): Blocks {
  let from = 0;
  const placed = blocks.map((view): Block => {
    const { id, kind, origin, since, depth } = view;
    const start = text.indexOf(view.text, from);
    const end = start + view.text.length;
    from = end;
    return { id, kind, origin, since, depth, start, content: start + view.text.lastIndexOf(view.content), end };
  });
  const numbers = blocks.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  return { text, blocks: placed, nextBlock: numbers.reduce((most, number) => Math.max(most, number), 0) + 1 };
}

/** Why these edits cannot be applied, in a sentence; null if they can. */
export function whyNot(base: Blocks, edits: readonly Edit[]): string | null {
  try {
    applyEdits(base, edits, { origin: "rule", since: 0 });
    return null;
  } catch (error) {
    if (KnowhowError.is(error)) return error.message;
    throw error;
  }
}

/** The headings and blocks by what they are asked for. */
export const findBlock = (blocks: readonly BlockView[], id: string): BlockView | undefined =>
  blocks.find((block) => block.id === id);
