/** Looks up what evidence points at: the text of a place, and whose words stand there. */
import type { Place } from "../evidence.js";
import { messageText, partText } from "../message.js";
import type { LessonContext } from "../ports/strategy.js";
import type { Role } from "../principal.js";
import { markedRanges } from "./external.js";

/** A place that evidence may quote. */
export interface Spot {
  readonly text: string;
  /** Whose words stand between two offsets. */
  sourceOf(start: number, end: number): Role;
}

/** The place among the lessons, with their feedback and runs; null if they do not have it. */
export function findPlace(place: Place, lessons: readonly LessonContext[]): Spot | null {
  if (place.in === "feedback") {
    const feedback = lessons.find((one) => one.feedback.id === place.feedbackId)?.feedback;
    const text = feedback?.[place.field] ?? null;
    if (!feedback || text === null) return null;
    const { role } = feedback.by;
    return { text, sourceOf: (start, end) => (isOwn(text, start, end) ? role : "external") };
  }
  const run = lessons.find((one) => one.run?.id === place.runId)?.run;
  const part = run?.messages.find((message) => message.id === place.messageId)?.parts[place.part];
  return part ? { text: partText(part), sourceOf: () => part.source } : null;
}

/**
 * Whether at least half of a passage of a comment is its writer's own, and not marked as quoted or pasted. A sentence
 * with an example in it stays its writer's.
 */
function isOwn(text: string, start: number, end: number): boolean {
  const foreign = markedRanges(text)
    .map((range) => visible(text.slice(Math.max(start, range.start), Math.max(start, Math.min(end, range.end)))))
    .reduce((sum, length) => sum + length, 0);
  return foreign * 2 <= visible(text.slice(start, end));
}

const visible = (text: string): number => text.replace(/\s+/g, "").length;

/** The answer that a lesson speaks of, or what was revised; null where neither the feedback nor its run says. */
export function originalOf({ feedback, run }: LessonContext): string | null {
  if (feedback.original !== null) return feedback.original;
  const messages = run?.messages ?? [];
  const named = messages.find((message) => message.id === feedback.message);
  const answer = named ?? messages.findLast(({ role, parts }) => role === "assistant" && parts.some(isText));
  return answer ? messageText(answer) : null;
}

const isText = ({ type }: { readonly type: string }): boolean => type === "text";
