/**
 * OpenTelemetry spans and log records of GenAI calls, as OTLP JSON: messages in attributes or in events, and results of
 * evaluations. Follows the semantic conventions for generative AI, 1.28 to 1.38.
 */
import { z } from "zod";
import { hashJson } from "../../core/hash.js";
import { CALLS_TOOLS, type Drawn, type DrawnFeedback, passed } from "./drawn.js";
import {
  attributeList,
  type Attributes,
  attributesOf,
  messageOfEvent,
  messagesIn,
  structure,
  systemIn,
  textAt,
  valueOf,
} from "./otlp-values.js";
import { fieldsOf, isFields, maybeId } from "./shapes.js";

const event = z.object({ name: z.string(), attributes: attributeList });
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  startTimeUnixNano: maybeId,
  attributes: attributeList,
  events: z.array(event).nullish(),
  status: z.object({ code: z.union([z.number(), z.string()]).nullish() }).nullish(),
});
const logRecord = z.object({
  traceId: maybeId,
  spanId: maybeId,
  eventName: z.string().nullish(),
  attributes: attributeList,
  body: z.unknown().optional(),
});
const batch = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(z.unknown()) })) })).optional(),
  resourceLogs: z.array(z.object({ scopeLogs: z.array(z.object({ logRecords: z.array(z.unknown()) })) })).optional(),
});

const EVALUATION = "gen_ai.evaluation.result";
const DETAILS = "gen_ai.client.inference.operation.details";

export function drawOtlp(entry: unknown): Drawn[] {
  const { resourceSpans, resourceLogs } = batch.parse(entry);
  if (!resourceSpans && !resourceLogs) return [passed("entries that hold neither resourceSpans nor resourceLogs")];
  const spans = (resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const records = (resourceLogs ?? []).flatMap(({ scopeLogs }) => scopeLogs.flatMap((scope) => scope.logRecords));
  return [...spans.flatMap(drawSpan), ...records.flatMap(drawRecord)];
}

function drawSpan(given: unknown): Drawn[] {
  const { traceId, spanId, startTimeUnixNano, status, ...read } = span.parse(given);
  const attributes = attributesOf(read.attributes);
  const events = (read.events ?? []).map(({ name, attributes: own }) => ({ name, attributes: attributesOf(own) }));
  const said = events
    .filter(({ name }) => name === EVALUATION)
    .map((one) => evaluation(one.attributes, [keyOf(traceId, spanId), textAt(one.attributes, "gen_ai.response.id")]));
  const details = events.find(({ name }) => name === DETAILS)?.attributes;
  const older = events.flatMap((one) => messageOfEvent(one.name, bodyOf(one.attributes)) ?? []);
  const failed = status?.code === 2 || status?.code === "STATUS_CODE_ERROR";
  const run = drawRun(new Map([...attributes, ...(details ?? [])]), older, {
    id: keyOf(traceId, spanId),
    at: startTimeUnixNano === null ? null : timeOfNanoseconds(startTimeUnixNano),
    failed,
  });
  return [...(run ? [run] : []), ...said];
}

function drawRecord(given: unknown): Drawn[] {
  const { traceId, spanId, eventName, body, ...read } = logRecord.parse(given);
  const attributes = attributesOf(read.attributes);
  const name = eventName ?? textAt(attributes, "event.name");
  const id = traceId !== null && spanId !== null ? keyOf(traceId, spanId) : null;
  if (name === EVALUATION) return [evaluation(attributes, [id, textAt(attributes, "gen_ai.response.id")])];
  if (name !== DETAILS) return name?.startsWith("gen_ai.") ? [passed("messages in log records of their own")] : [];
  const held = new Map([...attributes, ...Object.entries(fieldsOf(valueOf(body)))]);
  const run = drawRun(held, [], { id: id ?? hashJson([...held]), at: null, failed: false });
  return run ? [run] : [];
}

interface About {
  readonly id: string;
  readonly at: string | null;
  readonly failed: boolean;
}

/** The run of a call of a model; null for a span of something else, which is nobody's loss. */
function drawRun(attributes: Attributes, older: readonly object[], { id, at, failed }: About): Drawn | null {
  const operation = textAt(attributes, "gen_ai.operation.name");
  const output = messagesIn(attributes.get("gen_ai.output.messages") ?? []);
  const held = [...messagesIn(attributes.get("gen_ai.input.messages") ?? []), ...output];
  if (operation === null && held.length + older.length === 0) return null;
  if (operation === "invoke_agent" || operation === "execute_tool" || operation === "create_agent")
    return passed("spans of agents and tools, whose model calls are spans of their own");
  if (failed) return passed("calls that failed");
  const messages = held.length > 0 ? held : older;
  if (messages.length === 0) return passed("spans without messages: recording their content was off");
  const reasons: unknown = attributes.get("gen_ai.response.finish_reasons");
  const ends = [Array.isArray(reasons) ? reasons : structure(reasons)].flat().map(String);
  if (ends.some((reason) => /^tool_(?:calls?|use)$/.test(reason))) return passed(CALLS_TOOLS);
  const response = textAt(attributes, "gen_ai.response.id");
  return {
    kind: "run",
    id,
    alias: response === null ? [] : [response],
    messages: [...systemIn(attributes.get("gen_ai.system_instructions") ?? []), ...messages],
    thread: textAt(attributes, "gen_ai.conversation.id", "session.id"),
    person: textAt(attributes, "enduser.id", "user.id"),
    at,
    model: textAt(attributes, "gen_ai.response.model", "gen_ai.request.model"),
  };
}

/** Whoever evaluates is a program: nothing in the event says that it was a person. */
function evaluation(attributes: Attributes, run: readonly (string | null)[]): DrawnFeedback {
  const score = attributes.get("gen_ai.evaluation.score.value");
  const name = textAt(attributes, "gen_ai.evaluation.name") ?? "evaluation";
  return {
    kind: "feedback",
    id: hashJson([run, [...attributes]]),
    run: run.filter((known) => known !== null),
    by: { kind: "program", id: `otel:${name}` },
    comment: textAt(attributes, "gen_ai.evaluation.explanation"),
    score: typeof score === "number" ? score : null,
    revised: null,
  };
}

/** Bodies of events stand in attributes of a span's event, or as JSON in one of them. */
function bodyOf(attributes: Attributes): Readonly<Record<string, unknown>> {
  const held = structure(attributes.get("gen_ai.event.content") ?? attributes.get("event.body"));
  return isFields(held) ? held : Object.fromEntries(attributes);
}

const keyOf = (traceId: string, spanId: string): string => `${traceId}/${spanId}`;

function timeOfNanoseconds(nanoseconds: string): string | null {
  const time = new Date(Number(nanoseconds) / 1e6);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
