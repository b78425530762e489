/** Single keys: which mean something now, and the list that “?” shows. */
import { useEffect, useRef } from "react";
import { pressedKey, Sequence } from "../words/pressed.js";

export type Keymap = Readonly<Record<string, (() => void) | undefined>>;

/**
 * While the component is mounted, a key calls its function. Keys are ignored in fields, with Ctrl, Alt or Meta, and
 * behind an open dialog.
 */
export function useKeys(keymap: Keymap): void {
  const latest = useRef(keymap);
  useEffect(() => {
    latest.current = keymap;
  });
  useEffect(() => {
    const sequence = new Sequence();
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const key = pressedKey({
        key: event.key,
        held: event.ctrlKey || event.altKey || event.metaKey,
        field: target?.closest("input, textarea, select, [contenteditable]") !== null && target !== null,
      });
      const act = key === null ? undefined : latest.current[sequence.next(key, event.timeStamp)];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

interface KeyGroup {
  readonly where: string;
  readonly keys: readonly (readonly [key: string, does: string])[];
}

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    where: "Everywhere",
    keys: [
      ["?", "show these keys"],
      ["Ctrl Enter", "send what you typed"],
      ["u", "undo the last decision, while its message stands"],
      ["g i", "go to Inbox"],
      ["g t", "go to Instructions"],
      ["g h", "go to History"],
      ["g r", "go to Runs"],
      ["g l", "go to Learning"],
      ["g y", "go to Try it"],
    ],
  },
  {
    where: "Inbox",
    keys: [
      ["j  k", "next, previous suggestion"],
      ["a", "accept"],
      ["e", "edit, then accept"],
      ["r", "reject"],
    ],
  },
  {
    where: "Try it",
    keys: [
      ["c", "say what should be different"],
      ["a  e  r", "accept, edit, reject the suggestion"],
      ["n", "the next sample"],
    ],
  },
  {
    where: "Instructions, History, Runs",
    keys: [
      ["j  k", "next, previous"],
      ["Enter", "open what has the focus"],
      ["Esc", "close what was opened"],
    ],
  },
];
