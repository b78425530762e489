/** `knowhow/literal`: the strategy without a language model, and its reader. Word lists load at the first use. */
import type { Reading } from "../reflect/literal/read.js";

export { literal } from "../reflect/literal/literal.js";
export type { Reading } from "../reflect/literal/read.js";
export type { ReadingKind } from "../reflect/literal/step.js";

/**
 * Reads a comment clause by clause, in the order of the text, with grammar and word lists: no language model.
 *
 * A clause of kind `directive` has a `rule`: one clean imperative sentence, such as "Do not use hashtags." The others
 * say why they teach nothing: `praise`, `question`, `one-off` (meant for the output at hand), `reason` (a remark
 * beside a directive), `quoted` (somebody else's words), `foreign` (not English), `unread` (not understood; it may
 * hold anything). `start` and `end` are UTF-16 offsets into the comment, and `snippet` is what stands there. Reading
 * a rule gives that rule.
 *
 * Never throws on any string. Of a comment longer than 10,000 code units only the beginning is read.
 */
export async function readDirectives(comment: string): Promise<Reading[]> {
  const { readComment } = await import("../reflect/literal/read.js");
  return readComment(comment);
}
