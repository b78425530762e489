/**
 * Messages of OpenAI (chat and responses), Anthropic, LangChain and the AI SDK, and our own, as one shape. By
 * structure: no library is imported, so instances of any version and plain objects read alike.
 */
import { KnowhowError } from "../errors.js";
import { type Message, partText } from "../message.js";
import { ROLES, type Source } from "../principal.js";
import { checkText, MAX_TEXT_LENGTH } from "../text.js";
import { type Envelope, openMessage } from "./envelope.js";
import { type Draft, lowered, readContent } from "./parts.js";
import { isFields, nameOf, refuse, stringIn } from "./reading.js";
import { splitDrafts } from "./split.js";
import { readCall, readToolMessage } from "./tools.js";

export interface NormaliseOptions {
  /** What ids made here begin with, before the message's number; default `m`. */
  readonly idPrefix?: string;
  /** The most text in one message, in UTF-16 code units; default 8 Mi. */
  readonly maxTextLength?: number;
}

const SOURCE_OF = { system: "operator", user: "user", assistant: "model", tool: "tool" } as const;
const MAX_ID_LENGTH = 256;

/**
 * Reads an array of messages, also `[role, text]` pairs. Every part gets a source by who sent the message; in
 * people's messages, quoted and pasted passages become parts of their own with source `external`, and joining the
 * text parts gives the same text. A part may be marked, `{ type: "text", text, source: "external" }`, to lower its
 * trust; one that is marked stays whole. Reasoning is left out; of attachments a description is kept. Ids are those
 * of the messages where they are unique strings of 1 to 256 characters, else `m` and the message's number.
 * @throws `invalid_messages` naming the message and what is wrong, `invalid_text`, `too_large`
 */
export function normaliseMessages(input: unknown, options: NormaliseOptions = {}): Message[] {
  const raw = checkArray(input);
  const toolNames = new Map<string, string>();
  const given = new Set<string>();
  const read: { readonly index: number; readonly id: string | null; readonly message: Omit<Message, "id"> }[] = [];
  raw.forEach((one, index) => {
    const where = `messages[${index}]`;
    const envelope = openMessage(one, where);
    if (!envelope) return;
    const drafts = readDrafts(envelope, where, toolNames);
    checkSize(drafts, where, options.maxTextLength ?? MAX_TEXT_LENGTH);
    const id = usableId(envelope.id, given);
    read.push({ index, id, message: { role: envelope.role, parts: splitDrafts(drafts) } });
  });
  if (read.length === 0) return refuse("messages", "hold nothing but a model's reasoning");
  return read.map(({ index, id, message }) => ({
    id: id ?? makeId(options.idPrefix ?? "m", index + 1, given),
    ...message,
  }));
}

function checkArray(input: unknown): readonly unknown[] {
  if (Array.isArray(input)) {
    if (input.length === 0) return refuse("messages", "is an empty array. A run has at least one message");
    // Array.from, so that a hole in the array is seen.
    return Array.from<unknown>(input);
  }
  if (isFields(input) && Array.isArray(input["messages"])) {
    return refuse("messages", 'is an object that has messages. Pass its "messages"');
  }
  if (isFields(input) && (input["role"] !== undefined || input["content"] !== undefined)) {
    return refuse("messages", "is one message. Put it in an array");
  }
  return refuse("messages", `must be an array such as [{ role: "user", content: "…" }], not ${nameOf(input)}`);
}

function readDrafts(envelope: Envelope, where: string, toolNames: Map<string, string>): Draft[] {
  const { role, content, fields } = envelope;
  const source = markOf(envelope, where);
  if (role === "tool" && !holdsResults(content)) {
    const part = readToolMessage(checkToolContent(envelope), fields, envelope.where, toolNames, source);
    return [{ part, unsplit: false }];
  }
  const drafts = readContent(content, envelope.where, { source, toolNames });
  const refusal = role === "assistant" ? stringIn(fields, "refusal") : null;
  if (refusal !== null) drafts.push({ part: { type: "text", text: refusal, source }, unsplit: false });
  return [...drafts, ...readCalls(envelope, where, toolNames, drafts)];
}

/** A whole message may be marked too. Other libraries' `source` fields are not ours. */
function markOf({ role, fields }: Envelope, where: string): Source {
  const mark = fields["source"];
  const implied = SOURCE_OF[role];
  return ROLES.some((known) => known === mark) ? lowered(implied, mark, where) : implied;
}

const holdsResults = (content: unknown): boolean =>
  Array.isArray(content) &&
  content.some((part: unknown) => isFields(part) && /^tool[-_](?:result|approval)/.test(String(part["type"])));

function checkToolContent({ content, where }: Envelope): unknown {
  if (content === null || content === undefined) return refuse(where, "is missing: what did the tool answer?");
  return typeof content === "string" || Array.isArray(content) || isFields(content)
    ? content
    : refuse(where, `must be a string or an array of parts, not ${nameOf(content)}`);
}

/** The calls beside the content. The same call may stand in both. */
function readCalls(
  { toolCalls }: Envelope,
  where: string,
  toolNames: Map<string, string>,
  drafts: readonly Draft[],
): Draft[] {
  const seen = new Set(drafts.flatMap(({ part }) => (part.type === "tool-call" ? [part.id] : [])));
  return toolCalls.flatMap((call, index) => {
    const place = `${where}.tool_calls[${index}]`;
    if (!isFields(call)) return refuse(place, `must be an object, not ${nameOf(call)}`);
    const part = readCall(call, place, toolNames);
    if (part.id !== "" && seen.has(part.id)) return [];
    seen.add(part.id);
    return [{ part, unsplit: false }];
  });
}

function checkSize(drafts: readonly Draft[], where: string, limit: number): void {
  let length = 0;
  for (const { part } of drafts) length += checkText(partText(part), `The text of ${where}`, limit).length;
  if (length > limit) {
    throw new KnowhowError(
      "too_large",
      `The text of ${where} has ${length} characters; the limit is ${limit}. Shorten it.`,
    );
  }
}

function usableId(id: unknown, given: Set<string>): string | null {
  if (typeof id !== "string" || id === "" || id.length > MAX_ID_LENGTH || given.has(id)) return null;
  if (!id.isWellFormed() || id.includes("\0")) return null;
  given.add(id);
  return id;
}

function makeId(prefix: string, number: number, given: Set<string>): string {
  let id = `${prefix}${number}`;
  for (let again = 2; given.has(id); again += 1) id = `${prefix}${number}-${again}`;
  given.add(id);
  return id;
}
