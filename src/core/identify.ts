/** Gives spans their identity, and shows blocks with their words. */
import type { Block, BlockOrigin, BlockView, Span } from "./block.js";
import { splitIntoSpans } from "./blocks.js";

/** Blocks of one text and the number of the next new id. */
export interface Identified {
  readonly blocks: readonly Block[];
  readonly nextBlock: number;
}

/** Blocks of a text that has none yet: ids from `b1`. */
export function identifyNew(text: string, origin: BlockOrigin, since: number, firstBlock = 1): Identified {
  const spans = splitIntoSpans(text);
  return {
    blocks: spans.map((span, index) => ({ ...span, id: `b${firstBlock + index}`, origin, since })),
    nextBlock: firstBlock + spans.length,
  };
}

/** Cuts the text at the blocks and joins it again: the same bytes, for any blocks that are in order. */
export function joinBlocks(text: string, blocks: readonly Span[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { start, end } of blocks) {
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  return [...pieces, text.slice(at)].join("");
}

/** Blocks with their words, the headings and tags they stand under, and whether those are locked. */
export function viewBlocks(
  text: string,
  blocks: readonly Block[],
  lockedHeadings: readonly string[] = [],
): BlockView[] {
  const locked = new Set(lockedHeadings.map(normaliseHeading));
  const headings: BlockView[] = [];
  const tags: BlockView[] = [];
  return blocks.map((block) => {
    const { id, kind, origin, since, depth } = block;
    const words = text.slice(block.start, block.end);
    const content = kind === "heading" ? headingWords(words) : text.slice(block.content, block.end);
    if (kind === "heading") while (headings.length && (headings.at(-1)?.depth ?? 0) >= depth) headings.pop();
    const closing = kind === "tag" && words.trimStart().startsWith("</");
    if (closing) tags.pop();
    const under = [...headings, ...tags];
    const isLocked = under.some((view) => view.locked) || (kind === "heading" && locked.has(normaliseHeading(content)));
    const view = {
      id,
      kind,
      origin,
      since,
      depth,
      text: words,
      content,
      under: under.map((one) => one.id),
      locked: isLocked,
    };
    if (kind === "heading") headings.push(view);
    if (kind === "tag" && !closing && !words.endsWith("/>")) tags.push(view);
    return view;
  });
}

/** A heading's words without hashes or underline. */
export function headingWords(text: string): string {
  return text
    .replace(/^ {0,3}#{1,6}[ \t]*/, "")
    .replace(/[ \t]+#+$/, "")
    .replace(/[\r\n]+ {0,3}(?:=+|-+)$/, "")
    .trim();
}

/** How headings are compared: without case, edge punctuation or extra white space. */
export function normaliseHeading(words: string): string {
  return headingWords(words).toLowerCase().replace(/\s+/g, " ").replace(/[:.]$/, "");
}
