/** The screens that a memory uses unless it is given others, in their order. */
import type { Screen } from "../core/ports/screen.js";
import { budgetScreen, type CountTokens } from "./budget.js";
import { emptyScreen } from "./empty.js";
import { evidenceScreen } from "./evidence.js";
import { lineageScreen } from "./lineage.js";
import { lockedScreen } from "./locked.js";
import { variablesScreen } from "./variables.js";

/** `evidence`, `lineage`, `empty`, `variables`, `locked` and `budget`. `countTokens` replaces the estimate of the last. */
export function defaultScreens(options: { readonly countTokens?: CountTokens } = {}): readonly Screen[] {
  return [evidenceScreen, lineageScreen, emptyScreen, variablesScreen, lockedScreen, budgetScreen(options)];
}
