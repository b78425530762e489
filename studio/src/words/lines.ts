/** The lines of instructions as they are shown: the marker apart from the words, and the space above. */
import type { BlameEntry, BlockView } from "knowhow";

/** The list marker, heading hashes or tag of a block, and its words. */
export function markerOf({ text, content }: Pick<BlockView, "text" | "content">): readonly [string, string] {
  if (content !== "" && text.endsWith(content)) return [text.slice(0, text.length - content.length), content];
  return ["", text];
}

/** Whether blank lines stand between this block and the one before. */
export function isApart(entry: BlameEntry, before: BlameEntry | undefined): boolean {
  return before !== undefined && entry.lines[0] - before.lines[1] > 1;
}

/** What the margin says of a line: nothing for the text it began with. */
export function marginOf({ block, author, version }: BlameEntry): string | null {
  if (block.origin === "seed") return null;
  return `${author.id}, v${version}`;
}
