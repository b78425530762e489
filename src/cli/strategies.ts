/** The names of strategies and models, as the command line takes them. The only place where names become values. */
import type { Model } from "../core/ports/model.js";
import type { Strategy } from "../core/ports/strategy.js";

/** What each strategy is made of; those with a model cannot be made without one. */
const WITHOUT_MODEL = {
  literal: async (): Promise<Strategy> => (await import("../reflect/literal/literal.js")).literal(),
};
const WITH_MODEL = {
  playbook: async (model: Model): Promise<Strategy> =>
    (await import("../reflect/playbook/playbook.js")).playbook({ model }),
  metaprompt: async (model: Model): Promise<Strategy> =>
    (await import("../reflect/metaprompt/metaprompt.js")).metaprompt({ model }),
  gradient: async (model: Model): Promise<Strategy> =>
    (await import("../reflect/gradient/gradient.js")).gradient({ model }),
  "prompt-memory": async (model: Model): Promise<Strategy> =>
    (await import("../reflect/prompt-memory/prompt-memory.js")).promptMemory({ model }),
};

export type StrategyName = keyof typeof WITHOUT_MODEL | keyof typeof WITH_MODEL;

export const STRATEGY_NAMES: readonly string[] = [...Object.keys(WITHOUT_MODEL), ...Object.keys(WITH_MODEL)];

const needsModel = (name: StrategyName): name is keyof typeof WITH_MODEL => Object.hasOwn(WITH_MODEL, name);

/** What commands that ask a model take. */
export interface ModelOptions {
  readonly strategy?: StrategyName;
  readonly model?: string;
  /** Of one call, in seconds. */
  readonly timeout?: number;
}

/**
 * The strategy of a name; default: `literal`, or `playbook` if a model is named.
 * @throws `model_unknown`, `missing_dependency`, `model_failed`
 */
export async function makeStrategy(wanted: ModelOptions, misuse: (message: string) => never): Promise<Strategy> {
  const name = wanted.strategy ?? (wanted.model === undefined ? "literal" : "playbook");
  if (!needsModel(name)) {
    if (wanted.model !== undefined)
      misuse(`the strategy ${name} works without a model; leave --model or --strategy out`);
    return WITHOUT_MODEL[name]();
  }
  if (wanted.model === undefined) {
    return misuse(
      `the strategy ${name} needs a model, for example --model openai:gpt-5-mini or --model ollama:llama3.2`,
    );
  }
  return WITH_MODEL[name](await modelOf(wanted.model, wanted.timeout));
}

/** @throws `model_unknown`, `missing_dependency`, `model_failed` */
export async function modelOf(name: string, timeout: number | undefined): Promise<Model> {
  const { resolveModel } = await import("../models/resolve.js");
  return resolveModel(name, timeout === undefined ? {} : { timeout: timeout * 1000 });
}
