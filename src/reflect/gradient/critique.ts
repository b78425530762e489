/** The critique pass of the gradient strategy: rounds of thinking, then a verdict on what to improve, if anything. */
import { z } from "zod";
import type { Model, ModelMessage } from "../../core/ports/model.js";
import type { Reading } from "../playbook/answer.js";
import { ask } from "../prompting/ask.js";
import { joinUser } from "../prompting/join-user.js";
import { critiqueStep } from "./prompt.js";
import { faultsOf, type Verdict, verdictForm } from "./verdict.js";

const thoughtForm = z.object({ step: z.enum(["think", "critique"]).default("think"), thoughts: z.string() });
const openForm = z.object({
  step: z.enum(["think", "critique", "done"]),
  thoughts: z.string().default(""),
  verdict: verdictForm.nullable().default(null),
});
const lastForm = z.object({
  step: z.enum(["done"]).default("done"),
  thoughts: z.string().default(""),
  verdict: verdictForm,
});

/** At least `min` and at most `max` answers; the last one holds the verdict. */
export interface Rounds {
  readonly min: number;
  readonly max: number;
}

/** @throws `invalid_answer`, and what the model throws */
export async function critique(
  model: Model,
  prompt: readonly ModelMessage[],
  rounds: Rounds,
  reading: Reading,
  signal: AbortSignal,
): Promise<Verdict> {
  let messages = prompt;
  for (let step = 0; step < rounds.max - 1; step += 1) {
    const asked = joinUser(messages, critiqueStep(step, rounds));
    if (step < rounds.min - 1) {
      ({ messages } = await ask(model, { name: "thought", form: thoughtForm, messages: asked, signal }));
      continue;
    }
    const faults = ({ step: kind, verdict }: z.infer<typeof openForm>): string[] => {
      if (verdict) return faultsOf(verdict, reading);
      return kind === "done" ? ['With "step" "done", "verdict" must not be null.'] : [];
    };
    const answered = await ask(model, { name: "critique", form: openForm, messages: asked, faults, signal });
    if (answered.value.verdict) return answered.value.verdict;
    ({ messages } = answered);
  }
  const { value } = await ask(model, {
    name: "verdict",
    form: lastForm,
    messages: joinUser(messages, critiqueStep(rounds.max - 1, rounds)),
    faults: ({ verdict }) => faultsOf(verdict, reading),
    signal,
  });
  return value.verdict;
}
