/**
 * Logs of OpenAI's chat completions and Responses: request and response of one call, in one object or as `request` and
 * `response`, and conversations as they are kept for fine-tuning.
 */
import { z } from "zod";
import { hashJson } from "../../core/hash.js";
import { CALLS_TOOLS, type Drawn, passed } from "./drawn.js";
import { ownFeedback } from "./own-feedback.js";
import { fieldsOf, isFields, list, maybeId, maybeText, timeOf } from "./shapes.js";

const request = z.object({
  messages: list.nullish(),
  input: z.union([z.string(), list]).nullish(),
  instructions: maybeText.catch(null),
  user: maybeText,
  safety_identifier: maybeText,
});
const response = z.object({
  id: maybeId,
  model: maybeText,
  choices: z
    .array(z.object({ message: z.record(z.string(), z.unknown()), finish_reason: z.string().nullish() }))
    .nullish(),
  output: list.nullish(),
  conversation: z.union([maybeId, z.object({ id: z.string() }).transform(({ id }) => id)]),
});

export function drawOpenai(entry: unknown): Drawn[] {
  const whole = fieldsOf(entry);
  const sent = bodyOf(whole["request"] ?? whole["body"] ?? entry);
  const got = bodyOf(whole["response"] ?? entry);
  if (isFields(got["error"]) || isFields(whole["error"])) return [passed("requests that failed")];
  const asked = request.parse(sent);
  const answered = response.parse(got);
  const said = asked.messages ?? (typeof asked.input === "string" ? [person(asked.input)] : asked.input);
  if (!said) return [passed("entries without a request's messages or input")];
  const choice = answered.choices?.[0];
  if (choice?.finish_reason === "tool_calls" || endsInCall(answered.output)) return [passed(CALLS_TOOLS)];
  const answer = choice ? [choice.message] : (answered.output ?? []);
  const messages = [
    ...(asked.instructions === null ? [] : [{ role: "system", content: asked.instructions }]),
    ...said,
    ...answer,
  ];
  const metadata = { ...fieldsOf(sent["metadata"]), ...fieldsOf(got["metadata"]), ...fieldsOf(whole["metadata"]) };
  const id = answered.id ?? maybeId.catch(null).parse(whole["custom_id"] ?? whole["id"]) ?? hashJson(messages);
  return [
    {
      kind: "run",
      id,
      messages,
      thread: answered.conversation ?? threadIn(metadata),
      person: asked.safety_identifier ?? asked.user,
      at: timeOf(got["created"] ?? got["created_at"]),
      model: answered.model,
    },
    ...ownFeedback(entry, id),
  ];
}

const person = (content: string) => ({ role: "user", content });

/** What the API was sent or answered, which batches wrap once more. */
const bodyOf = (value: unknown): Readonly<Record<string, unknown>> => {
  const outer = fieldsOf(value);
  return isFields(outer["body"]) ? outer["body"] : outer;
};

/** The application is to call a function; what OpenAI's own tools did is in the output already. */
const endsInCall = (output: readonly unknown[] | null | undefined): boolean =>
  /^(?:function|custom_tool)_call$/.test(String(fieldsOf(output?.at(-1))["type"]));

/** The conversation, by the names that applications give it. */
export function threadIn(metadata: Readonly<Record<string, unknown>>): string | null {
  const found = ["thread_id", "session_id", "conversation_id"].map((name) => metadata[name]);
  return found.find((one): one is string => typeof one === "string" && one !== "") ?? null;
}
