/** Rows in aligned columns. */
import type { Paint } from "./paint.js";
import { excerpt, widthOf } from "./printable.js";

export interface TableStyle {
  readonly paint: Paint;
  /** The last column is cut so that rows fit; null: not cut. */
  readonly width: number | null;
}

const GAP = "  ";
/** The last column keeps at least so much, whatever the terminal's width. */
const LEAST = 20;

/** Lines of a table; columns that are empty in every row are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], style: TableStyle): string[] {
  const used = head.map((_title, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const keep = <T>(row: readonly T[]): T[] => row.filter((_cell, column) => used[column]);
  const cells = [keep(head), ...rows.map((row) => keep(row.map((cell) => excerpt(cell))))];
  const last = keep(head).length - 1;
  const widths = keep(head).map((_title, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ""))));
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  const room = style.width === null ? Infinity : Math.max(LEAST, style.width - before);
  const lines = cells.map((row) =>
    row.map((cell, column) => (column === last ? excerpt(cell, room) : pad(cell, widths[column] ?? 0))).join(GAP),
  );
  return lines.map((line, index) => (index === 0 ? style.paint.dim(line.trimEnd()) : line.trimEnd()));
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
