// All situations, by name.
import { adverse } from "./adverse.js";
import { plain } from "./plain.js";
import type { Situation } from "./situation.js";

const situations: readonly Situation[] = [...plain, ...adverse];

/** Those that a strategy is recorded on. */
export const situationsFor = (
  strategy: "playbook" | "metaprompt" | "gradient" | "prompt-memory",
): readonly Situation[] => situations.filter(({ playbookOnly }) => strategy === "playbook" || !playbookOnly);

/** The situation of this name. */
export function situationOf(name: string): Situation {
  const found = situations.find((situation) => situation.name === name);
  if (!found) throw new Error(`There is no situation "${name}".`);
  return found;
}
