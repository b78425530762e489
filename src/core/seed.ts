/** The three-way merge of a changed seed into what the instructions have become. */
import type { Blocks } from "./apply.js";
import { diffToEdits } from "./diff.js";
import type { Edit, EditPlace } from "./edit.js";
import { identifyNew } from "./identify.js";

/** A change of the seed that could not be taken over, since the block was changed or removed here. */
export interface SeedConflict {
  /** The block of the old seed; null for an addition. */
  readonly before: string | null;
  /** What the new seed has; null for a removal. */
  readonly after: string | null;
}

export interface SeedMerge {
  readonly edits: readonly Edit[];
  readonly conflicts: readonly SeedConflict[];
}

/**
 * What changed from the old seed to the new one, as edits of the current text. A block of the old seed is found in the
 * current text by its words; if it is no longer there, the change is a conflict and the current words stay.
 */
export function mergeSeed(oldSeed: string, newSeed: string, current: Blocks): SeedMerge {
  const base: Blocks = { text: oldSeed, ...identifyNew(oldSeed, "seed", 1) };
  const wordsOf = (blocks: Blocks): Map<string, string> =>
    new Map(blocks.blocks.map((block) => [block.id, blocks.text.slice(block.start, block.end)]));
  const seedWords = wordsOf(base);
  const here = matchBlocks(seedWords, wordsOf(current));
  const present = new Set(wordsOf(current).values());
  const edits: Edit[] = [];
  const conflicts: SeedConflict[] = [];
  for (const edit of diffToEdits(base, newSeed)) {
    if (edit.kind === "add") {
      if (![...present].some((words) => words.endsWith(edit.text)))
        edits.push({ ...edit, place: placeHere(edit.place, base, here) });
      continue;
    }
    const block = here.get(edit.block);
    const before = seedWords.get(edit.block) ?? "";
    if (block !== undefined) edits.push({ ...edit, block });
    else conflicts.push({ before, after: edit.kind === "replace" ? edit.text : null });
  }
  return { edits, conflicts };
}

/** Block ids of the old seed to block ids of the current text with the same words, each used once, in order. */
function matchBlocks(seed: ReadonlyMap<string, string>, current: ReadonlyMap<string, string>): Map<string, string> {
  const free = new Map<string, string[]>();
  for (const [id, words] of current) free.set(words, [...(free.get(words) ?? []), id]);
  const found = new Map<string, string>();
  for (const [id, words] of seed) {
    const match = free.get(words)?.shift();
    if (match !== undefined) found.set(id, match);
  }
  return found;
}

/** Behind the nearest block before it that is still here. */
function placeHere(place: EditPlace, base: Blocks, here: ReadonlyMap<string, string>): EditPlace {
  if (!("after" in place)) return place;
  const ids = base.blocks.map((block) => block.id);
  for (let at = ids.indexOf(place.after); at >= 0; at -= 1) {
    const match = here.get(ids[at] ?? "");
    if (match !== undefined) return { after: match };
  }
  return { at: "start" };
}
