/** One call of a language model, as it is kept: what it was for and what it used. Nothing of its words. */
import { estimateTokenCount } from "tokenx";
import type { Address } from "./address.js";
import { type ErrorCode, KnowhowError } from "./errors.js";
import type { Model, ModelRequest } from "./ports/model.js";

/** What a model was asked for. */
export const CALL_PURPOSES = ["reflection", "attribution", "compaction", "judge"] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

/** What is known of a call when it ends. */
export interface CallNote {
  readonly model: string;
  /** As the provider counted them, else estimated. Of a call that failed only what the provider counted: mostly 0. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The provider answered, but did not count the tokens. */
  readonly estimated: boolean;
  /** Why it failed: a code, or `unexpected`; null for an answer. */
  readonly error: ErrorCode | "unexpected" | null;
}

export interface ModelCall extends CallNote {
  readonly id: string;
  readonly address: Address;
  /** When it ended. ISO 8601, UTC. */
  readonly at: string;
  readonly purpose: CallPurpose;
  /** The reflection it was made for; null for none. */
  readonly reflectionId: string | null;
  readonly strategy: string | null;
}

/** Is told of every call as it ends, also of one that failed. */
export type NoteCall = (call: CallNote) => Promise<void>;

/** The model, with every call noted before its answer is given. Without `note` it is the model itself. */
export function notingCalls(model: Model, note: NoteCall | undefined): Model {
  if (!note) return model;
  return {
    id: model.id,
    async generate(request, options) {
      const end = (rest: Pick<CallNote, "inputTokens" | "outputTokens" | "estimated" | "error">): Promise<void> =>
        note({ model: model.id, ...rest });
      let answer;
      try {
        answer = await model.generate(request, options);
      } catch (error) {
        const code = KnowhowError.is(error) ? error.code : "unexpected";
        await end({ ...usedByFailure(error), estimated: false, error: code });
        throw error;
      }
      const { usage, text } = answer;
      const counted = usage ?? { inputTokens: estimateInput(request), outputTokens: estimateTokenCount(text) };
      await end({ ...counted, estimated: usage === null, error: null });
      return answer;
    },
  };
}

type Tokens = Pick<CallNote, "inputTokens" | "outputTokens">;

const failures = new WeakMap<object, Tokens>();

/** Gives the error of a failed call back, and remembers what the provider counted for it. */
export function failedAfter<E extends Error>(error: E, usage: Tokens | null): E {
  if (usage) failures.set(error, usage);
  return error;
}

/** What a failed call used, as far as the provider said so. */
export const usedByFailure = (error: unknown): Tokens =>
  (typeof error === "object" && error !== null ? failures.get(error) : undefined) ?? {
    inputTokens: 0,
    outputTokens: 0,
  };

/** About how many tokens a request has. */
export const estimateInput = ({ messages }: ModelRequest): number =>
  messages.reduce((sum, message) => sum + estimateTokenCount(message.content), 0);
