/**
 * The default strategy with a model: one call, structured edits of addressable blocks, each with quotes as evidence.
 * After the playbook of ACE (Agentic Context Engineering, 2025), whose delta updates keep a context from collapsing. It
 * deviates in that there are no helpfulness counters, contradictions replace the older block, and an edit without a
 * quote that is found is dropped.
 */
import type { Model } from "../../core/ports/model.js";
import { checkKnown } from "../../core/known-options.js";
import type { ReflectionInput, ReflectionOutput, Strategy } from "../../core/ports/strategy.js";
import { NO_USAGE } from "../../core/proposal.js";
import { ask } from "../prompting/ask.js";
import { blocksOf } from "../prompting/base.js";
import { type Budget, budgeted } from "../prompting/budget.js";
import { materialOf } from "../prompting/material.js";
import { metered } from "../prompting/metered.js";
import { settle } from "../prompting/settle.js";
import { templateText } from "../prompting/template-text.js";
import { attributeBy } from "../team/attribute.js";
import { mergesByModel } from "../compact/by-model.js";
import { faultsOf, playbookForm, type Reading, readEdits } from "./answer.js";
import { playbookPrompt } from "./prompt.js";

export interface PlaybookOptions {
  readonly model: Model;
  /**
   * What one reflection may use. Default: two calls (the second only after an answer that cannot be used), any tokens.
   */
  readonly budget?: Budget;
}

/**
 * Reads the lessons with one call of the model. Its answer grows with the change, not with the instructions. Feedback,
 * guidance and the part of the run that the feedback speaks of are in the request; what tools returned or people pasted
 * is not.
 * @throws `invalid_policy` for a bad budget. `reflect` throws `invalid_answer` after two answers that cannot be used,
 * `budget_exceeded`, `model_*`
 */
export function playbook(options: PlaybookOptions): Strategy {
  checkKnown("playbook", options, { model: true, budget: true });
  const { model, budget } = options;
  budgeted(model, budget);
  return {
    name: "playbook",
    model: model.id,
    attribute: (input) => attributeBy(model, input),
    compact: (input) => mergesByModel(model, input),
    async reflect(input: ReflectionInput): Promise<ReflectionOutput> {
      if (input.lessons.length === 0)
        return { edits: [], supports: [], outcomes: [], rationale: "There were no lessons.", usage: NO_USAGE };
      const asked = metered(model, input, { maxCalls: 2, ...budget });
      const template = templateText(input.text, input.templateFormat);
      const materials = materialOf(input.lessons);
      const reading: Reading = {
        base: blocksOf(input),
        views: input.blocks,
        materials,
        template,
        templateFormat: input.templateFormat,
      };
      const { value: answer } = await ask(asked, {
        name: "playbook",
        form: playbookForm,
        messages: playbookPrompt({ blocks: input.blocks, materials, guidance: input.guidance, template }),
        faults: (one) => faultsOf(one, reading),
        signal: input.signal,
      });
      const { edits, supports, dropped } = readEdits(answer, reading);
      const outcomes = settle({ materials, edits, supports, said: answer.lessons, dropped });
      const rationale = answer.rationale.trim() || outcomes.map(({ reason }) => reason).join(" ");
      return { edits, supports, outcomes, rationale, usage: asked.usage() };
    },
  };
}
