/** Putting instructions into a system message that may be there already, with its content blocks and cache markers. */
import { type BaseMessage, SystemMessage } from "@langchain/core/messages";

/**
 * What a content block of a system message may have beside its text, such as `{ cache_control: { type: "ephemeral" }
 * }`.
 */
export type BlockMarks = Readonly<Record<string, unknown>>;

/**
 * The message with the text behind what it says. A plain message stays plain; blocks stay as they are, and the text
 * becomes one more, with `marks`. A blank text adds nothing.
 */
export function appendToSystem(message: SystemMessage | undefined, text: string, marks?: BlockMarks): SystemMessage {
  const before = message ?? new SystemMessage("");
  if (text.trim() === "") return before;
  const { content, additional_kwargs, response_metadata, id, name } = before;
  const said = typeof content === "string" ? content !== "" : content.length > 0;
  const whole = said ? `\n\n${text}` : text;
  const kept = { additional_kwargs, response_metadata, ...(id ? { id } : {}), ...(name ? { name } : {}) };
  if (typeof content === "string" && !marks) return new SystemMessage({ ...kept, content: content + whole });
  const blocks = typeof content === "string" ? textBlocks(content) : content;
  return new SystemMessage({ ...kept, content: [...blocks, { type: "text", text: whole, ...marks }] });
}

const textBlocks = (text: string) => (text === "" ? [] : [{ type: "text" as const, text }]);

/** The messages with the instructions first, in one system message, since many models take no second one. */
export function withInstructions(messages: readonly BaseMessage[], text: string): BaseMessage[] {
  const [first, ...rest] = messages;
  const existing = first && SystemMessage.isInstance(first) ? first : undefined;
  if (!existing && text.trim() === "") return [...messages];
  return [appendToSystem(existing, text), ...(existing ? rest : messages)];
}
