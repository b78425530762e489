// Names of what can be measured, to learners.
import { gradient, metaprompt, type Model, playbook, promptMemory, type Strategy } from "knowhow";
import { literal } from "knowhow/literal";
import type { Learner } from "./learner.js";
import { type Ablation, ABLATIONS, memoryLearner } from "./memory-learner.js";
import { lastWins, nothing, rewrite, verbatim } from "./reference-lines.js";

export interface Making {
  /** The text the learner begins with. */
  readonly seed: string;
  readonly model: Model | null;
  /** The most rounds of thinking of `metaprompt` and `gradient`; null for their default. */
  readonly rounds: number | null;
  readonly stopAtFailure: boolean;
}

const WITHOUT_MODEL: Readonly<Record<string, () => Strategy>> = { literal: () => literal() };

const WITH_MODEL: Readonly<Record<string, (model: Model, rounds: { rounds?: { max: number } }) => Strategy>> = {
  playbook: (model) => playbook({ model }),
  metaprompt: (model, rounds) => metaprompt({ model, ...rounds }),
  gradient: (model, rounds) => gradient({ model, ...rounds }),
  "prompt-memory": (model) => promptMemory({ model }),
};

const LINES: Readonly<Record<string, (seed: string) => Learner>> = { verbatim, "last-wins": lastWins, nothing };

/** Names that work, for messages. */
const LEARNERS: readonly string[] = [
  ...Object.keys(WITHOUT_MODEL),
  ...Object.keys(WITH_MODEL),
  "rewrite",
  ...Object.keys(LINES),
];

const ablated = (name: string, ablations: readonly Ablation[]): string[] =>
  ablations.map((ablation) => `${name}/${ablation}`);

export const OFFLINE: readonly string[] = ["literal", ...ablated("literal", ABLATIONS), ...Object.keys(LINES)];
export const ONLINE: readonly string[] = [
  ...Object.keys(WITH_MODEL),
  ...ablated("playbook", ["screens-off", "evidence-off"]),
  "rewrite",
];

/** Whether a name needs a model. @throws RangeError for a name that is none, with those that are */
export function needsModel(name: string): boolean {
  const [base = "", ablation, ...rest] = name.split("/");
  const known = Object.hasOwn(WITHOUT_MODEL, base) || Object.hasOwn(WITH_MODEL, base);
  const line = Object.hasOwn(LINES, base) || base === "rewrite";
  if (rest.length > 0 || !(known || (line && ablation === undefined)) || !isAblation(ablation)) {
    throw new RangeError(
      `"${name}" is nothing that can be measured. There are ${LEARNERS.join(", ")}; behind a strategy of Knowhow may stand ${ABLATIONS.map((one) => `/${one}`).join(", ")}.`,
    );
  }
  return Object.hasOwn(WITH_MODEL, base) || base === "rewrite";
}

const isAblation = (name: string | undefined): name is Ablation | undefined =>
  name === undefined || (ABLATIONS as readonly string[]).includes(name);

/** @throws RangeError for a name that is none, or without the model it needs */
export function makeLearner(name: string, { seed, model, rounds, stopAtFailure }: Making): Learner {
  if (needsModel(name) && !model) throw new RangeError(`"${name}" needs a model: give --model or --replay.`);
  const [base = "", ablation] = name.split("/");
  if (base === "rewrite" && model) return rewrite(seed, model);
  const line = LINES[base];
  if (line) return line(seed);
  const most = rounds === null ? {} : { rounds: { max: rounds } };
  const strategy = WITHOUT_MODEL[base]?.() ?? (model ? WITH_MODEL[base]?.(model, most) : undefined);
  if (!strategy || !isAblation(ablation)) throw new RangeError(`"${name}" is nothing that can be measured.`);
  return memoryLearner({ seed, strategy, stopAtFailure, ...(ablation && { ablation }) });
}
