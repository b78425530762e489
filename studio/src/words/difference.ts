/** What changed, in the smallest pieces a person wants to see: words within a rule, lines within a text. */
import { diffArrays, diffWordsWithSpace } from "diff";

export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Below this share of common characters two wordings are shown one after the other, not woven together. */
const WOVEN = 0.35;

/** The words of two wordings, woven together; null when they have too little in common to be read that way. */
export function wordPieces(before: string, after: string): readonly Piece[] | null {
  const pieces = diffWordsWithSpace(before, after).map(({ added, removed, value }): Piece => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
  const same = pieces.filter(({ kind }) => kind === "same").reduce((sum, { text }) => sum + text.trim().length, 0);
  return same >= WOVEN * Math.max(before.length, after.length) ? gathered(pieces) : null;
}

/** Changes with nothing but white space between them become one: what went, then what came. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let removed = "";
  let added = "";
  const flush = (): void => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  pieces.forEach(({ kind, text }, at) => {
    const within = kind === "same" && text.trim() === "" && removed + added !== "" && at < pieces.length - 1;
    if (kind !== "added" && (kind === "removed" || within)) removed += text;
    if (kind !== "removed" && (kind === "added" || within)) added += text;
    if (kind === "same" && !within) {
      flush();
      result.push({ kind, text });
    }
  });
  flush();
  return result;
}

export interface Row {
  readonly kind: "same" | "added" | "removed" | "changed";
  /** The line before, and its number from 1; null for an added one. */
  readonly left: { readonly number: number; readonly text: string } | null;
  readonly right: { readonly number: number; readonly text: string } | null;
}

const linesOf = (text: string): string[] => {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

/** Two texts side by side, line by line. A removed line stands beside the added one that took its place. */
export function rowsOf(before: string, after: string): readonly Row[] {
  const rows: Row[] = [];
  let left = 0;
  let right = 0;
  const parts = diffArrays(linesOf(before), linesOf(after));
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (!part) continue;
    const next = parts[at + 1];
    if (part.removed && next?.added) {
      for (let line = 0; line < Math.max(part.value.length, next.value.length); line += 1) {
        const [old, fresh] = [part.value[line], next.value[line]];
        rows.push({
          kind: old === undefined ? "added" : fresh === undefined ? "removed" : "changed",
          left: old === undefined ? null : { number: (left += 1), text: old },
          right: fresh === undefined ? null : { number: (right += 1), text: fresh },
        });
      }
      at += 1;
      continue;
    }
    for (const text of part.value) {
      rows.push({
        kind: part.added ? "added" : part.removed ? "removed" : "same",
        left: part.added ? null : { number: (left += 1), text },
        right: part.removed ? null : { number: (right += 1), text },
      });
    }
  }
  return rows;
}

export type Stretch =
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  /** Equal rows that are left out. */
  | { readonly kind: "gap"; readonly rows: readonly Row[] };

/** Folds long stretches of equal rows, keeping `context` rows around each change. */
export function foldRows(rows: readonly Row[], context = 2): readonly Stretch[] {
  const near = rows.map((_, at) =>
    rows.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "same"),
  );
  const stretches: { kind: "rows" | "gap"; rows: Row[] }[] = [];
  rows.forEach((row, at) => {
    const kind = near[at] ? "rows" : "gap";
    const last = stretches.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else stretches.push({ kind, rows: [row] });
  });
  return stretches;
}
