/** The block diff of whole texts: what a person or a model made of the instructions, as edits of single blocks. */
import { diffArrays, diffWords } from "diff";
import type { Block, Span } from "./block.js";
import { splitIntoSpans } from "./blocks.js";
import type { Edit, EditPlace } from "./edit.js";
import type { Evidence } from "./evidence.js";
import type { Attribution, Blocks } from "./apply.js";
import { headingWords, type Identified } from "./identify.js";

/** Below this share of common words a block counts as another block, not as the same one reworded. */
const SAME_BLOCK = 0.4;

/** One step of an alignment, in the order of the new text; removals stand where they were. */
type Step =
  | { readonly kind: "same" | "reworded"; readonly block: Block; readonly span: Span }
  | { readonly kind: "gone"; readonly block: Block }
  | { readonly kind: "new"; readonly span: Span };

/**
 * The edits that lead from the base to the new text, block by block. White space between blocks is not looked at, and
 * tags cannot be edited: both come only with an exact text. Applied to the base, the edits give the new text's blocks.
 */
export function diffToEdits(base: Blocks, text: string, evidence: readonly Evidence[] = []): Edit[] {
  const edits: Edit[] = [];
  let anchor: string | null = null;
  for (const step of align(base, text)) {
    if (step.kind === "new") {
      const place: EditPlace = anchor === null ? { at: "start" } : { after: anchor };
      const add = asAdd(text, step.span, place, evidence);
      if (add) edits.push(add);
      continue;
    }
    if (step.kind !== "gone") anchor = step.block.id;
    if (step.block.kind === "tag" || step.kind === "same") continue;
    if (step.kind === "gone") edits.push({ kind: "remove", block: step.block.id, evidence });
    else edits.push({ kind: "replace", block: step.block.id, text: contentOf(text, step.span), evidence });
  }
  return edits;
}

/** Blocks of an exact new text: the same and reworded ones keep their ids, new ones get new ids. */
export function alignBlocks(base: Blocks, text: string, attribution: Attribution): Identified {
  let { nextBlock } = base;
  const blocks = align(base, text).flatMap((step): Block[] => {
    if (step.kind === "gone") return [];
    if (step.kind === "same")
      return [{ ...step.span, id: step.block.id, origin: step.block.origin, since: step.block.since }];
    if (step.kind === "reworded") return [{ ...step.span, id: step.block.id, ...attribution }];
    nextBlock += 1;
    return [{ ...step.span, id: `b${nextBlock - 1}`, ...attribution }];
  });
  return { blocks, nextBlock };
}

function align(base: Blocks, text: string): Step[] {
  const spans = splitIntoSpans(text);
  const before = base.blocks.map((block) => base.text.slice(block.start, block.end));
  const after = spans.map((span) => text.slice(span.start, span.end));
  const steps: Step[] = [];
  let old = 0;
  let now = 0;
  const hunk: { gone: Block[]; added: Span[] } = { gone: [], added: [] };
  const flush = (): void => {
    steps.push(...pairUp(hunk.gone, hunk.added, base.text, text));
    hunk.gone = [];
    hunk.added = [];
  };
  for (const part of diffArrays(before, after)) {
    if (part.removed) hunk.gone.push(...base.blocks.slice(old, (old += part.value.length)));
    else if (part.added) hunk.added.push(...spans.slice(now, (now += part.value.length)));
    else {
      flush();
      part.value.forEach(() =>
        steps.push({ kind: "same", block: base.blocks[old++] as Block, span: spans[now++] as Span }),
      );
    }
  }
  flush();
  return steps;
}

/** Within a hunk, pairs removed with added blocks of the same kind that share enough words, keeping the order. */
function pairUp(gone: readonly Block[], added: readonly Span[], before: string, after: string): Step[] {
  const steps: Step[] = [];
  let from = 0;
  for (const span of added) {
    const words = after.slice(span.start, span.end);
    const match = gone.findIndex(
      (block, at) =>
        at >= from && block.kind === span.kind && similarity(before.slice(block.start, block.end), words) >= SAME_BLOCK,
    );
    if (match < 0) {
      steps.push({ kind: "new", span });
      continue;
    }
    steps.push(...gone.slice(from, match).map((block): Step => ({ kind: "gone", block })));
    steps.push({ kind: "reworded", block: gone[match] as Block, span });
    from = match + 1;
  }
  return [...steps, ...gone.slice(from).map((block): Step => ({ kind: "gone", block }))];
}

/** The share of characters in words that two texts have in common, 0 to 1. */
function similarity(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 4000) return a.slice(0, 200) === b.slice(0, 200) ? 1 : 0;
  const common = diffWords(a, b).reduce(
    (sum, part) => (part.added || part.removed ? sum : sum + part.value.trim().length),
    0,
  );
  const length = (text: string): number => text.replace(/\s+/g, "").length;
  return common / Math.max(1, length(a), length(b));
}

const contentOf = (text: string, span: Span): string =>
  span.kind === "heading" ? headingWords(text.slice(span.start, span.end)) : text.slice(span.content, span.end);

function asAdd(text: string, span: Span, place: EditPlace, evidence: readonly Evidence[]): Edit | null {
  if (span.kind === "tag") return null;
  const content = contentOf(text, span);
  if (span.kind !== "heading") return { kind: "add", place, as: span.kind, text: content, evidence };
  return content === "" ? null : { kind: "add", place, as: "heading", level: span.depth, text: content, evidence };
}
