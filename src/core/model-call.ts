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
  /** As the provider counted them, else estimated. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The provider did not count the tokens: it does not do so, or the call failed. */
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
      const asked = estimateInput(request);
      let answer;
      try {
        answer = await model.generate(request, options);
      } catch (error) {
        const code = KnowhowError.is(error) ? error.code : "unexpected";
        await end({ inputTokens: asked, outputTokens: 0, estimated: true, error: code });
        throw error;
      }
      const { usage, text } = answer;
      const counted = usage ?? { inputTokens: asked, outputTokens: estimateTokenCount(text) };
      await end({ ...counted, estimated: usage === null, error: null });
      return answer;
    },
  };
}

/** About how many tokens a request has. */
export const estimateInput = ({ messages }: ModelRequest): number =>
  messages.reduce((sum, message) => sum + estimateTokenCount(message.content), 0);
