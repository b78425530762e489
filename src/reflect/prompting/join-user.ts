/** Adds words of ours to a conversation. */
import type { ModelMessage } from "../../core/ports/model.js";

/** As a message of the user, within the last one if that is the user's: some providers refuse two in a row. */
export function joinUser(messages: readonly ModelMessage[], content: string): ModelMessage[] {
  const last = messages.at(-1);
  if (last?.role !== "user") return [...messages, { role: "user", content }];
  return [...messages.slice(0, -1), { role: "user", content: `${last.content}\n\n${content}` }];
}
