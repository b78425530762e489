/** Puts a person's wording of single rules into the proposed text. */
import type { Edit } from "knowhow";

/** A list item's beginning, up to its words. */
const MARKER = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+$/;

/**
 * The proposed text with other words for some of the edits (index → words). Null when it cannot be told where an
 * edit's words stand; the whole text must be edited then.
 */
export function amendText(text: string, edits: readonly Edit[], words: ReadonlyMap<number, string>): string | null {
  const places: { readonly start: number; readonly end: number; readonly words: string }[] = [];
  for (const [index, amended] of words) {
    const edit = edits[index];
    if (!edit || edit.kind === "remove") return null;
    const start = text.indexOf(edit.text);
    if (edit.text === "" || start < 0 || text.indexOf(edit.text, start + 1) >= 0) return null;
    const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
    const indent = MARKER.test(before) ? " ".repeat(before.length) : "";
    const lines = amended.trim().split(/\r\n|\n|\r/);
    places.push({ start, end: start + edit.text.length, words: lines.join(`\n${indent}`) });
  }
  places.sort((one, other) => one.start - other.start);
  let amended = "";
  let at = 0;
  for (const place of places) {
    if (place.start < at) return null;
    amended += text.slice(at, place.start) + place.words;
    at = place.end;
  }
  return amended + text.slice(at);
}
