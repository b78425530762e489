/**
 * What of a lesson a model is shown: the feedback, and of the run only the answer it speaks of and what the user had
 * asked.
 */
import type { Message } from "../../core/message.js";
import { externalRanges } from "../../core/messages/external.js";
import type { LessonContext } from "../../core/ports/strategy.js";

/** A passage of the conversation. Text from tools, attachments and quoted or pasted passages is never in it. */
export interface Passage {
  readonly by: "user" | "agent";
  readonly text: string;
}

export interface Material {
  /** What the prompt calls the lesson: `L1`, `L2`, …, since ids would make every request another. */
  readonly label: string;
  readonly context: LessonContext;
  readonly comment: string | null;
  /** The output as the person would have had it. */
  readonly revised: string | null;
  /** What was revised. */
  readonly original: string | null;
  readonly conversation: readonly Passage[];
}

/** Longer texts are cut in the middle, and say so. In UTF-16 units. */
const LONGEST_COMMENT = 12_000;
const LONGEST_OUTPUT = 6000;
const LONGEST_REQUEST = 2000;

const PASSAGE = "quoted or pasted passage";

/** The material of the lessons, in their order. */
export function materialOf(lessons: readonly LessonContext[]): Material[] {
  return lessons.map((context, index) => {
    const { comment, revised } = context.feedback;
    const original = revised === null ? null : originalOf(context);
    return {
      label: `L${index + 1}`,
      context,
      comment: comment === null || comment.trim() === "" ? null : cut(withoutQuoted(comment), LONGEST_COMMENT),
      revised: revised === null ? null : cut(revised, LONGEST_OUTPUT),
      original: original === null ? null : cut(original, LONGEST_OUTPUT),
      conversation: conversationOf(context),
    };
  });
}

/** The person's own words in their places, and in the place of each quoted passage something that no quote fits. */
export function ownWordsIn(comment: string): string {
  return quotedIn(comment).reduce(
    (words, { start, end }) => words.slice(0, start) + "\uFFFC".repeat(end - start) + words.slice(end),
    comment,
  );
}

/**
 * How a passage begins that its writer marked as somebody else's: quoted lines, fences, quotation marks, tags, a mail's
 * head.
 */
const MARK = /^\s*(?:>|`{3}|~{3}|["'\u201C\u201E\u00AB\u2018\u300C]|<[A-Za-z]|-{3,}|[A-Z][\w-]{1,12}: )/;

/**
 * The passages that a comment quotes. Unlike a message, a comment is its writer's own wish unless marked otherwise:
 * what is merely long, or stands behind a colon, is not taken out.
 */
const quotedIn = (comment: string): { readonly start: number; readonly end: number }[] =>
  externalRanges(comment).filter(({ start }) => MARK.test(comment.slice(start)));

function withoutQuoted(comment: string): string {
  let shown = "";
  let from = 0;
  for (const { start, end } of quotedIn(comment)) {
    shown += `${comment.slice(from, start)}\n${leftOut(PASSAGE, comment.slice(start, end))}\n`;
    from = end;
  }
  return (shown + comment.slice(from)).trim();
}

/** What a person revised: as the feedback says, or the answer of the run. */
export function originalOf(context: LessonContext): string | null {
  const { original } = context.feedback;
  if (original !== null) return original;
  const answer = aboutIn(context);
  return answer ? ownText(answer) : null;
}

/** The messages that the lesson speaks of: the answer, and the user's messages right before it. */
export function spokenOf(context: LessonContext): readonly Message[] {
  const answer = aboutIn(context);
  const messages = context.run?.messages ?? [];
  const end = answer ? messages.indexOf(answer) : messages.length;
  let begin = end;
  while (begin > 0 && messages[begin - 1]?.role !== "user") begin -= 1;
  while (begin > 0 && messages[begin - 1]?.role === "user") begin -= 1;
  return messages.slice(begin, end + 1).filter(({ role }) => role !== "system");
}

/** The message that the feedback names, else the run's last answer in words. */
function aboutIn({ run, feedback }: LessonContext): Message | undefined {
  const messages = run?.messages ?? [];
  const named = feedback.message === null ? undefined : messages.find(({ id }) => id === feedback.message);
  return named ?? messages.findLast((message) => message.role === "assistant" && ownText(message).trim() !== "");
}

/** The words of whoever the message is from. */
const ownText = (message: Message): string =>
  message.parts
    .map((part) => (part.type === "text" && part.source !== "external" && part.source !== "tool" ? part.text : ""))
    .join("");

function conversationOf(context: LessonContext): Passage[] {
  const shown = spokenOf(context).flatMap(({ role, parts }): Passage[] => {
    const by = role === "user" ? "user" : "agent";
    const pieces = parts.map((part): string => {
      if (part.type === "tool-result") return leftOut("tool result", part.text);
      if (part.type === "tool-call") return leftOut("tool call", part.arguments);
      if (part.type === "attachment") return leftOut("attachment", part.text);
      return part.source === "external" || part.source === "tool" ? leftOut(PASSAGE, part.text) : part.text;
    });
    const text = pieces.join("").trim();
    return text === "" ? [] : [{ by, text: cut(text, by === "user" ? LONGEST_REQUEST : LONGEST_OUTPUT) }];
  });
  // An agent's steps, calls and results are one passage.
  return shown.reduce<Passage[]>((passages, passage) => {
    const last = passages.at(-1);
    if (last?.by !== passage.by) return [...passages, passage];
    return [...passages.slice(0, -1), { by: last.by, text: `${last.text}\n${passage.text}` }];
  }, []);
}

const leftOut = (what: string, text: string): string => `[${what} left out, ${text.length} characters]`;

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, Math.floor(longest * 0.7)).toWellFormed();
  const tail = text.slice(text.length - Math.floor(longest * 0.3)).toWellFormed();
  return `${head}\n[${text.length - longest} characters left out]\n${tail}`;
}
