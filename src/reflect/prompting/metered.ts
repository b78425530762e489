/** The model as a strategy uses it: within its own budget and the policy's, its calls noted, answers it got kept. */
import { notingCalls } from "../../core/model-call.js";
import type { Model } from "../../core/ports/model.js";
import type { ModelUse } from "../../core/ports/strategy.js";
import { type Budget, budgeted, type BudgetedModel } from "./budget.js";
import { remembering } from "./remember.js";

/** An answer that was kept counts as a call, so that a budget ends the same reflection at the same place. */
export function metered(model: Model, { answers, noteCall, budget = {} }: ModelUse, own: Budget): BudgetedModel {
  const kept = remembering(notingCalls(model, noteCall), answers);
  const { calls, tokens } = budget;
  const ofPolicy: Budget = {
    ...(calls === undefined ? {} : { maxCalls: calls }),
    ...(tokens === undefined ? {} : { maxTokens: tokens }),
  };
  return budgeted(budgeted(kept, ofPolicy, { calls: "policy.budget.calls", tokens: "policy.budget.tokens" }), own);
}
