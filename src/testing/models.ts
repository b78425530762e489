/** Fake models for tests: answers from a script, failures, and silence. They speak the same port as real ones. */
import { type ErrorCode, KnowhowError } from "../core/errors.js";
import type { Model, ModelAnswer, ModelRequest } from "../core/ports/model.js";

/** One answer of a script: the text, the text with its usage, or an error to throw. */
export type ScriptedAnswer = string | ModelAnswer | Error;

/** Answers in order, or a function of the request and its number from 0. */
export type Script =
  readonly ScriptedAnswer[] | ((request: ModelRequest, index: number) => ScriptedAnswer | Promise<ScriptedAnswer>);

/** A fake model that keeps what it was asked. */
export interface ScriptedModel extends Model {
  /** Every request so far, oldest first. */
  readonly requests: readonly ModelRequest[];
}

/**
 * A model that answers from a list, in order, or by a function. Usage is a quarter of the characters unless given.
 * @throws `model_failed` when a list has no more answers, or whatever error the script holds
 */
export function scriptedModel(script: Script, options: { readonly id?: string } = {}): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    id: options.id ?? "fake:scripted",
    requests,
    async generate(request, { signal } = {}) {
      signal?.throwIfAborted();
      const index = requests.push(structuredClone(request)) - 1;
      const answer = typeof script === "function" ? await script(request, index) : script[index];
      if (answer === undefined) {
        throw new KnowhowError("model_failed", `The script has no answer number ${index + 1}. Add one.`);
      }
      if (answer instanceof Error) throw answer;
      return typeof answer === "string" ? { text: answer, usage: roughUsage(request, answer) } : answer;
    },
  };
}

/** A model whose every call throws: an error of yours, or a `KnowhowError` with this code. */
export function failingModel(error: Error | ErrorCode = "model_failed"): ScriptedModel {
  const thrown = typeof error === "string" ? new KnowhowError(error, `It failed with ${error}, as asked.`) : error;
  return scriptedModel(() => thrown, { id: "fake:failing" });
}

/** A model that never answers. Its calls end only when their signal is aborted, with the signal's reason. */
export function silentModel(): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    id: "fake:silent",
    requests,
    generate(request, { signal } = {}) {
      requests.push(structuredClone(request));
      return new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
  };
}

function roughUsage(request: ModelRequest, answer: string): { inputTokens: number; outputTokens: number } {
  const asked = request.messages.reduce((sum, message) => sum + message.content.length, 0);
  return { inputTokens: Math.ceil(asked / 4), outputTokens: Math.ceil(answer.length / 4) };
}
