/** Attributes of OTLP JSON as plain values, and messages of the GenAI conventions as those of a chat. */
import { z } from "zod";
import { fieldsOf, isFields } from "./shapes.js";

export type Attributes = ReadonlyMap<string, unknown>;

export const attributeList = z.array(z.object({ key: z.string(), value: z.unknown().optional() })).nullish();

export const attributesOf = (given: z.infer<typeof attributeList>): Attributes =>
  new Map((given ?? []).map(({ key, value }) => [key, valueOf(value)]));

/** `AnyValue` of opentelemetry-proto, in its JSON form. */
export function valueOf(given: unknown): unknown {
  const [kind, value] = Object.entries(fieldsOf(given))[0] ?? [];
  if (kind === "intValue") return Number(value);
  if (kind === "arrayValue") return listOf(fieldsOf(value)["values"]).map(valueOf);
  if (kind === "kvlistValue") return Object.fromEntries(attributesOf(attributeList.parse(fieldsOf(value)["values"])));
  return value;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export function textAt(attributes: Attributes, ...names: readonly string[]): string | null {
  const found = names.map((name) => attributes.get(name)).find((value) => typeof value === "string" && value !== "");
  return (found as string | undefined) ?? null;
}

/** A structure, or the JSON text of one: attributes of spans may hold only texts. */
export function structure(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const message = z.object({ role: z.string(), parts: z.array(z.record(z.string(), z.unknown())) });

/** `gen_ai.input.messages` and `gen_ai.output.messages`. */
export function messagesIn(value: unknown): unknown[] {
  return listOf(structure(value)).map((one) => {
    const { role, parts } = message.parse(one);
    return { role, content: parts.map(partOf) };
  });
}

/** `gen_ai.system_instructions`: parts, or a text. */
export function systemIn(value: unknown): unknown[] {
  const given = structure(value);
  const content = typeof given === "string" ? given : listOf(given).map((part) => partOf(fieldsOf(part)));
  return content.length > 0 ? [{ role: "system", content }] : [];
}

/** A part in a shape that is known for messages; a tool's response stays a tool's, whatever role its message has. */
function partOf(part: Readonly<Record<string, unknown>>): object {
  const { type, id, name, content } = part;
  if (type === "text") return { type: "text", text: content };
  if (type === "reasoning") return { type: "reasoning" };
  if (type === "tool_call") return { type: "tool_call", id, name, arguments: part["arguments"] ?? {} };
  if (type === "tool_call_response")
    return { type: "tool_result", id, name, content: part["response"] ?? part["result"] ?? "" };
  return { type: "file", mediaType: part["mime_type"], url: part["uri"] };
}

/** An event of the conventions before 1.37: `gen_ai.user.message` and the like, with a body of a chat's message. */
export function messageOfEvent(name: string, body: Readonly<Record<string, unknown>>): object | null {
  const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(name)?.[1];
  if (role !== undefined) return chatMessage(role, body);
  if (name !== "gen_ai.choice") return null;
  const inner = structure(body["message"]);
  return chatMessage("assistant", isFields(inner) ? inner : { ...body, content: inner ?? body["content"] });
}

function chatMessage(role: string, body: Readonly<Record<string, unknown>>): object {
  const calls = structure(body["tool_calls"]);
  return {
    role,
    content: body["content"] ?? (Array.isArray(calls) ? null : ""),
    ...(Array.isArray(calls) ? { tool_calls: calls } : {}),
    ...(role === "tool" ? { tool_call_id: body["id"], name: body["name"] } : {}),
  };
}
