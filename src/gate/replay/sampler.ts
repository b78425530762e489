/**
 * One sample: the runner's answer to a case under some instructions, checked. Answers are kept, so that none is paid
 * twice.
 */
import type { CheckResult } from "../../core/case.js";
import { hashJson, hashText } from "../../core/hash.js";
import { type NoteCall, notingCalls } from "../../core/model-call.js";
import type { GateCase } from "../../core/ports/gate.js";
import { needsJudge, runCheckWith } from "../checks/judge.js";
import type { RunCache, Settings } from "./options.js";
import { withinTime } from "./time-limit.js";

type Answer = { readonly text: string } | { readonly failure: string };

export class Sampler {
  readonly #settings: Settings;
  readonly #signal: AbortSignal;
  /** Runs under way or done, so that cases with the same messages share them. */
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #asked = new Map<GateCase, string>();
  readonly #hashes = new Map<string, string>();

  constructor(settings: Settings, signal: AbortSignal, noteCall?: NoteCall) {
    this.#settings = { ...settings, judge: settings.judge && notingCalls(settings.judge, noteCall) };
    this.#signal = signal;
  }

  /** Whether the same sample may come out otherwise a second time. */
  isRandom({ check }: GateCase): boolean {
    return !this.#settings.deterministic || needsJudge(check);
  }

  /**
   * The outcome of the sample with this name. A runner that fails or takes too long makes it inconclusive.
   * @throws the signal's reason
   */
  async take(one: GateCase, instructions: string, sample: string): Promise<CheckResult> {
    const answer = await this.#answer(one, instructions, this.#settings.deterministic ? "only" : sample);
    this.#signal.throwIfAborted();
    if ("failure" in answer) return { outcome: "inconclusive", reason: answer.failure };
    return this.#check(one, answer.text, sample);
  }

  #answer(one: GateCase, instructions: string, sample: string): Promise<Answer> {
    const { id, seed } = this.#settings;
    const asked = this.#askedOf(one);
    const key = `run ${hashJson({ id, seed, sample, asked, instructions: this.#hashOf(instructions) })}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const seedOfSample = Number.parseInt(hashJson({ seed, sample, asked }).slice(0, 8), 16) >>> 1;
    const answer = this.#run(key, one, instructions, seedOfSample);
    this.#answers.set(key, answer);
    return answer;
  }

  /** The hash of what the runner is asked; ids of messages are of no matter. */
  #askedOf(one: GateCase): string {
    const known = this.#asked.get(one);
    if (known !== undefined) return known;
    const messages = one.messages.map(({ role, parts }) => ({ role, parts }));
    const hash = hashJson({ messages, metadata: one.metadata });
    this.#asked.set(one, hash);
    return hash;
  }

  #hashOf(instructions: string): string {
    const known = this.#hashes.get(instructions);
    if (known !== undefined) return known;
    const hash = hashText(instructions);
    this.#hashes.set(instructions, hash);
    return hash;
  }

  async #run(key: string, { messages, metadata }: GateCase, instructions: string, seed: number): Promise<Answer> {
    const { cache, run, timeoutMs } = this.#settings;
    const kept = await look(cache, key);
    if (kept !== undefined) return { text: kept };
    try {
      const text: unknown = await withinTime(timeoutMs, this.#signal, (signal) =>
        run(instructions, structuredClone(messages), { signal, seed, metadata: { ...metadata } }),
      );
      if (typeof text !== "string") return { failure: `The runner gave ${typeof text}, not the text of an answer.` };
      await keep(cache, key, text);
      return { text };
    } catch (error) {
      return { failure: `The runner failed: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  async #check({ check }: GateCase, output: string, sample: string): Promise<CheckResult> {
    const { judge, cache } = this.#settings;
    if (!judge || !needsJudge(check)) return runCheckWith(check, output);
    const key = `judgement ${hashJson({ judge: judge.id, check, output, sample })}`;
    const kept = await look(cache, key);
    if (kept !== undefined) return JSON.parse(kept) as CheckResult;
    const result = await runCheckWith(check, output, { judge, signal: this.#signal });
    if (result.outcome !== "inconclusive") await keep(cache, key, JSON.stringify(result));
    return result;
  }
}

/** A cache that fails costs a run, no more. */
async function look(cache: RunCache, key: string): Promise<string | undefined> {
  try {
    return await cache.get(key);
  } catch {
    return undefined;
  }
}

async function keep(cache: RunCache, key: string, value: string): Promise<void> {
  try {
    await cache.set(key, value);
  } catch {
    // The next look-up misses.
  }
}
