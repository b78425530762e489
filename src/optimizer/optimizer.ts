/**
 * Optimisers with the surface of LangMem's `create_prompt_optimizer` and `create_multi_prompt_optimizer`, on our
 * strategies and without a store. They deviate in that only changes with a quote from the feedback take effect.
 */
import { applyEdits } from "../core/apply.js";
import { KnowhowError } from "../core/errors.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import { checkKnown } from "../core/known-options.js";
import type { Attributed } from "../core/ports/attribution.js";
import type { Model } from "../core/ports/model.js";
import type { LessonContext, Strategy } from "../core/ports/strategy.js";
import { type TemplateFormat, variablesOf } from "../core/template.js";
import { gradient } from "../reflect/gradient/gradient.js";
import { metaprompt } from "../reflect/metaprompt/metaprompt.js";
import { promptMemory } from "../reflect/prompt-memory/prompt-memory.js";
import { attributeBy } from "../reflect/team/attribute.js";
import { directionsOf, guidanceOf, lessonsOf, type NamedPrompt, type Trajectory } from "./input.js";

export type OptimizerKind = "gradient" | "metaprompt" | "prompt_memory";

export interface OptimizerOptions {
  /** Default: `gradient`. */
  readonly kind?: OptimizerKind;
  readonly config?: {
    readonly minReflectionSteps?: number;
    readonly maxReflectionSteps?: number;
    /** Default: `fstring` where a prompt has `{variables}` and parses as one, else `none`: all braces are literal. */
    readonly templateFormat?: TemplateFormat;
  };
}

export interface OptimizerInput {
  readonly trajectories: readonly Trajectory[];
  readonly prompt: string | NamedPrompt;
}

export interface MultiOptimizerInput<P extends NamedPrompt = NamedPrompt> {
  readonly trajectories: readonly Trajectory[];
  readonly prompts: readonly P[];
}

/** Callable, and with `invoke`, which does the same. */
export interface PromptOptimizer {
  (input: OptimizerInput): Promise<string>;
  invoke(input: OptimizerInput): Promise<string>;
}

/** Callable, and with `invoke`, which does the same. */
export interface MultiPromptOptimizer {
  <P extends NamedPrompt>(input: MultiOptimizerInput<P>): Promise<P[]>;
  invoke<P extends NamedPrompt>(input: MultiOptimizerInput<P>): Promise<P[]>;
}

/**
 * Improves one prompt; the same text, byte for byte, where nothing is to change.
 * @throws `invalid_policy` for bad steps. Calls throw `invalid_messages`, `invalid_feedback`, `invalid_template`, and
 * what the strategies throw
 */
export function createPromptOptimizer(model: Model, options: OptimizerOptions = {}): PromptOptimizer {
  const strategy = strategyOf(model, options);
  const optimize = async ({ trajectories, prompt }: OptimizerInput): Promise<string> =>
    improve(
      strategy,
      typeof prompt === "string" ? { name: "prompt", prompt } : prompt,
      lessonsOf(trajectories),
      options,
    );
  return Object.assign(optimize, { invoke: optimize });
}

/**
 * Improves several prompts, in parallel: one call says which prompts each feedback is for, by their directions. Gives
 * all prompts in their order, those that nothing is said of as they were.
 * @throws `invalid_policy` for bad steps. Calls throw `invalid_name` for two prompts of one name, and the above
 */
export function createMultiPromptOptimizer(model: Model, options: OptimizerOptions = {}): MultiPromptOptimizer {
  const strategy = strategyOf(model, options);
  const optimize = async <P extends NamedPrompt>({ trajectories, prompts }: MultiOptimizerInput<P>): Promise<P[]> => {
    if (new Set(prompts.map(({ name }) => name)).size < prompts.length)
      throw new KnowhowError("invalid_name", "Two prompts have the same name. Give each its own.");
    const lessons = lessonsOf(trajectories);
    if (lessons.length === 0 || prompts.length === 0) return [...prompts];
    const members = prompts.map((prompt) => {
      const { when, how } = directionsOf(prompt);
      return { name: prompt.name, text: prompt.prompt, whenToUpdate: when, guidance: how };
    });
    const { signal } = new AbortController();
    const { decisions } = await attributeBy(model, { members, lessons, inForce: new Map(), signal });
    return Promise.all(
      prompts.map(async (prompt): Promise<P> => {
        const its = lessons.filter((_, index) => concerns(decisions[index], prompt.name));
        return { ...prompt, prompt: await improve(strategy, prompt, its, options) };
      }),
    );
  };
  return Object.assign(optimize, { invoke: optimize });
}

/** Where the model is unsure, nothing changes: there is nowhere for a lesson to wait. */
const concerns = (decision: Attributed | undefined, name: string): boolean =>
  decision !== undefined && !decision.unsure && decision.to.includes(name);

function strategyOf(model: Model, options: OptimizerOptions): Strategy {
  checkKnown("createPromptOptimizer()", options, { kind: true, config: true });
  const { kind = "gradient", config = {} } = options;
  checkKnown("config", config, { minReflectionSteps: true, maxReflectionSteps: true, templateFormat: true });
  const rounds = {
    ...(config.minReflectionSteps === undefined ? {} : { min: config.minReflectionSteps }),
    ...(config.maxReflectionSteps === undefined ? {} : { max: config.maxReflectionSteps }),
  };
  if (kind === "gradient") return gradient({ model, rounds });
  if (kind === "metaprompt") return metaprompt({ model, rounds });
  return promptMemory({ model });
}

async function improve(
  strategy: Strategy,
  prompt: NamedPrompt,
  lessons: readonly LessonContext[],
  { config = {} }: OptimizerOptions,
): Promise<string> {
  const text = prompt.prompt;
  if (lessons.length === 0) return text;
  const base = { text, ...identifyNew(text, "seed", 1) };
  const { edits } = await strategy.reflect({
    address: { namespace: ["optimizer"], name: "prompt" },
    text,
    blocks: viewBlocks(text, base.blocks, []),
    lessons,
    guidance: guidanceOf(prompt),
    templateFormat: config.templateFormat ?? formatOf(text),
    signal: new AbortController().signal,
  });
  return edits.length === 0 ? text : applyEdits(base, edits, { origin: "rule", since: 2 }).text;
}

/** Braces of JSON do not parse as variables; a prompt that has them unescaped is plain text. */
function formatOf(text: string): TemplateFormat {
  try {
    return variablesOf(text, "fstring").length > 0 ? "fstring" : "none";
  } catch {
    return "none";
  }
}
