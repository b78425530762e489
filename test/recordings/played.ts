// Plays the recorded answers of a strategy.
import { fileURLToPath } from "node:url";
import { applyEdits } from "../../src/core/apply.js";
import type { BlockView } from "../../src/core/block.js";
import { viewBlocks } from "../../src/core/identify.js";
import type { Model } from "../../src/core/ports/model.js";
import type { ReflectionInput, ReflectionOutput, Strategy } from "../../src/core/ports/strategy.js";
import { replay } from "../../src/models/replay.js";
import { gradient } from "../../src/reflect/gradient/gradient.js";
import { metaprompt } from "../../src/reflect/metaprompt/metaprompt.js";
import { playbook } from "../../src/reflect/playbook/playbook.js";
import { promptMemory } from "../../src/reflect/prompt-memory/prompt-memory.js";
import { blocksOf } from "../../src/reflect/prompting/base.js";
import { situationOf } from "./situations/all.js";
import { inputOf } from "./situations/situation.js";

export type StrategyName = "playbook" | "metaprompt" | "gradient" | "prompt-memory";
/** All whose answers are recorded: the strategies, the attribution of a team, and compaction. */
export type Recorded = StrategyName | "team" | "compact";

/** The strategies as they are recorded. */
export const STRATEGIES: Readonly<Record<StrategyName, (model: Model) => Strategy>> = {
  playbook: (model) => playbook({ model }),
  metaprompt: (model) => metaprompt({ model, rounds: { min: 1, max: 2 } }),
  gradient: (model) => gradient({ model, rounds: { min: 1, max: 2 } }),
  "prompt-memory": (model) => promptMemory({ model }),
};

/** Where its answers are kept. */
export const fileOf = (name: Recorded): URL => new URL(`./${name}.jsonl`, import.meta.url);

export interface Played {
  readonly input: ReflectionInput;
  readonly output: ReflectionOutput;
  /** The instructions afterwards. */
  readonly text: string;
  readonly blocks: readonly BlockView[];
  /** The words of each lesson's outcome, in order. */
  readonly outcomes: readonly string[];
}

/** What the strategy makes of a situation, on the recorded answers. */
export async function play(name: StrategyName, situation: string): Promise<Played> {
  const { lockedHeadings = [], ...rest } = situationOf(situation);
  const input = inputOf({ ...rest, lockedHeadings });
  const output = await STRATEGIES[name](replay({ file: fileURLToPath(fileOf(name)) })).reflect(input);
  const { text, blocks } = applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 });
  return {
    input,
    output,
    text,
    blocks: viewBlocks(text, blocks, lockedHeadings),
    outcomes: output.outcomes.map(({ outcome }) => outcome),
  };
}
