/** A limit of calls and tokens for one reflection, and the sum of what it used. */
import { estimateTokenCount } from "tokenx";
import { KnowhowError } from "../../core/errors.js";
import { estimateInput, usedByFailure } from "../../core/model-call.js";
import type { Model, ModelAnswer } from "../../core/ports/model.js";
import type { Usage } from "../../core/proposal.js";

export interface Budget {
  /** The most calls of the model. Default: no limit. */
  readonly maxCalls?: number;
  /** The most tokens, input and output together. Default: no limit. */
  readonly maxTokens?: number;
}

/** What the limits are called where they can be raised. */
export interface BudgetNames {
  readonly calls: string;
  readonly tokens: string;
}

const OPTIONS: BudgetNames = { calls: '"maxCalls"', tokens: '"maxTokens"' };

export interface BudgetedModel extends Model {
  /** What was used so far. Tokens that the provider did not count are estimated. */
  usage(): Usage;
}

/**
 * The model within a budget. A call that cannot fit any more is not made; since an answer's length is not known before,
 * the last one may go beyond. Failures that a model throws without a code get one.
 * @throws `invalid_policy` for a limit that is no positive number. Calls throw `budget_exceeded`, and what the model
 * throws.
 */
export function budgeted(model: Model, budget: Budget = {}, names: BudgetNames = OPTIONS): BudgetedModel {
  const maxCalls = limit("maxCalls", budget.maxCalls);
  const maxTokens = limit("maxTokens", budget.maxTokens);
  const used = { calls: 0, inputTokens: 0, outputTokens: 0 };
  return {
    id: model.id,
    usage: () => ({ ...used }),
    async generate(request, options) {
      if (used.calls >= maxCalls) {
        throw new KnowhowError(
          "budget_exceeded",
          `The reflection used its ${maxCalls} calls of ${model.id}. Raise ${names.calls}.`,
        );
      }
      const asked = estimateInput(request);
      if (used.inputTokens + used.outputTokens + asked > maxTokens) {
        throw new KnowhowError(
          "budget_exceeded",
          `The reflection would use more than its ${maxTokens} tokens of ${model.id}. Raise ${names.tokens}, or send fewer lessons.`,
        );
      }
      used.calls += 1;
      const answer = await ask(model, request, options).catch((error: unknown) => {
        const { inputTokens, outputTokens } = usedByFailure(error);
        used.inputTokens += inputTokens;
        used.outputTokens += outputTokens;
        throw error;
      });
      used.inputTokens += answer.usage?.inputTokens ?? asked;
      used.outputTokens += answer.usage?.outputTokens ?? estimateTokenCount(answer.text);
      return answer;
    },
  };
}

async function ask(model: Model, ...call: Parameters<Model["generate"]>): Promise<ModelAnswer> {
  try {
    return await model.generate(...call);
  } catch (cause) {
    if (KnowhowError.is(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowhowError("model_failed", `${model.id} failed: ${why}. The cause has its error.`, { cause });
  }
}

function limit(name: string, value: number | undefined): number {
  if (value === undefined) return Infinity;
  if (Number.isInteger(value) && value > 0) return value;
  throw new KnowhowError("invalid_policy", `"${name}" must be a whole number from 1, not ${value}.`);
}
