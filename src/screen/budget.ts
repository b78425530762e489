/** `budget`: refuses a text that grows beyond the policy's token budget. */
import { estimateTokenCount } from "tokenx";
import type { Screen } from "../core/ports/screen.js";

/** Counts or estimates the tokens of a text. */
export type CountTokens = (text: string) => number;

/** A change that makes a text smaller passes, even if it is still too large. Default count: an estimate (tokenx). */
export function budgetScreen(options: { readonly countTokens?: CountTokens } = {}): Screen {
  const countTokens = options.countTokens ?? estimateTokenCount;
  return {
    name: "budget",
    check({ before, after, tokenBudget }) {
      if (tokenBudget === null) return [];
      const tokens = countTokens(after.text);
      if (tokens <= tokenBudget || tokens < countTokens(before.text)) return [];
      const counted = options.countTokens ? "" : "about ";
      const message = `The text would have ${counted}${tokens} tokens; its budget is ${tokenBudget}. Run knowhow compact (compact() in code) to merge rules, remove some, or raise the budget.`;
      return [{ screen: "budget", verdict: "refuse", message, edit: null }];
    },
  };
}
