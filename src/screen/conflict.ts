/**
 * `conflict`: holds a rule that contradicts a block which the same proposal leaves as it is, or another edit of the
 * proposal.
 */
import type { Screen } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
import { contradictionsIn } from "./contradictions.js";
import { editName } from "./words.js";

export const conflictScreen: Screen = {
  name: "conflict",
  check(input) {
    if (input.hand !== null) return [];
    const contradicted = contradictionsIn(input);
    return input.edits.flatMap((edit, index): ScreenResult[] => {
      const other = contradicted[index]?.[0];
      if (!other) return [];
      const message = `${editName(edit, index)} contradicts ${other.name}. A person must say which holds.`;
      return [{ screen: "conflict", verdict: "hold", message, edit: index }];
    });
  },
};
