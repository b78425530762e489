/**
 * A conversation as an agent retells it. Nobody but the agent says who said what in it, so nothing in it counts as more
 * than the agent's own word, whatever role a message claims.
 */
import type { Message, Part } from "../../core/message.js";
import { normaliseMessages } from "../../core/messages/normalise.js";
import { leastTrusted, type Principal, type Source } from "../../core/principal.js";

/** The messages with no source above the agent's. @throws `invalid_messages`, `invalid_text`, `too_large` */
export function retold(messages: unknown, agent: Principal): Message[] {
  const lowered = (source: Source): Source => {
    const least = leastTrusted([source, agent.role]);
    return least === "reviewer" ? "user" : least;
  };
  const lower = (part: Part): Part =>
    part.type === "text" || part.type === "tool-result" ? { ...part, source: lowered(part.source) } : part;
  return normaliseMessages(messages).map((message) => ({ ...message, parts: message.parts.map(lower) }));
}
