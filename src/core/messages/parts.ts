/** Reads the content of a message into parts, each with its source. */
import type { Part } from "../message.js";
import { ROLES, type Source, trustOf } from "../principal.js";
import { attachmentOf } from "./attachments.js";
import { type Fields, isFields, nameOf, refuse, stringIn } from "./reading.js";
import { readCall, readResult, readToolState } from "./tools.js";

/** A part as read, and whether its text may still hold quoted and pasted passages. */
export interface Draft {
  readonly part: Part;
  readonly unsplit: boolean;
}

/** What the reading of one message needs to know. */
export interface Reading {
  /** Who the message is from: what its text counts as. */
  readonly source: Source;
  /** Names of the tools called so far, by the call's id. */
  readonly toolNames: Map<string, string>;
}

const TEXT = /^(?:text|input_text|output_text)$/;
/** A model's thinking, and fragments of streams: no evidence of what was said or done. */
const LEFT_OUT =
  /^(?:reasoning|reasoning_text|thinking|redacted_thinking|redacted-reasoning|step-start|input_json_delta|(?:server_)?tool_call_chunk)$/;
const CALL =
  /^(?:tool-call|tool_call|tool_use|server_tool_use|mcp_tool_use|server_tool_call|invalid_tool_call|function_call)$/;
const RESULT = /^(?:tool-result|function_call_output|server_tool_call_result|(?:\w+_)?tool_result)$/;
const TOOL_STATE = /^(?:dynamic-tool|tool-invocation|tool-(?!call$|result$|error$|approval-).+)$/;

/** Reads content: a string or an array of parts. @throws `invalid_messages` */
export function readContent(content: unknown, where: string, reading: Reading): Draft[] {
  if (typeof content === "string") return content === "" ? [] : [textDraft(content, reading.source)];
  if (content === null || content === undefined) {
    return reading.source === "model"
      ? []
      : refuse(where, `must be a string or an array of parts, not ${nameOf(content)}`);
  }
  if (!Array.isArray(content)) return refuse(where, `must be a string or an array of parts, not ${nameOf(content)}`);
  return content.flatMap((part: unknown, index) => readPart(part, `${where}[${index}]`, reading));
}

function readPart(part: unknown, where: string, reading: Reading): Draft[] {
  if (typeof part === "string") return part === "" ? [] : [textDraft(part, reading.source)];
  if (!isFields(part)) {
    return refuse(where, `must be a part such as { type: "text", text: "…" }, not ${nameOf(part)}`);
  }
  const type = part["type"] ?? (part["text"] === undefined ? undefined : "text");
  if (typeof type !== "string") return part["inlineData"] ? [whole(attachmentOf(part))] : refuse(where, "has no type");
  if (TEXT.test(type) && part["source_type"] === undefined) return readText(part, where, reading.source);
  if (type === "refusal") return readText({ text: part["refusal"] }, where, reading.source);
  if (LEFT_OUT.test(type)) return [];
  if (CALL.test(type)) return [whole(readCall(part, where, reading.toolNames))];
  if (RESULT.test(type))
    return [whole(readResult(part, where, reading.toolNames, lowered("tool", part["source"], where)))];
  if (TOOL_STATE.test(type)) return readToolState(part, type, where, reading.toolNames).map(whole);
  return [whole(attachmentOf(part))];
}

function readText(part: Fields, where: string, source: Source): Draft[] {
  const { text, source: mark } = part;
  if (typeof text !== "string") return refuse(`${where}.text`, `must be a string, not ${nameOf(text)}`);
  if (text === "") return [];
  if (mark === undefined) return [textDraft(text, source)];
  return [whole({ type: "text", text, source: lowered(source, mark, where) })];
}

/** An application may say that a part comes from elsewhere, never that it is worth more than who sent it. */
export function lowered(implied: Source, mark: unknown, where: string): Source {
  if (mark === undefined) return implied;
  const known = ROLES.find((role): role is Source => role === mark && role !== "reviewer");
  if (!known)
    return refuse(
      `${where}.source`,
      `must be operator, user, model, tool or external, not ${stringIn({ mark }, "mark") ?? nameOf(mark)}`,
    );
  if (trustOf(known) > trustOf(implied)) {
    return refuse(
      `${where}.source`,
      `says "${known}", but the message is from ${article(implied)}; a part can only be marked as less`,
    );
  }
  return known;
}

const article = (source: Source): string =>
  source === "external" ? "an external text" : `${/^[aeio]/.test(source) ? "an" : "a"} ${source}`;

/** Text of people may quote and paste; a model's is its own. */
const textDraft = (text: string, source: Source): Draft => ({
  part: { type: "text", text, source },
  unsplit: source === "user" || source === "operator",
});

const whole = (part: Part): Draft => ({ part, unsplit: false });
