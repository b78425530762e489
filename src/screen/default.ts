/** The screens that a memory uses unless it is given others, in their order. */
import type { Screen } from "../core/ports/screen.js";
import { borrowedScreen } from "./borrowed.js";
import { budgetScreen, type CountTokens } from "./budget.js";
import { capabilitiesScreen } from "./capabilities.js";
import { conflictScreen } from "./conflict.js";
import { duplicateScreen } from "./duplicate.js";
import { emptyScreen } from "./empty.js";
import { evidenceScreen } from "./evidence.js";
import { lineageScreen } from "./lineage.js";
import { lockedScreen } from "./locked.js";
import { precedenceScreen } from "./precedence.js";
import { secretsScreen } from "./secrets.js";
import { variablesScreen } from "./variables.js";

/**
 * `evidence`, `duplicate`, `lineage`, `borrowed`, `capabilities`, `secrets`, `precedence`, `conflict`, `empty`,
 * `variables`, `locked` and `budget`. `countTokens` replaces the estimate of the last.
 */
export function defaultScreens(options: { readonly countTokens?: CountTokens } = {}): readonly Screen[] {
  return [
    evidenceScreen,
    duplicateScreen,
    lineageScreen,
    borrowedScreen,
    capabilitiesScreen,
    secretsScreen,
    precedenceScreen,
    conflictScreen,
    emptyScreen,
    variablesScreen,
    lockedScreen,
    budgetScreen(options),
  ];
}
