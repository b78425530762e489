/** What `replayGate` takes, with its defaults. */
import QuickLRU from "quick-lru";
import type { Case } from "../../core/case.js";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import type { Message } from "../../core/message.js";
import type { Model } from "../../core/ports/model.js";

/** What a runner is told besides the messages. */
export interface RunnerContext {
  /** Ends the run: at its time limit, or when the whole gate is called off. */
  readonly signal: AbortSignal;
  /** From 0 to 2³¹−1, the same for both sides of a comparison: pass it to the model where that takes one. */
  readonly seed: number;
  /** The metadata of the run that the case is from. */
  readonly metadata: Case["metadata"];
}

/**
 * The application's own agent: answers the messages under these instructions. The instructions are the text of a
 * version, with its variables not filled in; system messages are left out of `messages`.
 */
export type Runner = (
  instructions: string,
  messages: readonly Message[],
  context: RunnerContext,
) => Promise<string> | string;

/** Keeps answers by key. A `Map` is one; so is anything with these two methods. */
export interface RunCache {
  get(key: string): string | undefined | Promise<string | undefined>;
  set(key: string, value: string): unknown;
}

export interface ReplayGateOptions {
  readonly run: Runner;
  /** The same instructions and messages always give the same answer. Then one flip refuses. Default false. */
  readonly deterministic?: boolean;
  /** The model for checks of kind `judge`. Without one they are inconclusive. */
  readonly judge?: Model;
  /** How many runs are under way at once. Default 4. */
  readonly concurrency?: number;
  /** How often each side of each case is run at first. Default 3; of a deterministic runner always 1. */
  readonly samples?: number;
  /** How many fresh runs a side of a case that seems worse gets at most. Default 16, at least 4. */
  readonly maxSamples?: number;
  /** The chance to refuse a proposal that changes nothing. Default 0.05. */
  readonly alpha?: number;
  /** The chance to hold such a proposal for a person. Default 0.2. */
  readonly suspicion?: number;
  /** How long one run may take, in milliseconds. Default 60 000. */
  readonly timeoutMs?: number;
  /** Default: the last 2000 answers, in memory. */
  readonly cache?: RunCache;
  /** Names the runner in the keys of a cache that outlives it, with whatever changes its answers: `agent-v3`. */
  readonly id?: string;
  /** Where the seeds begin. Default 0. */
  readonly seed?: number;
}

export type Settings = Required<Omit<ReplayGateOptions, "judge">> & { readonly judge: Model | null };

const OPTIONS: OptionsOf<ReplayGateOptions> = {
  run: true,
  deterministic: true,
  judge: true,
  concurrency: true,
  samples: true,
  maxSamples: true,
  alpha: true,
  suspicion: true,
  timeoutMs: true,
  cache: true,
  id: true,
  seed: true,
};

/** @throws `invalid_policy` for a number out of range or a runner that is no function */
export function settingsOf(options: ReplayGateOptions): Settings {
  checkKnown("replayGate", options, OPTIONS);
  const deterministic = options.deterministic ?? false;
  const settings: Settings = {
    run: options.run,
    deterministic,
    judge: options.judge ?? null,
    concurrency: options.concurrency ?? 4,
    samples: options.samples ?? 3,
    maxSamples: options.maxSamples ?? 16,
    alpha: options.alpha ?? 0.05,
    suspicion: options.suspicion ?? 0.2,
    timeoutMs: options.timeoutMs ?? 60_000,
    cache: options.cache ?? new QuickLRU<string, string>({ maxSize: 2000 }),
    id: options.id ?? "",
    seed: options.seed ?? 0,
  };
  if (typeof settings.run !== "function")
    throw new KnowhowError("invalid_policy", "replayGate needs run: a function that answers messages.");
  checkWhole("concurrency", settings.concurrency, 1, 1000);
  checkWhole("samples", settings.samples, 1, 1000);
  checkWhole("maxSamples", settings.maxSamples, 4, 1000);
  checkWhole("timeoutMs", settings.timeoutMs, 1, 2_147_483_647);
  checkWhole("seed", settings.seed, 0, 2_147_483_647);
  checkShare("alpha", settings.alpha);
  checkShare("suspicion", settings.suspicion);
  return settings;
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new KnowhowError("invalid_policy", `replayGate's ${name} must be from ${least} to ${most}, not ${value}.`);
}

function checkShare(name: string, value: number): void {
  if (value > 0 && value < 1) return;
  throw new KnowhowError("invalid_policy", `replayGate's ${name} must lie between 0 and 1, not be ${value}.`);
}
