/**
 * `empty`: refuses a blank result, one that collapsed in a way the edits do not explain, and one that has lost every
 * learned rule; holds a model's edits that take away most of the text. What a person does by their own hand is only
 * refused if blank.
 */
import type { BlockView } from "../core/block.js";
import { type Edit, LEARNED_SECTION } from "../core/edit.js";
import type { Screen, ScreenInput } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
import { count } from "./words.js";

/** A loss of more than this share of the characters is a collapse. */
const COLLAPSE = 0.5;
/** Texts shorter than this may lose half of themselves by one rule. */
const SHORT_TEXT = 200;
/** White space that goes with a removed block. */
const GAP = 4;
/** A block of this length or more is gutted, not reworded, when less than half of it is left. */
const LONG_BLOCK = 200;
/** This many learned rules may go at once. */
const FEW_RULES = 3;

export const emptyScreen: Screen = {
  name: "empty",
  check(input) {
    const { before, after, edits, hand, byModel } = input;
    if (isBlank(after.text))
      return mayBeBlank(input) ? [] : [refuse("The text would be blank. It must say something.")];
    if (hand !== null) return [];
    if (rulesIn(before.blocks) > FEW_RULES && rulesIn(after.blocks) === 0) {
      return [refuse("Every learned rule would be gone. If that is what you want, roll back.")];
    }
    const had = before.text.trim().length;
    const lost = had - after.text.trim().length;
    if (lost <= had * COLLAPSE) return [];
    const explained = edits.reduce((sum, edit) => sum + explainedBy(edit, before.blocks), learnedHeading(input));
    if (lost > explained + 2 * GAP) {
      const shrinks = `The text would shrink from ${had} to ${count(had - lost, "character")}`;
      return [
        refuse(`${shrinks}; the edits explain ${explained} of the ${lost} lost. Propose the removals one by one.`),
      ];
    }
    if (!byModel || had < SHORT_TEXT) return [];
    const share = Math.round((100 * lost) / had);
    return [result("hold", `The edits would take away ${share} % of the text. A person must look.`)];
  },
};

const result = (verdict: "refuse" | "hold", message: string): ScreenResult => ({
  screen: "empty",
  verdict,
  message,
  edit: null,
});
const refuse = (message: string): ScreenResult => result("refuse", message);

/** Neither a letter, a digit nor a symbol in any script. */
const isBlank = (text: string): boolean => !/[\p{L}\p{N}\p{S}]/u.test(text.replace(MARKUP, ""));
const MARKUP = /[`|~^+=<>$]/g;

/** An overlay holds learned rules only: with the last few of them, taken away one by one, all of it goes. */
function mayBeBlank({ before, overlay, edits }: ScreenInput): boolean {
  if (isBlank(before.text)) return edits.length === 0;
  return overlay && rulesIn(before.blocks) <= FEW_RULES && edits.every((edit) => edit.kind === "remove");
}

const rulesIn = (blocks: readonly BlockView[]): number =>
  blocks.filter(({ origin, kind }) => origin === "rule" && kind !== "heading").length;

/** The heading of the learned rules goes with the last of them. */
function learnedHeading({ before, after }: ScreenInput): number {
  const isIt = ({ kind, content }: BlockView): boolean => kind === "heading" && content === LEARNED_SECTION;
  const heading = before.blocks.find(isIt);
  return heading && !after.blocks.some(isIt) ? heading.text.length + GAP : 0;
}

/** How many lost characters an edit explains: those of the block it removes, or those that a rewording spares. */
function explainedBy(edit: Edit, blocks: readonly BlockView[]): number {
  if (edit.kind === "add") return 0;
  const length = blocks.find(({ id }) => id === edit.block)?.text.length ?? 0;
  if (edit.kind === "remove") return length + GAP;
  const spared = Math.max(0, length - edit.text.length);
  return length >= LONG_BLOCK && edit.text.length < length / 2 ? 0 : spared;
}
