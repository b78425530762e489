/** `empty`: refuses a blank result, and one that collapsed in a way the edits do not explain. */
import type { Screen } from "../core/ports/screen.js";

/** Below this share of the old text's characters the result counts as collapsed. */
const COLLAPSED = 0.5;

export const emptyScreen: Screen = {
  name: "empty",
  check({ before, after, edits }) {
    const refuse = (message: string) => [{ screen: "empty", verdict: "refuse" as const, message, edit: null }];
    if (after.text.trim() === "") return refuse("The text would be blank. Instructions must say something.");
    const removed = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
    const named = before.blocks
      .filter((block) => removed.has(block.id))
      .reduce((sum, block) => sum + block.text.length, 0);
    const lost = before.text.trim().length - after.text.trim().length;
    const collapsed = after.text.trim().length < before.text.trim().length * COLLAPSED;
    // The margin covers the white space around blocks.
    if (collapsed && lost > named + 4 * removed.size + 8) {
      return refuse(
        `The text would shrink by ${lost} characters, but the edits account for ${named}. Propose the removals one by one.`,
      );
    }
    const rules = (blocks: typeof before.blocks) =>
      blocks.filter((block) => block.origin === "rule" && block.kind !== "heading").length;
    if (rules(before.blocks) > 3 && rules(after.blocks) === 0)
      return refuse("Every learned rule would be gone. Roll back if that is what you want.");
    return [];
  },
};
