/** Reading a conversation: its turns, which messages are answers, and what people said of the answer before. */
import {
  AIMessage,
  type BaseMessage,
  type BaseMessageLike,
  coerceMessageLikeToMessage,
} from "@langchain/core/messages";
import { KnowhowError } from "../../core/errors.js";
import { hashJson } from "../../core/hash.js";
import { describe } from "../../core/text.js";
import { refOf } from "./mark.js";

/** A message with an id that stays the same while the conversation grows. */
export interface Said {
  readonly id: string;
  readonly message: BaseMessage;
}

/** What people said, and everything up to what they said next. */
export interface Turn {
  readonly said: readonly Said[];
  /** The model's last message; one that only calls tools if there is no other. Null while there is none. */
  readonly answer: Said | null;
}

/** The messages of a state. @throws `invalid_messages` */
export function messagesIn(state: object, key: string): BaseMessage[] {
  const messages = (state as Readonly<Record<string, unknown>>)[key];
  if (!Array.isArray(messages)) {
    const hint = key === "messages" ? " If they have another name, pass messagesKey." : "";
    throw new KnowhowError(
      "invalid_messages",
      `The state's "${key}" must be an array of messages, not ${describe(messages)}.${hint}`,
    );
  }
  return messages.map((message: BaseMessageLike, index) => coerce(message, `${key}[${index}]`));
}

function coerce(message: BaseMessageLike, where: string): BaseMessage {
  try {
    return coerceMessageLikeToMessage(message);
  } catch (cause) {
    throw new KnowhowError("invalid_messages", `${where} is not a message that LangChain understands.`, { cause });
  }
}

/** Splits a conversation before each message of a person that follows one of somebody else. */
export function turnsOf(messages: readonly BaseMessage[]): Turn[] {
  const turns: Said[][] = [];
  let soFar = "";
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const begins = before === undefined || (isPerson(message) && !isPerson(before) && before.type !== "system");
    // Outside of a graph messages may have no id. All that was said so far is one, since conversations grow at the end.
    soFar = hashJson([soFar, message.id ?? [message.type, message.content]]);
    if (begins) turns.push([]);
    turns.at(-1)?.push({ id: message.id ?? soFar.slice(0, 32), message });
  });
  return turns.map((said) => ({ said, answer: answerOf(said) }));
}

const isPerson = (message: BaseMessage): boolean => message.type === "human";

function answerOf(said: readonly Said[]): Said | null {
  const byModel = said.filter(({ message }) => message.type === "ai");
  const spoken = byModel.findLast(({ message }) => AIMessage.isInstance(message) && !message.tool_calls?.length);
  return spoken ?? byModel.at(-1) ?? null;
}

/** What a turn's people said, message by message; without those that have no words. */
export function wordsOf(turn: Turn): { readonly id: string; readonly text: string }[] {
  return turn.said
    .filter(({ message }) => isPerson(message))
    .map(({ id, message }) => ({ id, text: message.text }))
    .filter(({ text }) => text.trim() !== "");
}

/**
 * Whether a turn's answer was made with the instructions of this id. Where no answer of the conversation is marked, the
 * application calls its model itself, and all answers count.
 */
export function isOurs(turn: Turn, turns: readonly Turn[], instructionsId: string): boolean {
  if (!turn.answer) return false;
  const ref = refOf(turn.answer.message);
  if (ref) return ref.layers.some(({ id }) => id === instructionsId);
  return !turns.some(({ answer }) => answer && refOf(answer.message));
}
