/** Any language model of the AI SDK, version 6 (`ai`), as a model. */
import { generateText, jsonSchema, type LanguageModel, NoObjectGeneratedError, Output } from "ai";
import { KnowhowError } from "../core/errors.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import { failedAfter } from "../core/model-call.js";
import type { Model, ModelAnswer, ModelRequest } from "../core/ports/model.js";
import { type CallOptions, callProvider, checkTimeout } from "./call.js";
import { schemaFallback } from "./schema-fallback.js";

type GenerateTextOptions = Parameters<typeof generateText>[0];

export interface AiSdkModelOptions extends CallOptions {
  /** What records call the model. Default: its provider and name, `openai:gpt-5-mini`. */
  readonly id?: string;
  /** How often the SDK asks again after a passing error (rate limit, 5xx). Default 1. */
  readonly maxRetries?: number;
  /** Passed on as they are, for instance for reasoning effort. */
  readonly providerOptions?: NonNullable<GenerateTextOptions["providerOptions"]>;
  /** Default: the model's own. */
  readonly temperature?: number;
  /** Texts that no error may show, such as the API key. */
  readonly secrets?: readonly string[];
}

const OPTIONS: OptionsOf<AiSdkModelOptions> = {
  timeout: true,
  id: true,
  maxRetries: true,
  providerOptions: true,
  temperature: true,
  secrets: true,
};

/**
 * Adapts a language model of the AI SDK. The schema of a structured answer goes to the provider, which enforces it if
 * it can; a provider that refuses schemas is asked without. Parsing is left to whoever asked.
 * @throws `invalid_policy` for a bad timeout. Calls throw `model_failed`, also for an answer cut off at the token
 * limit; `model_refused` when the provider's filter stopped it; `model_timeout`.
 */
export function aiSdkModel(model: LanguageModel, options: AiSdkModelOptions = {}): Model {
  checkKnown("aiSdkModel", options, OPTIONS);
  const { maxRetries = 1, providerOptions, temperature, secrets = [] } = options;
  const id = options.id ?? idOf(model);
  const timeout = checkTimeout(options.timeout);
  const withSchema = schemaFallback();
  const ask = async (
    request: ModelRequest,
    schema: ModelRequest["answer"],
    abortSignal: AbortSignal,
  ): Promise<Outcome> => {
    const system = contents(request, "system").join("\n\n");
    const settings: GenerateTextOptions = {
      model,
      maxRetries,
      abortSignal,
      ...(system !== "" && { system }),
      messages: request.messages.flatMap(({ role, content }) => (role === "system" ? [] : [{ role, content }])),
      ...(schema && { output: Output.object({ schema: jsonSchema(schema.schema), name: schema.name }) }),
      ...(request.maxOutputTokens !== undefined && { maxOutputTokens: request.maxOutputTokens }),
      ...(temperature !== undefined && { temperature }),
      ...(providerOptions && { providerOptions }),
    };
    try {
      return await generateText(settings);
    } catch (error) {
      // The answer is not JSON. Its text is what whoever asked wants to see.
      if (NoObjectGeneratedError.isInstance(error)) return error;
      throw error;
    }
  };
  return {
    id,
    generate: (request, { signal } = {}) =>
      callProvider({ id, timeout, signal, secrets }, async (ended) =>
        answerOf(id, await withSchema(request, (schema) => ask(request, schema, ended))),
      ),
  };
}

type Outcome = Pick<NoObjectGeneratedError, "text" | "usage" | "finishReason">;

function answerOf(id: string, { text = "", usage, finishReason }: Outcome): ModelAnswer {
  const { inputTokens, outputTokens } = usage ?? {};
  const counted = inputTokens !== undefined && outputTokens !== undefined ? { inputTokens, outputTokens } : null;
  const failure = failureOf(id, finishReason);
  if (failure) throw failedAfter(failure, counted);
  return { text, usage: counted };
}

function failureOf(id: string, finishReason: Outcome["finishReason"]): KnowhowError | null {
  if (finishReason === "content-filter") {
    return new KnowhowError(
      "model_refused",
      `${id} refused to answer, or its provider's filter stopped it. Look at the feedback, or use another model.`,
    );
  }
  if (finishReason === "length") {
    return new KnowhowError(
      "model_failed",
      `${id} was cut off at its limit of output tokens. Raise the limit, or send fewer lessons.`,
    );
  }
  if (finishReason === "error")
    return new KnowhowError("model_failed", `${id} ended with an error and gave no reason. Try again.`);
  return null;
}

const contents = (request: ModelRequest, role: string): string[] =>
  request.messages.filter((message) => message.role === role).map((message) => message.content);

/** `openai.responses` and `gpt-5-mini` make `openai:gpt-5-mini`. */
function idOf(model: LanguageModel): string {
  if (typeof model === "string") return model;
  return `${model.provider.split(".")[0] ?? model.provider}:${model.modelId}`;
}
