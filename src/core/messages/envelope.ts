/** Opens a message of whatever library: who it is from, and where its content and its tool calls are. */
import type { MessageRole } from "../message.js";
import { arrayIn, type Fields, fieldsIn, isFields, nameOf, refuse, stringIn } from "./reading.js";

/** A message, opened but not yet read. */
export interface Envelope {
  readonly role: MessageRole;
  /** The id that came with it, if it is a string. */
  readonly id: unknown;
  /** A string or an array of parts; null for none. */
  readonly content: unknown;
  /** Tool calls that stand beside the content. */
  readonly toolCalls: readonly unknown[];
  /** The message's own fields, for what a tool answers and to which call. */
  readonly fields: Fields;
  /** Where the content stands, for error messages. */
  readonly where: string;
}

const ROLES: ReadonlyMap<unknown, MessageRole> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["ai", "assistant"],
  ["model", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);

const roleOf = (name: unknown): MessageRole | undefined =>
  ROLES.get(typeof name === "string" ? name.toLowerCase() : name);

/** Opens one message; null for an item that holds only a model's reasoning. @throws `invalid_messages` */
export function openMessage(raw: unknown, where: string): Envelope | null {
  if (Array.isArray(raw)) return openTuple(raw, where);
  if (!isFields(raw))
    return refuse(where, `must be a message such as { role: "user", content: "…" }, not ${nameOf(raw)}`);
  const { fields, kind } = unwrap(raw);
  const name = fields["role"] ?? kind;
  const role = roleOf(name);
  if (role === undefined) {
    const item = name === kind && kind !== null ? openItem(fields, kind, where) : undefined;
    return item === undefined ? refuseRole(where, name, kind) : item;
  }
  const inParts = Array.isArray(fields["parts"]);
  const content = inParts ? fields["parts"] : fields["content"];
  const toolCalls = inParts ? [] : toolCallsOf(fields);
  if (content === undefined && toolCalls.length === 0)
    return refuse(where, "has no content. Give it a string or an array of parts");
  return { role, id: fields["id"], content, toolCalls, fields, where: `${where}.${inParts ? "parts" : "content"}` };
}

function openTuple(raw: readonly unknown[], where: string): Envelope {
  const [name, content] = raw;
  const role = roleOf(name);
  if (raw.length !== 2 || role === undefined) return refuse(where, "is an array, but not a pair of a role and a text");
  return { role, id: undefined, content, toolCalls: [], fields: {}, where: `${where}[1]` };
}

/** LangChain's three wrappings: an instance or plain object, one serialised with its class, one of type and data. */
function unwrap(raw: Fields): { readonly fields: Fields; readonly kind: string | null } {
  const type = stringIn(raw, "type");
  if (type === "constructor" && isFields(raw["kwargs"])) {
    return { fields: raw["kwargs"], kind: kindOf(arrayIn(raw, "id").at(-1)) };
  }
  if (raw["content"] === undefined && raw["role"] === undefined && isFields(raw["data"]))
    return { fields: raw["data"], kind: kindOf(type) };
  return { fields: raw, kind: kindOf(ask(raw, "getType") ?? ask(raw, "_getType") ?? type) };
}

function ask(raw: Fields, method: string): unknown {
  const found = raw[method];
  return typeof found === "function" ? (found as () => unknown).call(raw) : undefined;
}

/** `HumanMessage`, `AIMessageChunk`, `human` → `human`, `ai`, `human`. */
const kindOf = (name: unknown): string | null =>
  typeof name === "string" ? name.replace(/Message(?:Chunk)?$/, "").toLowerCase() : null;

/** Items of the OpenAI Responses API that are not messages: null for reasoning, undefined for what is no such item. */
function openItem(fields: Fields, kind: string, where: string): Envelope | null | undefined {
  if (kind === "reasoning") return null;
  const item = { id: fields["id"], toolCalls: [], fields };
  if (kind.endsWith("_call_output"))
    return { ...item, role: "tool", content: fields["output"], where: `${where}.output` };
  if (!kind.endsWith("_call")) return undefined;
  const call = { ...fields, type: "tool_call", name: stringIn(fields, "name") ?? kind.replace(/_call$/, "") };
  const answered = fields["output"] === undefined ? [] : [{ ...call, type: "tool_result" }];
  return { ...item, role: "assistant", content: [call, ...answered], where };
}

function toolCallsOf(fields: Fields): readonly unknown[] {
  const own = [
    ...arrayIn(fields, "tool_calls"),
    ...arrayIn(fields, "invalid_tool_calls"),
    ...arrayIn(fields, "toolInvocations"),
  ];
  if (own.length > 0) return own;
  const inner = arrayIn(fieldsIn(fields, "additional_kwargs"), "tool_calls");
  return isFields(fields["function_call"]) ? [...inner, fields["function_call"]] : inner;
}

function refuseRole(where: string, name: unknown, kind: string | null): never {
  const known = [...ROLES.keys()].join(", ");
  if (kind === "remove")
    return refuse(where, "is a RemoveMessage, which is an order to a state and not a message. Leave it out");
  if (name === undefined || name === null) return refuse(where, `has no role. Give it one of ${known}`);
  const shown = typeof name === "string" ? JSON.stringify(name.slice(0, 60)) : nameOf(name);
  return refuse(where, `has the role or type ${shown}, which is not known. Use one of ${known}`);
}
