/** The gate that replays cases through the application's own runner. */
import type { Gate } from "../../core/ports/gate.js";
import { compare } from "./compare.js";
import { type ReplayGateOptions, settingsOf } from "./options.js";
import { Sampler } from "./sampler.js";
import { verdictOf } from "./verdict.js";

/**
 * A gate for `createMemory`: answers every active case with the old and the new instructions, through `run`, and
 * compares.
 *
 * With a deterministic runner one case that passed and fails now refuses. With a random one, cases that seem worse
 * are run again, on both sides, and tested together (Fisher's exact test with Holm's correction), so that a change
 * without effect is refused with a chance below `alpha` and held for a person with one below `suspicion`. Runs that
 * fail or take too long are inconclusive; where they could hide a fall, a person must look.
 * @throws `invalid_policy` for an option out of range
 */
export function replayGate(options: ReplayGateOptions): Gate {
  const settings = settingsOf(options);
  return {
    name: "replay",
    async decide({ before, after, cases, signal, noteCall }) {
      if (!cases.some(({ caseId }) => caseId !== null))
        return { status: "not-run", message: "There is no kept case to replay." };
      const sampler = new Sampler(settings, signal, noteCall);
      return verdictOf(await compare({ sampler, settings, before, after, signal }, cases));
    },
  };
}
