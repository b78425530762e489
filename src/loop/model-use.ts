/** What the loop hands to whoever asks a model: the answers it got before, its budget, and a book of its calls. */
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { CallPurpose, NoteCall } from "../core/model-call.js";
import type { AnswerBook, ModelUse, ReflectionBudget } from "../core/ports/strategy.js";
import { NO_USAGE, type Usage } from "../core/proposal.js";
import type { Scope } from "./context.js";

/** One piece of work that may ask a model. */
export interface Work {
  readonly purpose: CallPurpose;
  /** The reflection it belongs to; null for none. */
  readonly id: string | null;
  readonly strategy: string | null;
}

/** Keeps every call in the store as it ends. */
export function callsOf(scope: Scope, { purpose, id, strategy }: Work): NoteCall {
  return (call) =>
    scope.store.appendCall({
      id: scope.newId(),
      address: scope.address,
      at: isoTime(scope.clock()),
      purpose,
      reflectionId: id,
      strategy,
      ...call,
    });
}

/** What models answered in this reflection is kept in the store at once, and found again if it is interrupted. */
function answersOf({ store, address }: Scope, reflectionId: string): AnswerBook {
  return {
    find: (request) => store.answer(address, reflectionId, request),
    keep: (request, answer) => store.putAnswer(address, reflectionId, request, answer),
  };
}

export interface Metered<T> {
  /** What came of it; or what was thrown. */
  readonly outcome: { readonly value: T } | { readonly error: unknown };
  /** What its calls used, whatever came of it. Answers kept from before are not in it. */
  readonly usage: Usage;
}

/**
 * Runs work that may ask a model, within the policy's budget. A dry run keeps no answers, but its calls stand in the
 * costs.
 */
export async function withModelUse<T>(
  scope: Scope,
  work: Work & { readonly id: string; readonly dryRun: boolean; readonly signal: AbortSignal },
  run: (use: ModelUse) => Promise<T>,
): Promise<Metered<T>> {
  const budget = scope.policy.budget;
  const note = callsOf(scope, work);
  let usage = NO_USAGE;
  const noteCall: NoteCall = async (call) => {
    usage = {
      calls: usage.calls + 1,
      inputTokens: usage.inputTokens + call.inputTokens,
      outputTokens: usage.outputTokens + call.outputTokens,
    };
    await note(call);
  };
  try {
    const value = await withinSeconds(budget, work.signal, (signal) =>
      run({
        signal,
        noteCall,
        ...(work.dryRun ? {} : { answers: answersOf(scope, work.id) }),
        ...(budget ? { budget } : {}),
      }),
    );
    return { outcome: { value }, usage };
  } catch (error) {
    work.signal.throwIfAborted();
    return { outcome: { error }, usage };
  }
}

/** Ends the work when the time is over, also work that does not listen to its signal. */
async function withinSeconds<T>(
  budget: ReflectionBudget | undefined,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const seconds = budget?.seconds;
  if (seconds === undefined) return run(signal);
  const ender = new AbortController();
  const cancel = (): void => ender.abort(signal.reason);
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  const over = new Promise<never>((_resolve, reject) => {
    ender.signal.addEventListener("abort", () => reject(ender.signal.reason as Error), { once: true });
  });
  over.catch(() => undefined); // It may be rejected after the race is over.
  const timer = setTimeout(() => ender.abort(outOfTime(seconds)), seconds * 1000);
  try {
    return await Promise.race([run(ender.signal), over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}

const outOfTime = (seconds: number): KnowhowError =>
  new KnowhowError(
    "budget_exceeded",
    `The reflection took longer than its ${seconds} s. Raise policy.budget.seconds, or send fewer lessons.`,
  );
