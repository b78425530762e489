/** As much of OpenAI's chat-completions protocol as the contestants speak. */

export interface ToolCall {
  readonly function: { readonly name: string; readonly arguments: string };
}

export interface ChatMessage {
  readonly role: string;
  /** Text, parts with text, or nothing beside tool calls. */
  readonly content?: string | readonly { readonly text?: string }[] | null;
  readonly tool_calls?: readonly ToolCall[];
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly tool_choice?: string | { readonly function: { readonly name: string } };
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly name: string } };
  readonly stream?: boolean;
}

/** What the model says: words, or one call of a tool. */
export type Answer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool"; readonly name: string; readonly arguments: string };

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The text of a message. */
export function textIn({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("");
}

/** The body of a response. */
export function completionOf(model: string, answer: Answer, usage: Usage): object {
  const called = answer.kind === "tool";
  return {
    ...head(model),
    object: "chat.completion",
    choices: [
      { index: 0, finish_reason: called ? "tool_calls" : "stop", message: { role: "assistant", ...spoken(answer) } },
    ],
    usage: usageOf(usage),
  };
}

/** The same as the events of a stream. */
export function eventsOf(model: string, answer: Answer, usage: Usage): string {
  const chunk = (choices: readonly object[], more: object = {}): string =>
    `data: ${JSON.stringify({ ...head(model), object: "chat.completion.chunk", choices, ...more })}\n\n`;
  const finish = answer.kind === "tool" ? "tool_calls" : "stop";
  return [
    chunk([{ index: 0, delta: { role: "assistant", ...spoken(answer) }, finish_reason: null }]),
    chunk([{ index: 0, delta: {}, finish_reason: finish }]),
    chunk([], { usage: usageOf(usage) }),
    "data: [DONE]\n\n",
  ].join("");
}

const head = (model: string): object => ({ id: "chatcmpl-bench", created: 0, model });

function spoken(answer: Answer): object {
  if (answer.kind === "text") return { content: answer.text };
  const { name, arguments: given } = answer;
  return {
    content: null,
    tool_calls: [{ index: 0, id: "call_bench", type: "function", function: { name, arguments: given } }],
  };
}

const usageOf = ({ inputTokens, outputTokens }: Usage): object => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});
