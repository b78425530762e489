/**
 * Counts tokens, for all contestants alike, with the tokenizer of GPT-4o and later (`o200k_base`). How a provider lays
 * tools and schemas out in its prompt is not public, so they count as the compact JSON that was sent.
 */
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { type Answer, type ChatMessage, type ChatRequest, textIn } from "./protocol.js";

/** What a message and a request cost beside their words, as OpenAI documents it. */
const PER_MESSAGE = 3;
const PER_REQUEST = 3;

export const tokensOf = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });

export function inputTokensOf({ messages, tools, response_format }: ChatRequest): number {
  const schema = response_format?.json_schema;
  return (
    PER_REQUEST +
    messages.reduce((sum, message) => sum + tokensOfMessage(message), 0) +
    (tools ? tokensOf(JSON.stringify(tools)) : 0) +
    (schema ? tokensOf(JSON.stringify(schema)) : 0)
  );
}

export const outputTokensOf = (answer: Answer): number =>
  answer.kind === "text" ? tokensOf(answer.text) : tokensOf(answer.name) + tokensOf(answer.arguments);

function tokensOfMessage(message: ChatMessage): number {
  const calls = message.tool_calls ?? [];
  return (
    PER_MESSAGE +
    tokensOf(message.role) +
    tokensOf(textIn(message)) +
    calls.reduce((sum, { function: called }) => sum + tokensOf(called.name) + tokensOf(called.arguments), 0)
  );
}
