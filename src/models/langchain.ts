/** Any chat model of LangChain (`@langchain/core` 1) as a model. Only its types are imported. */
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { KnowhowError } from "../core/errors.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import { failedAfter } from "../core/model-call.js";
import type { Model, ModelAnswer, ModelRequest } from "../core/ports/model.js";
import { type CallOptions, callProvider, checkTimeout, nameOf } from "./call.js";
import { schemaFallback } from "./schema-fallback.js";

export interface LangchainModelOptions extends CallOptions {
  /** What records call the model. Default: its kind and name, `openai:gpt-5-mini`. */
  readonly id?: string;
  /**
   * Call options for a request, such as the provider's own way to ask for a JSON schema or a token limit. Default:
   * OpenAI and Azure get `response_format`, Ollama gets `format`, others nothing: the prompt describes the form, and
   * parsing is ours.
   */
  readonly callOptions?: (request: ModelRequest) => Readonly<Record<string, unknown>>;
}

const OPTIONS: OptionsOf<LangchainModelOptions> = { timeout: true, id: true, callOptions: true };

/**
 * Adapts a chat model of LangChain. It is asked by plain `invoke`: `withStructuredOutput` differs from provider to
 * provider and hides an answer that does not parse. How often it retries is the chat model's own `maxRetries`.
 * @throws `invalid_policy` for a bad timeout. Calls throw `model_failed`, also for an answer cut off at the token
 * limit; `model_refused` for a refusal that the provider reports; `model_timeout`.
 */
export function langchainModel(chatModel: BaseChatModel, options: LangchainModelOptions = {}): Model {
  checkKnown("langchainModel", options, OPTIONS);
  const id = options.id ?? idOf(chatModel);
  const timeout = checkTimeout(options.timeout);
  const callOptions = options.callOptions ?? defaultCallOptions(chatModel._llmType());
  const withSchema = schemaFallback();
  const ask = async (request: ModelRequest, signal: AbortSignal): Promise<unknown> => {
    const messages = request.messages.map(({ role, content }) => ({ role, content }));
    return await withSchema(request, (schema) => {
      const { answer: _answer, ...plain } = request;
      return chatModel.invoke(messages, { ...callOptions(schema ? request : plain), signal });
    });
  };
  return {
    id,
    generate: (request, { signal } = {}) =>
      callProvider({ id, timeout, signal }, async (ended) => {
        try {
          return answerOf(id, (await ask(request, ended)) as Reply);
        } catch (error) {
          throw nameOf(error) === "ModelRefusalError" ? refusal(id, error) : error;
        }
      }),
  };
}

/** What is read of an AIMessage. */
interface Reply {
  readonly text: string;
  readonly content: unknown;
  readonly usage_metadata?: { readonly input_tokens: number; readonly output_tokens: number };
  readonly response_metadata?: Readonly<Record<string, unknown>>;
  readonly additional_kwargs?: Readonly<Record<string, unknown>>;
}

function answerOf(id: string, reply: Reply): ModelAnswer {
  const usage = reply.usage_metadata;
  const counted = usage ? { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens } : null;
  const { finish_reason, stop_reason, finishReason, done_reason } = reply.response_metadata ?? {};
  const reason = [finish_reason, stop_reason, finishReason, done_reason].find((one) => typeof one === "string");
  const ended = typeof reason === "string" ? reason.toLowerCase() : "";
  if (/^(?:content_filter|refusal|safety|prohibited_content|blocklist)$/.test(ended) || isRefusal(reply))
    throw failedAfter(refusal(id, reply), counted);
  if (/^(?:length|max_tokens|model_length)$/.test(ended)) {
    const message = `${id} was cut off at its limit of output tokens. Raise the limit, or send fewer lessons.`;
    throw failedAfter(new KnowhowError("model_failed", message), counted);
  }
  return { text: reply.text, usage: counted };
}

/** OpenAI says it in a field of its own, others in a content block. */
function isRefusal({ text, content, additional_kwargs }: Reply): boolean {
  if (text.trim() !== "") return false;
  if (typeof additional_kwargs?.["refusal"] === "string") return true;
  return Array.isArray(content) && content.some((block: { type?: unknown }) => block.type === "refusal");
}

function refusal(id: string, cause: unknown): KnowhowError {
  const message = `${id} refused to answer, or its provider's filter stopped it. Look at the feedback, or use another model.`;
  return new KnowhowError("model_refused", message, { cause });
}

function defaultCallOptions(kind: string): (request: ModelRequest) => Readonly<Record<string, unknown>> {
  return ({ answer }) => {
    if (!answer) return {};
    if (/^(?:openai|azure_openai|azure)$/.test(kind)) {
      return {
        response_format: {
          type: "json_schema",
          json_schema: { name: answer.name, schema: answer.schema, strict: true },
        },
      };
    }
    return kind === "ollama" ? { format: answer.schema } : {};
  };
}

/** LangChain's chat models name their model in one of two fields. */
function idOf(chatModel: BaseChatModel): string {
  const { model, modelName } = chatModel as { model?: unknown; modelName?: unknown };
  const name = [model, modelName].find((field) => typeof field === "string" && field !== "");
  return typeof name === "string" ? `${chatModel._llmType()}:${name}` : chatModel._llmType();
}
