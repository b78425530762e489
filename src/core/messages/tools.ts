/** Reads tool calls and tool results in the shapes of the libraries. */
import type { Part } from "../message.js";
import type { Source } from "../principal.js";
import { attachmentOf } from "./attachments.js";
import { type Fields, fieldsIn, isBinary, isFields, jsonOf, stringIn, tidy } from "./reading.js";

type ToolNames = Map<string, string>;
type ToolCall = Extract<Part, { type: "tool-call" }>;
type ToolResult = Extract<Part, { type: "tool-result" }>;

/** A tool call: `tool_use`, `tool-call`, an entry of `tool_calls`, an item of the Responses API. */
export function readCall(call: Fields, where: string, names: ToolNames): ToolCall {
  const inner = isFields(call["function"]) ? call["function"] : isFields(call["custom"]) ? call["custom"] : call;
  const id = idOf(call);
  const name = tidy(stringIn(inner, "name", "toolName") ?? "");
  if (id !== "") names.set(id, name);
  const given = inner["arguments"] ?? inner["input"] ?? inner["args"] ?? inner["action"] ?? inner["rawInput"] ?? {};
  const isJson =
    typeof given === "string" && (inner["arguments"] !== undefined || call["type"] === "invalid_tool_call");
  return { type: "tool-call", id, name, arguments: isJson ? given : jsonOf(given, where), source: "model" };
}

/** A tool result: `tool_result`, `tool-result`, `function_call_output`. */
export function readResult(result: Fields, where: string, names: ToolNames, source: Source): ToolResult {
  const id = idOf(result);
  const body = result["output"] ?? result["content"] ?? result["result"] ?? result["text"] ?? result["error"];
  return toolResult(id, stringIn(result, "toolName", "name"), textOfResult(body, where), names, source);
}

/** What a message with the role of a tool answers. */
export function readToolMessage(
  content: unknown,
  fields: Fields,
  where: string,
  names: ToolNames,
  source: Source,
): ToolResult {
  const id = tidy(stringIn(fields, "tool_call_id", "toolCallId", "call_id") ?? "");
  return toolResult(id, stringIn(fields, "name"), textOfResult(content, where), names, source);
}

function toolResult(id: string, name: string | null, text: string, names: ToolNames, source: Source): ToolResult {
  return { type: "tool-result", id, name: tidy(name ?? names.get(id) ?? ""), text, source };
}

/** A part of the AI SDK's UI messages: a call and, once there is one, its result or error. */
export function readToolState(
  part: Fields,
  type: string,
  where: string,
  names: ToolNames,
): [ToolCall, ...ToolResult[]] {
  const state = type === "tool-invocation" ? fieldsIn(part, "toolInvocation") : part;
  const named = stringIn(state, "toolName") ?? type.replace(/^tool-/, "");
  const call = readCall({ ...state, name: named, type: "tool-call" }, where, names);
  const answer = state["output"] ?? state["result"] ?? state["errorText"];
  if (answer === undefined) return [call];
  return [call, toolResult(idOf(state), named, textOfResult(answer, where), names, "tool")];
}

function idOf(fields: Fields): string {
  return tidy(stringIn(fields, "tool_call_id", "toolCallId", "tool_use_id", "call_id", "id") ?? "");
}

/** Text as it is, blocks of text below each other, other data as JSON; of images and files a description. */
function textOfResult(body: unknown, where: string): string {
  if (typeof body === "string") return body;
  if (body === undefined || body === null) return "";
  if (Array.isArray(body) && body.every(isBlock)) return body.map((block) => textOfBlock(block, where)).join("\n");
  if (!isFields(body) || isBinary(body)) return jsonOf(body, where);
  const { type, value } = body;
  if (type === "execution-denied")
    return `The call was denied${stringIn(body, "reason") === null ? "" : `: ${stringIn(body, "reason")}`}.`;
  if (type === "content" && Array.isArray(value)) return textOfResult(value, where);
  if (value !== undefined && /^(?:text|json|error-text|error-json)$/.test(String(type)))
    return textOfResult(value, where);
  return jsonOf(body, where);
}

const isBlock = (value: unknown): value is Fields => isFields(value) && typeof value["type"] === "string";

function textOfBlock(block: Fields, where: string): string {
  if (/^(?:text|input_text|output_text)$/.test(String(block["type"])) && typeof block["text"] === "string")
    return block["text"];
  const { text } = attachmentOf(block);
  return text.startsWith("a part of type") ? jsonOf(block, where) : text;
}
