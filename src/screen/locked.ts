/** `locked`: refuses a change under a locked heading, unless an operator made it by their own hand. */
import type { Screen } from "../core/ports/screen.js";

export const lockedScreen: Screen = {
  name: "locked",
  check({ before, after, operatorHand }) {
    if (operatorHand) return [];
    const refuse = (message: string) => ({ screen: "locked", verdict: "refuse" as const, message, edit: null });
    const lockedNow = after.blocks.filter((block) => block.locked);
    const changed = before.blocks
      .filter((block) => block.locked)
      .filter((block) => lockedNow.find((one) => one.id === block.id)?.text !== block.text)
      .map((block) => refuse(`The block ${quote(block.content)} is locked; only an operator changes it by hand.`));
    const known = new Set(before.blocks.filter((block) => block.locked).map((block) => block.id));
    const added = lockedNow
      .filter((block) => !known.has(block.id))
      .map((block) =>
        refuse(`${quote(block.content)} would come to stand in a locked section; only an operator adds there by hand.`),
      );
    return [...changed, ...added];
  },
};

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
