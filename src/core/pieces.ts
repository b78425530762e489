/** The pieces of a text while edits are applied: words, and the white space behind them, with its rules. */
import type { BlockKind, BlockOrigin, BlockView } from "./block.js";
import { splitIntoSpans } from "./blocks.js";
import { KnowhowError } from "./errors.js";
import { type Identified, normaliseHeading, viewBlocks } from "./identify.js";
import { checkText } from "./text.js";

/** A text with its blocks. */
export interface Blocks extends Identified {
  readonly text: string;
}

export interface Piece {
  readonly id: string;
  readonly kind: BlockKind;
  readonly origin: BlockOrigin;
  readonly since: number;
  readonly depth: number;
  readonly marker: string;
  content: string;
  /** The white space behind it. */
  gap: string;
  /** Its words are of this very edit. */
  fresh: boolean;
}

/** Cuts a text at its blocks. */
export function cutIntoPieces(base: Blocks): Piece[] {
  return viewBlocks(base.text, base.blocks).map((view, at) => {
    const end = base.blocks[at]?.end ?? 0;
    const gap = base.text.slice(end, base.blocks[at + 1]?.start ?? base.text.length);
    const { id, kind, origin, since, depth } = view;
    const marker = markerOf(view);
    return { id, kind, origin, since, depth, marker, content: view.text.slice(marker.length), gap, fresh: false };
  });
}

function markerOf(view: BlockView): string {
  if (view.kind === "heading") return /^ {0,3}#{1,6}[ \t]*/.exec(view.text)?.[0] ?? "";
  return view.text.slice(0, view.text.length - view.content.length);
}

/** Takes a piece away; of the two gaps around it the longer stays, and the end of the text stays as it was. */
export function removePiece(pieces: Piece[], at: number, newline: string): void {
  const [piece] = pieces.splice(at, 1);
  const before = pieces[at - 1];
  if (!piece || !before) return;
  const next = pieces[at];
  const apart = before.kind === "paragraph" && next?.kind === "paragraph" ? newline.repeat(2) : "";
  before.gap = next ? longerGap(longerGap(before.gap, piece.gap), apart) : piece.gap;
}

/** Puts a piece behind the one at `after` (-1: at the front), with white space that keeps both apart. */
export function insertPiece(
  pieces: Piece[],
  after: number,
  piece: Omit<Piece, "gap" | "fresh">,
  newline: string,
): void {
  const before = pieces[after];
  const next = pieces[after + 1];
  const gap = before?.gap ?? "";
  if (before) before.gap = next && gapFits(before, piece, gap) ? gap : gapBetween(pieces, after, piece, newline);
  const least = next ? gapBefore(piece.kind, next.kind, newline) : gap;
  // The blank line below a heading stays below the heading, and does not part a list.
  const joinsList = next?.kind === "item" && before !== undefined && gapFits(before, piece, gap);
  const behind = next && !joinsList ? longerGap(gap, least) : least;
  pieces.splice(after + 1, 0, { ...piece, gap: behind, fresh: true });
}

/** A heading keeps the gap it had to what followed. */
const gapFits = (before: Piece, piece: { kind: BlockKind }, gap: string): boolean =>
  before.kind === "heading" && piece.kind === "item" && /[\r\n]/.test(gap);

function gapBetween(pieces: readonly Piece[], after: number, piece: { kind: BlockKind }, newline: string): string {
  const before = pieces[after];
  if (before?.kind === "sentence" && piece.kind === "sentence") return " ";
  if (before?.kind !== "item" || piece.kind !== "item") return newline.repeat(2);
  const earlier = pieces[after - 1];
  return earlier?.kind === "item" && /[\r\n]/.test(earlier.gap) ? earlier.gap : newline;
}

function gapBefore(kind: BlockKind, next: BlockKind, newline: string): string {
  if (kind === "sentence" && next === "sentence") return " ";
  return kind === "item" && next === "item" ? newline : newline.repeat(2);
}

/** The gap with more line breaks; the first when they have as many. */
function longerGap(a: string, b: string): string {
  const breaks = (gap: string): number => gap.split(/\r\n|\n|\r/).length;
  if (breaks(a) === breaks(b)) return a === "" ? b : a;
  return breaks(b) > breaks(a) ? b : a;
}

/** The marker for a new item behind `after`: that of the list it joins, an ordered one counted on. */
export function nextMarker(pieces: readonly Piece[], after: number): { marker: string; depth: number } {
  let sibling: Piece | undefined;
  for (let at = after; at >= 0 && pieces[at]?.kind === "item"; at -= 1) {
    const piece = pieces[at] as Piece;
    if (!sibling || piece.depth < sibling.depth) sibling = piece;
  }
  if (!sibling) return { marker: "- ", depth: 0 };
  return { marker: sibling.marker.replace(/\d+/, (digits) => String(Number(digits) + 1)), depth: sibling.depth };
}

/** The last piece that belongs directly to a heading, before its first sub-heading or the end of the tag around it. */
export function endOfSection(pieces: readonly Piece[], heading: number): number {
  let open = 0;
  for (let at = heading + 1; at < pieces.length; at += 1) {
    const { kind, content } = pieces[at] as Piece;
    if (kind === "heading") return at - 1;
    if (kind !== "tag" || content.endsWith("/>")) continue;
    open += content.trimStart().startsWith("</") ? -1 : 1;
    if (open < 0) return at - 1;
  }
  return pieces.length - 1;
}

/** The heading with these words, compared without case; -1 for none. */
export function findHeading(pieces: readonly Piece[], words: string): number {
  return pieces.findIndex(
    (piece) => piece.kind === "heading" && normaliseHeading(piece.content) === normaliseHeading(words),
  );
}

/**
 * Puts new words into the form of a block's kind: line breaks of the text's own style, continuation lines indented.
 * @throws `invalid_edit` if they are blank or would not stay one block
 */
export function formatContent(text: string, like: Pick<Piece, "kind" | "marker">, newline: string): string {
  const words = checkText(text, "The text of an edit").trim();
  if (words === "")
    throw new KnowhowError("invalid_edit", "The text of an edit is blank. To take a block away, use remove.");
  const indent = " ".repeat((/^[ \t]*/.exec(like.marker)?.[0].length ?? 0) + 2);
  const formatted = words
    .split(/\r\n|\r|\n/)
    .map((line, at) =>
      at === 0 || like.kind !== "item" || line.trim() === "" ? line.trimEnd() : indent + line.trimStart(),
    )
    .join(newline);
  if (!staysOneBlock(formatted, like)) {
    const start = JSON.stringify(words.slice(0, 80));
    throw new KnowhowError(
      "invalid_edit",
      `The text of an edit must stay one ${like.kind}: ${start}. Split it into several edits.`,
    );
  }
  return formatted;
}

function staysOneBlock(formatted: string, { kind, marker }: Pick<Piece, "kind" | "marker">): boolean {
  // Behind a heading, so that paragraphs are not split into sentences.
  const probe = splitIntoSpans(`# heading\n\n${kind === "heading" ? `# ${formatted}` : marker + formatted}`).slice(1);
  if (probe.length !== 1 || (kind === "sentence" && /[\r\n]/.test(formatted))) return false;
  const found = probe[0]?.kind;
  return found === kind || (kind === "sentence" && found === "paragraph");
}
