/**
 * Prompt memory after LangMem's optimiser of that name: one call that writes the whole text. It deviates in that only
 * changes with a quote from a lesson take effect: the new text is compared block by block, and what no lesson accounts
 * for keeps its old words.
 */
import type { Model } from "../../core/ports/model.js";
import { checkKnown } from "../../core/known-options.js";
import type { ReflectionInput, ReflectionOutput, Strategy } from "../../core/ports/strategy.js";
import { NO_USAGE } from "../../core/proposal.js";
import { faultsOf, type Reading, readResult, resultForm } from "../metaprompt/answer.js";
import { ask } from "../prompting/ask.js";
import { blocksOf } from "../prompting/base.js";
import { type Budget, budgeted } from "../prompting/budget.js";
import { materialOf } from "../prompting/material.js";
import { metered } from "../prompting/metered.js";
import { settle } from "../prompting/settle.js";
import { templateText } from "../prompting/template-text.js";
import { attributeBy } from "../team/attribute.js";
import { mergesByModel } from "../compact/by-model.js";
import { promptMemoryPrompt } from "./prompt.js";

export interface PromptMemoryOptions {
  readonly model: Model;
  /**
   * What one reflection may use. Default: two calls (the second only after an answer that cannot be used), any tokens.
   */
  readonly budget?: Budget;
}

/**
 * Rewrites the text in one call. Its answer is as long as the instructions; `playbook` costs less for long ones.
 * @throws `invalid_policy` for a bad budget. `reflect` throws `invalid_answer` after two answers that cannot be used,
 * `budget_exceeded`, `model_*`
 */
export function promptMemory(options: PromptMemoryOptions): Strategy {
  checkKnown("promptMemory", options, { model: true, budget: true });
  const { model, budget } = options;
  budgeted(model, budget);
  return {
    name: "prompt-memory",
    model: model.id,
    attribute: (input) => attributeBy(model, input),
    compact: (input) => mergesByModel(model, input),
    async reflect(input: ReflectionInput): Promise<ReflectionOutput> {
      if (input.lessons.length === 0)
        return { edits: [], supports: [], outcomes: [], rationale: "There were no lessons.", usage: NO_USAGE };
      const asked = metered(model, input, { maxCalls: 2, ...budget });
      const { text, blocks, guidance, templateFormat, signal } = input;
      const template = templateText(text, templateFormat);
      const materials = materialOf(input.lessons);
      const reading: Reading = { base: blocksOf(input), views: blocks, materials, template, templateFormat };
      const { value: result } = await ask(asked, {
        name: "prompt_memory",
        form: resultForm,
        messages: promptMemoryPrompt({ text, blocks, materials, guidance, template }),
        faults: (one) => faultsOf(one, reading),
        signal,
      });
      const { edits, supports, dropped } = readResult(result, reading);
      const outcomes = settle({ materials, edits, supports, said: result.lessons, dropped });
      const rationale = result.rationale.trim() || outcomes.map(({ reason }) => reason).join(" ");
      return { edits, supports, outcomes, rationale, usage: asked.usage() };
    },
  };
}
