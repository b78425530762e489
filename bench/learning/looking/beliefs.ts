// What a learner that did everything right would hold, given what it understood: the user's wishes, less those it did
// not read, plus those whose end it did not read.
import type { Fate } from "../learners/learner.js";
import { preferenceOf, replaces } from "../preferences/all.js";
import type { Preference } from "../preferences/preference.js";
import type { LastingChange, Step } from "../stream.js";

/** Whether a lesson was made an edit or support, whatever became of it then. */
export const understood = (fate: Fate | undefined): boolean =>
  fate === "taken" || fate === "held" || fate === "refused";

export class Beliefs {
  /** Keys of preferences, in the order in which they were understood. */
  holds: readonly string[] = [];
  /** Preferences whose end was understood. */
  readonly ended = new Set<string>();
  /** Preferences that were ever understood. */
  readonly known = new Set<string>();
  /** By the key of what was said. */
  fates: ReadonlyMap<string, Fate> = new Map();
  readonly #learned = new Set<string>();

  /** Whether what was said under this key was understood. */
  has(key: string): boolean {
    return this.#learned.has(key);
  }

  /** Takes in what is understood by now, in the order in which it was said. */
  learn(told: readonly Step[], fates: ReadonlyMap<string, Fate>): void {
    this.fates = fates;
    const wants = told.at(-1)?.wants ?? [];
    for (const { said } of told) {
      if (this.#learned.has(said.key) || !understood(fates.get(said.key))) continue;
      this.#learned.add(said.key);
      for (const change of said.lasting) {
        // What is understood late may be over by then.
        if (said === told.at(-1)?.said || wants.includes(change.preference) !== (change.kind === "delete"))
          this.#take(change);
      }
    }
  }

  #take({ kind, preference, outdates }: LastingChange): void {
    const next = preferenceOf(preference);
    const over = this.holds.filter((key) => key === outdates || endedBy(kind, next, preferenceOf(key)));
    for (const key of over) this.ended.add(key);
    const left = this.holds.filter((key) => !over.includes(key));
    if (kind === "delete") {
      this.holds = left;
      return;
    }
    this.known.add(preference);
    this.ended.delete(preference);
    this.holds = left.includes(preference) ? left : [...left, preference];
  }
}

/** Who takes back a limit takes back whichever number the learner has it in, even if it missed the last. */
function endedBy(kind: LastingChange["kind"], said: Preference, held: Preference): boolean {
  if (kind !== "delete") return replaces(said, held);
  return said.number !== null && held.number !== null && said.matter === held.matter;
}
