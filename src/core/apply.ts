/** Applies edits to a text: what no edit names stays byte for byte. */
import type { Block, BlockOrigin } from "./block.js";
import { type Edit, LEARNED_SECTION } from "./edit.js";
import { KnowhowError } from "./errors.js";
import {
  type Blocks,
  cutIntoPieces,
  endOfSection,
  findHeading,
  formatContent,
  insertPiece,
  nextMarker,
  type Piece,
  removePiece,
} from "./pieces.js";

export type { Blocks } from "./pieces.js";

/** The new text, and which block each edit made, changed or took away, by the edit's index. */
export interface Applied extends Blocks {
  readonly blockOf: readonly string[];
}

/** What new words are marked with. */
export interface Attribution {
  readonly origin: BlockOrigin;
  /** The number of the version being made. */
  readonly since: number;
}

type Add = Extract<Edit, { kind: "add" }>;

/**
 * Applies edits and gives the new text with its blocks; unnamed blocks keep their id and bytes.
 *
 * A section is found by its heading's words; a missing one is made at the end, with a second-level heading. Several
 * adds at one place stand in the order of the edits. A removal takes the block and the shorter of the gaps around it;
 * ordered numbers of other items stay as they are; the section of learned rules goes with its last rule. Whether the
 * text ends in a newline does not change.
 * @throws `invalid_edit` for an unknown block, two edits of one block, or text that would not stay one block
 */
export function applyEdits(base: Blocks, edits: readonly Edit[], attribution: Attribution): Applied {
  const newline = base.text.includes("\r\n") ? "\r\n" : "\n";
  const pieces = cutIntoPieces(base);
  refuseDoubleEdits(edits);
  let next = base.nextBlock;
  const lastAdded = new Map<string, string>();
  const blockOf = edits.map((edit) => {
    if (edit.kind === "replace") replace(pieces, edit, newline);
    if (edit.kind !== "add") return edit.block;
    next = add(pieces, edit, { newline, next, lastAdded });
    return `b${next - 1}`;
  });
  for (const edit of edits)
    if (edit.kind === "remove") removePiece(pieces, indexOf(pieces, edit.block, "remove"), newline);
  if (edits.some((edit) => edit.kind === "remove")) dropEmptyLearnedSection(pieces, newline);
  const lead = base.text.slice(0, base.blocks[0]?.start ?? 0);
  return { ...assemble(lead, pieces, { ...attribution, nextBlock: next }), blockOf };
}

function refuseDoubleEdits(edits: readonly Edit[]): void {
  const seen = new Set<string>();
  for (const edit of edits) {
    if (edit.kind === "add") continue;
    if (seen.has(edit.block))
      throw new KnowhowError("invalid_edit", `Two edits name the block ${edit.block}. Make them one.`);
    seen.add(edit.block);
  }
}

function indexOf(pieces: readonly Piece[], id: string, verb: string): number {
  const at = pieces.findIndex((piece) => piece.id === id);
  if (at < 0)
    throw new KnowhowError(
      "invalid_edit",
      `There is no block ${id} to ${verb}. Use the id of a block of this version.`,
    );
  if (pieces[at]?.kind === "tag" && verb !== "add after") {
    throw new KnowhowError("invalid_edit", `The block ${id} is a tag. Edit what is inside it.`);
  }
  return at;
}

function replace(pieces: readonly Piece[], edit: Extract<Edit, { kind: "replace" }>, newline: string): void {
  const piece = pieces[indexOf(pieces, edit.block, "replace")];
  if (!piece) return;
  piece.content = formatContent(edit.text, piece, newline);
  piece.fresh = true;
}

interface Adding {
  readonly newline: string;
  readonly next: number;
  /** The block last added behind an anchor, so that adds at one place keep their order. */
  readonly lastAdded: Map<string, string>;
}

/** Gives the number of the next new block. */
function add(pieces: Piece[], edit: Add, { newline, next, lastAdded }: Adding): number {
  const { place } = edit;
  if ("section" in place && findHeading(pieces, place.section) < 0) {
    put(pieces, pieces.length - 1, { ...edit, as: "heading", text: place.section }, `b${next}`, newline);
    put(pieces, pieces.length - 1, { as: "item", ...edit }, `b${next + 1}`, newline);
    return next + 2;
  }
  if ("after" in place) {
    put(pieces, indexOf(pieces, lastAdded.get(place.after) ?? place.after, "add after"), edit, `b${next}`, newline);
    lastAdded.set(place.after, `b${next}`);
    return next + 1;
  }
  if ("section" in place) {
    put(pieces, endOfSection(pieces, findHeading(pieces, place.section)), { as: "item", ...edit }, `b${next}`, newline);
    return next + 1;
  }
  const anchor = lastAdded.get(place.at);
  const start = anchor === undefined ? -1 : indexOf(pieces, anchor, "add after");
  put(pieces, place.at === "start" ? start : pieces.length - 1, edit, `b${next}`, newline);
  lastAdded.set(place.at, `b${next}`);
  return next + 1;
}

function put(pieces: Piece[], after: number, edit: Add, id: string, newline: string): void {
  const before = pieces[after]?.kind;
  const kind = edit.as ?? (before === "item" || before === "sentence" ? before : "paragraph");
  const level = kind === "heading" ? (edit.level ?? 2) : 0;
  const like =
    kind === "item" ? nextMarker(pieces, after) : { marker: level ? `${"#".repeat(level)} ` : "", depth: level };
  const content = formatContent(edit.text, { kind, marker: like.marker }, newline);
  insertPiece(pieces, after, { id, kind, origin: "rule", since: 0, ...like, content }, newline);
}

function dropEmptyLearnedSection(pieces: Piece[], newline: string): void {
  const at = findHeading(pieces, LEARNED_SECTION);
  const heading = pieces[at];
  if (!heading || heading.origin !== "rule" || endOfSection(pieces, at) > at) return;
  if ((pieces[at + 1]?.depth ?? 0) > heading.depth && pieces[at + 1]?.kind === "heading") return;
  removePiece(pieces, at, newline);
}

/** Blocks are carried, not parsed again: a sentence or item keeps its identity whatever now stands beside it. */
function assemble(lead: string, pieces: readonly Piece[], fresh: Attribution & { readonly nextBlock: number }): Blocks {
  let text = lead;
  const blocks = pieces.map((piece): Block => {
    const { id, kind, depth, marker } = piece;
    const { origin, since } = piece.fresh ? fresh : piece;
    const start = text.length;
    const end = start + marker.length + piece.content.length;
    text += marker + piece.content + piece.gap;
    return { id, kind, start, content: start + marker.length, end, depth, origin, since };
  });
  return { text, blocks, nextBlock: fresh.nextBlock };
}
