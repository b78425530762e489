/** The outcome of `reflect`: one pass per batch, and what they come to together. */
import type { KnowhowError } from "../core/errors.js";
import type { LessonChange } from "../core/ports/store.js";
import { NO_USAGE, type Proposal, type Usage } from "../core/proposal.js";
import type { ReflectionStatus } from "../core/reflection.js";

/** One reflection on one batch of lessons. */
export interface ReflectionPass {
  readonly status: ReflectionStatus;
  readonly proposal: Proposal | null;
  /** The version that came of it. */
  readonly version: number | null;
  /** What became of the lessons that were not taught: dismissed, pending again, parked. */
  readonly lessons: readonly LessonChange[];
  /** Why, in a sentence. */
  readonly rationale: string;
  readonly usage: Usage;
  readonly error: KnowhowError | null;
}

/** The most telling pass, the first error of any, all passes, and the usage of all together. */
export interface ReflectResult extends ReflectionPass {
  readonly passes: readonly ReflectionPass[];
}

const MOST_TELLING: readonly ReflectionStatus[] = [
  "accepted",
  "proposed",
  "failed",
  "refused",
  "conflict",
  "unchanged",
];

/** Puts passes together. Without any: `unchanged`, no lesson was pending. */
export function combine(passes: readonly ReflectionPass[]): ReflectResult {
  const usage = passes.reduce<Usage>(
    (sum, pass) => ({
      calls: sum.calls + pass.usage.calls,
      inputTokens: sum.inputTokens + pass.usage.inputTokens,
      outputTokens: sum.outputTokens + pass.usage.outputTokens,
    }),
    NO_USAGE,
  );
  const rank = (pass: ReflectionPass): number => MOST_TELLING.indexOf(pass.status);
  const [top] = [...passes].sort((a, b) => rank(a) - rank(b));
  if (!top) {
    return {
      status: "unchanged",
      proposal: null,
      version: null,
      lessons: [],
      rationale: "No lesson was pending.",
      usage,
      error: null,
      passes,
    };
  }
  const error = top.error ?? passes.find((pass) => pass.error)?.error ?? null;
  return { ...top, lessons: passes.flatMap((pass) => pass.lessons), usage, error, passes };
}
