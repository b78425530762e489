/** How screens speak of edits and texts: numbers count from one, and long texts are cut. */
import type { Edit } from "../core/edit.js";

const LONGEST = 60;

/** A text in quotation marks, cut to what a person reads at a glance. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text);

/** `Edit 2 ("Use no hashtags.")`, `Edit 1 (removal of b3)`. */
export const editName = (edit: Edit, index: number): string =>
  `Edit ${index + 1} (${edit.kind === "remove" ? `removal of ${edit.block}` : quoted(edit.text)})`;

/** `1 character`, `2 characters`. */
export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
