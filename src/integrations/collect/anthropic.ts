/** Logs of Anthropic's Messages API: request and response of one call, in one object or apart, also of a batch. */
import { z } from "zod";
import { hashJson } from "../../core/hash.js";
import { CALLS_TOOLS, type Drawn, passed } from "./drawn.js";
import { threadIn } from "./openai.js";
import { ownFeedback } from "./own-feedback.js";
import { fieldsOf, isFields, list, maybeId, maybeText, timeOf } from "./shapes.js";

const request = z.object({
  system: z.union([z.string(), list]).nullish(),
  messages: list.nullish(),
  metadata: z.object({ user_id: maybeText }).nullish(),
});
const response = z.object({
  id: maybeId,
  model: maybeText,
  role: z.literal("assistant").nullish(),
  content: list.nullish(),
  stop_reason: z.string().nullish(),
});

export function drawAnthropic(entry: unknown): Drawn[] {
  const whole = fieldsOf(entry);
  const result = fieldsOf(whole["result"]);
  const sent = fieldsOf(whole["request"] ?? whole["params"] ?? whole["body"] ?? entry);
  const asked = request.parse(isFields(sent["params"]) ? sent["params"] : sent);
  const got = whole["response"] ?? result["message"] ?? whole["message"] ?? entry;
  if (fieldsOf(got)["type"] === "error" || /^(?:errored|canceled|expired)$/.test(String(result["type"])))
    return [passed("requests that failed")];
  if (!asked.messages) return [passed("entries without a request's messages")];
  const answered = response.parse(got);
  if (answered.stop_reason === "tool_use") return [passed(CALLS_TOOLS)];
  const { system } = asked;
  const messages = [
    ...(system === null || system === undefined || system.length === 0 ? [] : [{ role: "system", content: system }]),
    ...asked.messages,
    ...(answered.content ? [{ role: "assistant", content: answered.content }] : []),
  ];
  const id = answered.id ?? maybeId.catch(null).parse(whole["custom_id"]) ?? hashJson(messages);
  return [
    {
      kind: "run",
      id,
      messages,
      thread: threadIn(fieldsOf(whole["metadata"])),
      person: asked.metadata?.user_id ?? null,
      at: timeOf(whole["created_at"] ?? whole["timestamp"]),
      model: answered.model,
    },
    ...ownFeedback(entry, id),
  ];
}
