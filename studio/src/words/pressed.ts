/** Which shortcut a key press is. */

export interface Press {
  readonly key: string;
  /** Ctrl, Alt or Meta was held: that belongs to the browser. */
  readonly held: boolean;
  /** The focus is in a field: the key is text. */
  readonly field: boolean;
}

/** The key as keymaps name it; null when the press is none of ours. */
export function pressedKey({ key, held, field }: Press): string | null {
  if (held || (field && key !== "Escape")) return null;
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Follows two-key shortcuts: `g` then `i`. */
export class Sequence {
  #first: { readonly key: string; readonly at: number } | null = null;

  /** The shortcut that this key completes, such as `g i`, or the key itself. */
  next(key: string, now: number): string {
    const first = this.#first;
    this.#first = null;
    if (first !== null && now - first.at <= LONGEST_PAUSE) return `${first.key} ${key}`;
    if (key === "g") this.#first = { key, at: now };
    return key;
  }
}

/** Milliseconds between the two keys of a shortcut. */
const LONGEST_PAUSE = 1200;
