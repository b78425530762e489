/** What `withInstructions` is told, and the shapes of the AI SDK that it meets. */
import type { wrapLanguageModel } from "ai";
import type { OptionsOf } from "../../core/known-options.js";
import type { Principal } from "../../core/principal.js";
import type { Variables } from "../../core/template.js";
import type { Current, ReadOptions, RunInput } from "../../memory.js";

/** A language model of the AI SDK, version 6. */
export type Model = Parameters<typeof wrapLanguageModel>[0]["model"];
/** What the SDK asks a model. */
export type ModelCall = Parameters<Model["doGenerate"]>[0];
export type Prompt = ModelCall["prompt"];
export type Generated = Awaited<ReturnType<Model["doGenerate"]>>;
export type StreamPart =
  Awaited<ReturnType<Model["doStream"]>>["stream"] extends ReadableStream<infer Part> ? Part : never;

/** Instructions, several as one, or those of a server: whatever has a text in force and keeps runs. */
export interface Readable {
  current(options?: ReadOptions): Promise<Current>;
  record(input: RunInput): Promise<{ readonly id: string }>;
}

/** A value, or how it follows from a call. */
type PerCall<T> = T | ((call: ModelCall) => T);

export interface WithInstructionsOptions extends ReadOptions {
  /** Values for the text's variables. Default: none. */
  readonly variables?: PerCall<Variables>;
  /** Whether answers are recorded as runs. Default true. */
  readonly record?: boolean;
  /** The conversation that the runs belong to. Default: none. */
  readonly thread?: PerCall<string | undefined>;
  /** Who the runs are for; the application asserts it, from its own login. Default: nobody is named. */
  readonly principal?: PerCall<Principal | undefined>;
  readonly metadata?: PerCall<NonNullable<RunInput["metadata"]>>;
  /** How long the end of an answer waits for its run to be kept, in milliseconds. Default 1000. */
  readonly patience?: number;
  /** Keeps a serverless function alive until the run is kept: `after` of `next/server`, or `waitUntil`. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** Is told when a run could not be kept; the answer is given all the same. Default: only the mark says so. */
  readonly onError?: (error: unknown) => void;
}

export const OPTIONS: OptionsOf<WithInstructionsOptions> = {
  label: true,
  version: true,
  variables: true,
  record: true,
  thread: true,
  principal: true,
  metadata: true,
  patience: true,
  waitUntil: true,
  onError: true,
};

/** The value for this call; undefined for none. */
export function forCall<T>(value: PerCall<T> | undefined, call: ModelCall): T | undefined {
  return typeof value === "function" ? (value as (call: ModelCall) => T)(call) : value;
}
