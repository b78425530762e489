/**
 * Remarks on what was wrong or is needed: "too many emojis", "puns have to go", "a tweet without a number is
 * useless".
 */
import type { Context, Draft } from "../draft.js";
import { BANS } from "./bans.js";
import { COMPLAINTS } from "./complaints.js";
import { NEEDS } from "./needs.js";

/** Reads what somebody remarks on as a directive. */
export function readRemark(text: string, context: Context): Draft | null {
  for (const [pattern, read] of [...COMPLAINTS, ...BANS, ...NEEDS]) {
    const found = pattern.exec(text);
    const draft = found && read(found, context);
    if (draft) return draft;
  }
  return null;
}
