/** Runs the application's agent for whoever tries it: within its time, so many times a minute, with clear failures. */
import { MemoryStore } from "hono-rate-limiter";
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { checkText } from "../../core/text.js";
import { type Offer, offerOf, type Trial, type TrialAnswer, type TryIt } from "./options.js";

/** What is offered: the same for all instructions, or by address; null: nothing. */
export type TryItOption = TryIt | ((address: Address) => TryIt | null);

const MINUTE = 60_000;
/** An error of the application's is told to the caller up to here; the log has all of it. */
const LONGEST_REASON = 500;
const MOST_NOTES = 50;

export class Trials {
  readonly #option: TryItOption | null;
  readonly #log: (error: unknown) => void;
  readonly #offers = new WeakMap<TryIt, Offer>();
  readonly #counts = new MemoryStore();

  /** @throws `invalid_policy` */
  constructor(option: TryItOption | null, log: (error: unknown) => void) {
    this.#option = option;
    this.#log = log;
    this.#counts.init({ windowMs: MINUTE } as Parameters<MemoryStore["init"]>[0]);
    if (option && typeof option !== "function") this.#checked(option);
  }

  /** What is offered there; null: nothing. @throws `invalid_policy` */
  at(address: Address): Offer | null {
    const given = typeof this.#option === "function" ? this.#option(address) : this.#option;
    return given && this.#checked(given);
  }

  #checked(given: TryIt): Offer {
    const known = this.#offers.get(given);
    if (known) return known;
    const offer = offerOf(given);
    this.#offers.set(given, offer);
    return offer;
  }

  /** @throws `rate_limited`, `agent_failed`, `agent_timeout`, and what the agent throws as a `KnowhowError` */
  async run(offer: Offer, caller: string, trial: Trial): Promise<Required<TrialAnswer>> {
    if (this.#counts.increment(caller).totalHits > offer.perMinute) {
      throw new KnowhowError("rate_limited", `The agent was run ${offer.perMinute} times in a minute. Wait a little.`);
    }
    const limit = AbortSignal.timeout(offer.timeoutMs);
    const signal = AbortSignal.any([trial.signal, limit]);
    try {
      return checked(await endedBy(signal, async () => offer.run({ ...trial, signal })));
    } catch (error) {
      if (trial.signal.aborted) throw new KnowhowError("agent_failed", "Nobody waits for the answer any more.");
      if (limit.aborted) {
        throw new KnowhowError("agent_timeout", `The agent did not answer within ${offer.timeoutMs / 1000} s.`);
      }
      if (KnowhowError.is(error)) throw error;
      this.#log(error);
      throw new KnowhowError("agent_failed", `The agent failed: ${reasonIn(error)}`, { cause: error });
    }
  }

  close(): void {
    this.#counts.shutdown();
  }
}

/** The work, or the end of the signal, whichever comes first: an agent may not listen to its signal. */
async function endedBy<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let end: (() => void) | undefined;
  try {
    return await Promise.race([
      work(),
      new Promise<never>((_resolve, reject) => {
        end = () => reject(signal.reason as Error);
        signal.addEventListener("abort", end);
      }),
    ]);
  } finally {
    if (end) signal.removeEventListener("abort", end);
  }
}

function checked(answer: TrialAnswer | string): Required<TrialAnswer> {
  const { output, notes = [] } = typeof answer === "string" ? { output: answer } : { ...answer };
  if (typeof output !== "string" || output.trim() === "")
    throw new KnowhowError("agent_failed", "The agent answered with no text.");
  try {
    checkText(output, "The agent's answer");
  } catch (error) {
    throw new KnowhowError("agent_failed", (error as KnowhowError).message, { cause: error });
  }
  return { output, notes: notes.slice(0, MOST_NOTES).map(String) };
}

function reasonIn(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ""] = message.trim().split("\n");
  return line === "" ? "it said no reason." : line.slice(0, LONGEST_REASON);
}
