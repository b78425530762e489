/**
 * Meta-prompting after LangMem's optimiser of that name: the model sees instructions, conversations and feedback,
 * thinks and criticises for some rounds, and writes the improved text. It deviates in that only changes with a quote
 * from a lesson take effect: the improved text is compared block by block, and what no lesson accounts for keeps its
 * old words.
 */
import { z } from "zod";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import type { Model, ModelMessage } from "../../core/ports/model.js";
import type { ReflectionInput, ReflectionOutput, Strategy } from "../../core/ports/strategy.js";
import { NO_USAGE } from "../../core/proposal.js";
import { ask } from "../prompting/ask.js";
import { blocksOf } from "../prompting/base.js";
import { type Budget, budgeted } from "../prompting/budget.js";
import { joinUser } from "../prompting/join-user.js";
import { materialOf } from "../prompting/material.js";
import { metered } from "../prompting/metered.js";
import { settle } from "../prompting/settle.js";
import { templateText } from "../prompting/template-text.js";
import { attributeBy } from "../team/attribute.js";
import { mergesByModel } from "../compact/by-model.js";
import { faultsOf, type Reading, readResult, type Result, resultForm } from "./answer.js";
import { metapromptPrompt, stepWords } from "./prompt.js";

export interface MetapromptOptions {
  readonly model: Model;
  /** Rounds of thinking before the improved text: at least `min`, at most `max`. Default 1 to 4, so 2 to 5 calls. */
  readonly rounds?: { readonly min?: number; readonly max?: number };
  /**
   * What one reflection may use. Default: a call for each round, one for the text and one after an answer that cannot
   * be used.
   */
  readonly budget?: Budget;
}

const thoughtForm = z.object({ step: z.enum(["think", "critique"]).default("think"), thoughts: z.string() });
const openForm = z.object({
  step: z.enum(["think", "critique", "done"]),
  thoughts: z.string().default(""),
  result: resultForm.nullable().default(null),
});
const lastForm = z.object({
  step: z.enum(["done"]).default("done"),
  thoughts: z.string().default(""),
  result: resultForm,
});

/**
 * Improves the whole text. The model may stop thinking early, once `rounds.min` is done, and may say that nothing is to
 * change.
 * @throws `invalid_policy` for bad rounds or a bad budget. `reflect` throws `invalid_answer` after two answers to one
 * step that cannot be used, `budget_exceeded`, `model_*`
 */
export function metaprompt(options: MetapromptOptions): Strategy {
  checkKnown("metaprompt", options, { model: true, rounds: true, budget: true });
  const { model, budget, rounds: { min = 1, max = Math.max(min, 4) } = {} } = options;
  checkRounds(min, max);
  budgeted(model, budget);
  return {
    name: "metaprompt",
    model: model.id,
    attribute: (input) => attributeBy(model, input),
    compact: (input) => mergesByModel(model, input),
    async reflect(input: ReflectionInput): Promise<ReflectionOutput> {
      if (input.lessons.length === 0)
        return { edits: [], supports: [], outcomes: [], rationale: "There were no lessons.", usage: NO_USAGE };
      const asked = metered(model, input, { maxCalls: max + 2, ...budget });
      const template = templateText(input.text, input.templateFormat);
      const materials = materialOf(input.lessons);
      const reading: Reading = {
        base: blocksOf(input),
        views: input.blocks,
        materials,
        template,
        templateFormat: input.templateFormat,
      };
      const prompt = metapromptPrompt({
        text: input.text,
        blocks: input.blocks,
        materials,
        guidance: input.guidance,
        template,
      });
      const result = await think(asked, prompt, { min, max }, reading, input.signal);
      const { edits, supports, dropped } = readResult(result, reading);
      const outcomes = settle({ materials, edits, supports, said: result.lessons, dropped });
      const rationale = result.rationale.trim() || outcomes.map(({ reason }) => reason).join(" ");
      return { edits, supports, outcomes, rationale, usage: asked.usage() };
    },
  };
}

async function think(
  model: Model,
  prompt: readonly ModelMessage[],
  rounds: { min: number; max: number },
  reading: Reading,
  signal: AbortSignal,
): Promise<Result> {
  let messages = prompt;
  for (let step = 0; step < rounds.max; step += 1) {
    const asked = joinUser(messages, stepWords(step, rounds));
    if (step < rounds.min) {
      ({ messages } = await ask(model, { name: "thought", form: thoughtForm, messages: asked, signal }));
      continue;
    }
    const faults = ({ step: kind, result }: z.infer<typeof openForm>): string[] => {
      if (result) return faultsOf(result, reading);
      return kind === "done" ? ['With "step" "done", "result" must not be null.'] : [];
    };
    const answered = await ask(model, { name: "step", form: openForm, messages: asked, faults, signal });
    if (answered.value.result) return answered.value.result;
    ({ messages } = answered);
  }
  const { value } = await ask(model, {
    name: "result",
    form: lastForm,
    messages: joinUser(messages, stepWords(rounds.max, rounds)),
    faults: ({ result }) => faultsOf(result, reading),
    signal,
  });
  return value.result;
}

function checkRounds(min: number, max: number): void {
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= min && max <= 10) return;
  throw new KnowhowError(
    "invalid_policy",
    `"rounds" must be whole numbers with 0 <= min <= max <= 10, not ${min} and ${max}.`,
  );
}
