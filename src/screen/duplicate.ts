/**
 * `duplicate`: drops an added rule that says what another block says already, in the same place or a wider one. The
 * same words in the same order count, but for negation in other words ("never", "do not") and words that carry
 * little. A rewording into what another block says waits for a person, since dropping it would keep the words it was
 * meant to mend.
 */
import type { Screen } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
import { blockOfEdit, type Saying, sayingsOf, scopeOf, within } from "./saying.js";
import { editName, quoted } from "./words.js";

/** What a text says, for comparison: equal for texts that say the same in the same order. Empty if that is nothing. */
export const keyOf = (text: string): string =>
  sayingsOf(text)
    .map(({ negative, words }: Saying) => `${negative ? "not " : ""}${words.join(" ")}`)
    .join(". ");

export const duplicateScreen: Screen = {
  name: "duplicate",
  check({ before, after, edits, hand }) {
    if (hand !== null) return [];
    const ids = new Set(before.blocks.map(({ id }) => id));
    const blocks = new Map([...before.blocks, ...after.blocks].map((block) => [block.id, block]));
    const edited = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
    const said = new Map<string, { readonly name: string; readonly scope: readonly string[] }[]>();
    const note = (key: string, name: string, scope: readonly string[]): void => {
      if (key !== "") said.set(key, [...(said.get(key) ?? []), { name, scope }]);
    };
    for (const block of before.blocks) {
      if (block.kind === "heading" || edited.has(block.id)) continue;
      note(keyOf(block.content), `${block.id} (${quoted(block.content)})`, scopeOf(block, blocks));
    }
    return edits.flatMap((edit, index): ScreenResult[] => {
      if (edit.kind === "remove" || (edit.kind === "add" && edit.as === "heading")) return [];
      const scope = scopeOf(blockOfEdit(edit, after.blocks, ids), blocks);
      const key = keyOf(edit.text);
      const same = said.get(key)?.find((other) => within(scope, other.scope));
      note(key, `edit ${index + 1}`, scope);
      if (!same) return [];
      const message = `${editName(edit, index)} says the same as ${same.name}.`;
      if (edit.kind === "add") return [{ screen: "duplicate", verdict: "drop", message, edit: index }];
      const advice = `A person must say whether ${edit.block} should go instead.`;
      return [{ screen: "duplicate", verdict: "hold", message: `${message} ${advice}`, edit: index }];
    });
  },
};
