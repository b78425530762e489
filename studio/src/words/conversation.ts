/** Conversations in few words, and what became of what was said about them. */
import type { Lesson, Message, Part, Run } from "knowhow";
import { short } from "./changes.js";

const textOf = (message: Message | undefined): string =>
  message?.parts
    .filter((part) => part.type === "text")
    .map(({ text }) => text)
    .join("") ?? "";

/** What was asked last, for a list. */
export function askedIn({ messages }: Run): string {
  const asked = textOf(messages.findLast(({ role }) => role === "user"));
  return short(asked === "" ? textOf(messages[0]) : asked, 120) || "A conversation without words";
}

/** The last answer. */
export function answerIn({ messages }: Run): Message | null {
  return messages.findLast((message) => message.role === "assistant" && textOf(message) !== "") ?? null;
}

/** The words of an answer, as a person can correct them. */
export const answerText = (message: Message): string => textOf(message);

const SPEAKERS: Readonly<Record<Message["role"], string>> = {
  system: "Instructions",
  user: "User",
  assistant: "Agent",
  tool: "Tool",
};

export const speakerOf = ({ role }: Message): string => SPEAKERS[role];

/** What kind of thing a part is, where it is not just what was said. */
export function partTitle(part: Part): string | null {
  switch (part.type) {
    case "text":
      return part.source === "external" ? "Quoted or pasted" : null;
    case "tool-call":
      return `Calls ${part.name}`;
    case "tool-result":
      return `${part.name || "The tool"} returned`;
    case "attachment":
      return `Attached, ${part.mediaType}`;
  }
}

/** What became of a piece of feedback. */
export function lessonSentence(lesson: Lesson | null): string {
  if (lesson === null) return "";
  const why = lesson.reason === null || lesson.reason === "" ? "" : ` ${lesson.reason}`;
  switch (lesson.state) {
    case "pending":
      return lesson.attempts === 0 ? "Waits to be read." : `Waits to be read again.${why}`;
    case "reserved":
      return "Became a suggestion that waits for a decision.";
    case "applied":
      return lesson.version === null ? "In force." : `In force since version ${lesson.version}.`;
    case "dismissed":
      return `Needed no change.${why}`;
    case "parked":
      return `Was not understood, and waits for a person.${why}`;
    case "retracted":
      return `Was in force, and was taken back.${why}`;
  }
}

/** The version a run ran on; null when the ref does not name these instructions. */
export function versionOf({ ref }: Run, key: string): number | null {
  return ref.layers.find(({ id }) => id === key)?.version ?? null;
}
