/**
 * Gradient after LangMem's optimiser of that name: a critique says what is to be improved and whether anything warrants
 * a change, and a separate pass rewrites. It deviates in that a critique that wants no change ends the reflection with
 * its outcomes, and that the rewrite is edits of blocks, each with quotes as evidence.
 */
import { KnowhowError } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import type { Model } from "../../core/ports/model.js";
import type { ReflectionInput, ReflectionOutput, Strategy } from "../../core/ports/strategy.js";
import { NO_USAGE } from "../../core/proposal.js";
import { faultsOf, playbookForm, type PlaybookAnswer, type Reading, readEdits } from "../playbook/answer.js";
import type { PromptInput } from "../playbook/prompt.js";
import { ask } from "../prompting/ask.js";
import { blocksOf } from "../prompting/base.js";
import { type Budget, budgeted } from "../prompting/budget.js";
import { materialOf } from "../prompting/material.js";
import { metered } from "../prompting/metered.js";
import { settle } from "../prompting/settle.js";
import { templateText } from "../prompting/template-text.js";
import { bareId } from "../prompting/wording.js";
import { attributeBy } from "../team/attribute.js";
import { mergesByModel } from "../compact/by-model.js";
import { critique } from "./critique.js";
import { critiquePrompt, rewritePrompt } from "./prompt.js";
import { supportsIn, type Verdict } from "./verdict.js";

export interface GradientOptions {
  readonly model: Model;
  /**
   * Rounds of the critique: its verdict comes in the round `min` at the earliest and `max` at the latest. Default 1 to
   * 5, so one call where nothing is to change, else 2 to 6.
   */
  readonly rounds?: { readonly min?: number; readonly max?: number };
  /**
   * What one reflection may use. Default: a call for each round, one for the rewrite and one after an answer that
   * cannot be used.
   */
  readonly budget?: Budget;
}

const NOTHING: PlaybookAnswer = { edits: [], lessons: [], rationale: "" };

/**
 * Criticises first, and rewrites only what the critique found to warrant it.
 * @throws `invalid_policy` for bad rounds or a bad budget. `reflect` throws `invalid_answer` after two answers to one
 * step that cannot be used, `budget_exceeded`, `model_*`
 */
export function gradient(options: GradientOptions): Strategy {
  checkKnown("gradient", options, { model: true, rounds: true, budget: true });
  const { model, budget, rounds: { min = 1, max = Math.max(min, 5) } = {} } = options;
  checkRounds(min, max);
  budgeted(model, budget);
  return {
    name: "gradient",
    model: model.id,
    attribute: (input) => attributeBy(model, input),
    compact: (input) => mergesByModel(model, input),
    async reflect(input: ReflectionInput): Promise<ReflectionOutput> {
      if (input.lessons.length === 0)
        return { edits: [], supports: [], outcomes: [], rationale: "There were no lessons.", usage: NO_USAGE };
      const asked = metered(model, input, { maxCalls: max + 2, ...budget });
      const template = templateText(input.text, input.templateFormat);
      const materials = materialOf(input.lessons);
      const shown: PromptInput = { blocks: input.blocks, materials, guidance: input.guidance, template };
      const reading: Reading = {
        base: blocksOf(input),
        views: input.blocks,
        materials,
        template,
        templateFormat: input.templateFormat,
      };
      const verdict = await critique(asked, critiquePrompt(shown), { min, max }, reading, input.signal);
      const answer = verdict.update ? await rewrite(asked, shown, verdict, reading, input.signal) : NOTHING;
      const { edits, supports, dropped } = readEdits(together(answer, verdict), reading);
      const said = [...answer.lessons, ...verdict.lessons];
      const outcomes = settle({ materials, edits, supports, said, dropped });
      const rationale =
        answer.rationale.trim() || verdict.rationale.trim() || outcomes.map(({ reason }) => reason).join(" ");
      return { edits, supports, outcomes, rationale, usage: asked.usage() };
    },
  };
}

async function rewrite(
  model: Model,
  shown: PromptInput,
  { recommendations }: Verdict,
  reading: Reading,
  signal: AbortSignal,
): Promise<PlaybookAnswer> {
  const materials = shown.materials.filter(({ label }) => recommendations.some(({ lesson }) => lesson === label));
  const { value } = await ask(model, {
    name: "rewrite",
    form: playbookForm,
    messages: rewritePrompt({ ...shown, materials }, recommendations),
    faults: (one) => faultsOf(one, { ...reading, materials }),
    signal,
  });
  return value;
}

/** The rewrite, with the blocks that the critique supports and the rewrite does not touch. */
function together(answer: PlaybookAnswer, verdict: Verdict): PlaybookAnswer {
  const touched = new Set(answer.edits.map(({ target }) => bareId(target)));
  const supports = supportsIn(verdict).filter(({ target }) => !touched.has(target));
  return { ...answer, edits: [...answer.edits, ...supports] };
}

function checkRounds(min: number, max: number): void {
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min && max <= 10) return;
  throw new KnowhowError(
    "invalid_policy",
    `"rounds" must be whole numbers with 1 <= min <= max <= 10, not ${min} and ${max}.`,
  );
}
