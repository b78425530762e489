/** What a case asks: the messages of a run before the answer that was spoken of. */
import type { Message } from "../core/message.js";
import type { Run } from "../core/run.js";

/**
 * The messages before the answer: before the assistant's message with this id, else before the run's last one. A user's
 * message that was spoken of is the last of them. System messages are left out: the instructions come in their place,
 * and whatever else the agent is told, its runner knows. Null when nothing was asked.
 */
export function inputOf({ messages }: Pick<Run, "messages">, spokenOf: string | null): readonly Message[] | null {
  const named = messages.findIndex((message) => message.id === spokenOf);
  const last = messages.findLastIndex((message) => message.role === "assistant");
  const end = named >= 0 ? named + (messages[named]?.role === "assistant" ? 0 : 1) : last >= 0 ? last : messages.length;
  const asked = messages.slice(0, end).filter((message) => message.role !== "system");
  return asked.length > 0 ? asked : null;
}
