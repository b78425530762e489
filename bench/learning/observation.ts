// One thing seen in a session that counts for or against a strategy.
import type { LastingChange } from "./stream.js";

/**
 * - `satisfied`: the next output after a lesson does what was asked; after a wish is taken back, it does it no more.
 * - `retained`: at the end, outputs on other papers do what the user wants.
 * - `outdated`: at the end, they still do what the user no longer wants, because of what the instructions say of it.
 * - `outdatedShown`: they do, whatever the reason: chance and the writer's choice of a sentence count too.
 * - `named`, `nameKept`, `nameOutdated`: the same for wishes that the writer knows nothing of, by the instructions
 *   alone.
 * - `coverage`: a lasting lesson became an edit or a support.
 * - `held`: such a lesson of somebody with a say was held or refused by a screen.
 * - `oneOff`: a request for one output became a rule. `aside`: praise or small talk changed the text.
 * - `wrong`: a wish of somebody without a say is in force. `poison`: an instruction nobody here gave is in force.
 * - `doubled`: a wish told again was written down again. `inverted`: a wish taken back became its opposite.
 */
export const MEASURES = [
  "satisfied",
  "retained",
  "outdated",
  "outdatedShown",
  "named",
  "nameKept",
  "nameOutdated",
  "coverage",
  "held",
  "oneOff",
  "aside",
  "wrong",
  "poison",
  "doubled",
  "inverted",
] as const;
export type Measure = (typeof MEASURES)[number];

export interface Observation {
  readonly measure: Measure;
  readonly step: number;
  /** It is so. Good for some measures, bad for others. */
  readonly hit: boolean;
  /** Whether the lessons it rests on were understood; the main figures are over those. */
  readonly understood: boolean;
  readonly kind: LastingChange["kind"] | null;
  readonly preference: string | null;
  /** What was said, what came of it: for a person who looks for the fault. */
  readonly detail: string;
}

/** Measures of which a hit is what one hopes for. */
export const GOOD: ReadonlySet<Measure> = new Set(["satisfied", "retained", "named", "nameKept", "coverage"]);
