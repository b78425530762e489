/** Exports of LangSmith: runs, with feedback in them or beside them, as its SDK and its API give them. */
import { z } from "zod";
import { type Drawn, type DrawnFeedback, type Giver, passed } from "./drawn.js";
import { threadIn } from "./openai.js";
import { fields, fieldsOf, isFields, list, maybeId, maybeScore, maybeText, timeOf } from "./shapes.js";

const several = z.object({ runs: list.nullish(), feedback: list.nullish() });
const feedback = z.object({
  id: maybeId,
  run_id: maybeId,
  trace_id: maybeId,
  key: z.string(),
  score: maybeScore,
  value: z.unknown().optional(),
  comment: maybeText,
  correction: z.unknown().optional(),
  feedback_source: z.object({ type: maybeText, metadata: fields.nullish(), user_id: maybeId }).nullish(),
});
const run = z.object({
  id: z.string(),
  trace_id: maybeId,
  parent_run_id: maybeId,
  inputs: fields.nullish(),
  outputs: fields.nullish(),
  error: maybeText.catch(null),
  extra: z.object({ metadata: fields.nullish() }).nullish(),
  feedback: list.nullish(),
});

export function drawLangsmith(entry: unknown): Drawn[] {
  const whole = fieldsOf(entry);
  if (Array.isArray(whole["runs"]) || (Array.isArray(whole["feedback"]) && whole["id"] === undefined)) {
    const { runs, feedback: said } = several.parse(entry);
    return [...(runs ?? []), ...(said ?? [])].flatMap(drawLangsmith);
  }
  if (typeof whole["key"] === "string" && whole["inputs"] === undefined) return [drawFeedback(entry, null)];
  const read = run.parse(entry);
  const said = (read.feedback ?? []).map((one) => drawFeedback(one, read));
  return [drawRun(read, whole), ...said];
}

function drawRun(read: z.infer<typeof run>, whole: Readonly<Record<string, unknown>>): Drawn {
  if (read.parent_run_id !== null) return passed("steps within a run");
  if (read.error !== null) return passed("runs that failed");
  const messages = messagesOf(read.inputs ?? {}, read.outputs ?? {});
  if (!messages) return passed("runs whose inputs and outputs hold no conversation");
  const metadata = fieldsOf(read.extra?.metadata);
  return {
    kind: "run",
    id: read.id,
    alias: read.trace_id === null ? [] : [read.trace_id],
    messages,
    thread: threadIn(metadata),
    person: maybeId.catch(null).parse(metadata["user_id"]),
    at: timeOf(whole["start_time"]),
    model: maybeText.catch(null).parse(metadata["ls_model_name"]),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Messages where there are some, else one text in and one text out. */
function messagesOf(inputs: Fields, outputs: Fields): readonly unknown[] | null {
  const asked = flat(inputs["messages"]) ?? one("user", textIn(inputs, ["input", "question", "query", "prompt"]));
  const answered =
    flat(outputs["messages"]) ??
    generated(outputs) ??
    one("assistant", textIn(outputs, ["output", "answer", "content", "result"]));
  if (!asked || !answered) return null;
  // A graph gives back all of its messages, with those that it was given in front.
  return Array.isArray(outputs["messages"]) && answered.length > asked.length ? answered : [...asked, ...answered];
}

/** LangChain logs a list of lists, one for each prompt of a batch. */
const flat = (value: unknown): readonly unknown[] | null =>
  Array.isArray(value) && value.length > 0
    ? Array.isArray(value[0]) && isFields(value[0][0])
      ? value[0]
      : value
    : null;

/** The first answer of a model's run, in LangChain's or in OpenAI's shape. */
function generated(outputs: Fields): readonly unknown[] | null {
  const first: unknown = [outputs["generations"], outputs["choices"]].flat(2).find(isFields);
  const { message, text } = fieldsOf(first);
  if (isFields(message)) return [message];
  if (typeof text === "string") return one("assistant", text);
  return isFields(outputs["output"]) && outputs["output"]["content"] !== undefined ? [outputs["output"]] : null;
}

const one = (role: string, content: string | null) => (content === null ? null : [{ role, content }]);

/** The text under one of these names, or the only one that there is. */
function textIn(given: Fields, names: readonly string[]): string | null {
  const texts = Object.values(given).filter((value): value is string => typeof value === "string" && value !== "");
  const named = names.map((name) => given[name]).find((value) => typeof value === "string" && value !== "");
  return (named as string | undefined) ?? (texts.length === 1 ? (texts[0] ?? null) : null);
}

function drawFeedback(entry: unknown, of: { readonly id: string } | null): DrawnFeedback {
  const { id, run_id, trace_id, comment, score, correction, feedback_source } = feedback.parse(entry);
  return {
    kind: "feedback",
    id,
    // A step's feedback is its run's, which has the id of the trace.
    run: [run_id, of?.id ?? null, trace_id].filter((known) => known !== null),
    by: giverOf(feedback_source ?? null),
    comment,
    score,
    revised:
      typeof correction === "string" ? correction : textIn(fieldsOf(correction), ["output", "answer", "content"]),
  };
}

/** Only what was given in LangSmith's own pages is known to be a person's. */
function giverOf(source: z.infer<typeof feedback>["feedback_source"] | null): Giver {
  const type = source?.type ?? "api";
  if (type === "app") return { kind: "person", id: source?.user_id ?? null };
  return { kind: /^(?:model|auto_eval)$/.test(type) ? "model" : "program", id: `langsmith:${type}` };
}
