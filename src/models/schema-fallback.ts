/**
 * Servers that do not know JSON schemas refuse the whole request. Then it is asked again without, and so from there on.
 */
import type { ModelRequest } from "../core/ports/model.js";
import { statusOf } from "./call.js";

/** Asks with the request's schema if it has one and the provider was not seen to refuse it, else without. */
export type SchemaFallback = <T>(
  request: ModelRequest,
  ask: (schema: ModelRequest["answer"]) => Promise<T>,
) => Promise<T>;

/** One for each model: it remembers. Prompts describe the form of the answer in words as well, so it is not lost. */
export function schemaFallback(): SchemaFallback {
  let refused = false;
  return async ({ answer }, ask) => {
    if (!answer || refused) return ask(undefined);
    try {
      return await ask(answer);
    } catch (error) {
      if (!refusesSchema(error)) throw error;
      refused = true;
      return ask(undefined);
    }
  };
}

function refusesSchema(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== 400 && status !== 422) return false;
  const { message, responseBody } = error as { message?: unknown; responseBody?: unknown };
  return [message, responseBody].some((text) => typeof text === "string" && NAMES_SCHEMA.test(text));
}

const NAMES_SCHEMA = /response_?format|json_?schema|json schema|structured.?output|output_(?:config|format)/i;
