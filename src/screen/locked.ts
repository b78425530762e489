/**
 * `locked`: refuses whatever changes a locked section: its heading, its words, their order, what is added to it. Only
 * an operator's hand may. It looks at the result and not only at the edits, since a heading put into a section ends
 * it too.
 */
import type { Edit } from "../core/edit.js";
import type { Screen } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
import { editName, quoted } from "./words.js";

export const lockedScreen: Screen = {
  name: "locked",
  check({ before, after, edits, hand }) {
    if (hand?.role === "operator") return [];
    const was = before.blocks.filter((block) => block.locked);
    const ids = new Set(was.map(({ id }) => id));
    const now = after.blocks.filter((block) => block.locked);
    const added = now.filter(({ id }) => !ids.has(id));
    const byEdit = edits.flatMap((edit, index): ScreenResult[] => {
      const block = edit.kind === "add" ? undefined : was.find(({ id }) => id === edit.block);
      if (block) return [refuse(`${editName(edit, index)} changes ${quoted(block.content)}, which is locked`, index)];
      const enters = edit.kind === "add" && added.some(({ content }) => content === edit.text.trim());
      return enters ? [refuse(`${editName(edit, index)} would come to stand in a locked section`, index)] : [];
    });
    if (byEdit.length > 0) return byEdit;
    const kept = now.filter(({ id }) => ids.has(id));
    const changed = was.find(({ id, text }, at) => kept[at]?.id !== id || kept[at]?.text !== text);
    if (changed) return [refuse(`The locked text ${quoted(changed.content)} would not stay as it is`, culprit(edits))];
    return added
      .slice(0, 1)
      .map(({ content }) => refuse(`${quoted(content)} would come to stand in a locked section`, culprit(edits)));
  },
};

/** Where there is but one edit, it did it. */
const culprit = (edits: readonly Edit[]): number | null => (edits.length === 1 ? 0 : null);

const refuse = (what: string, edit: number | null): ScreenResult => ({
  screen: "locked",
  verdict: "refuse",
  message: `${what}; only an operator changes it by hand.`,
  edit,
});
