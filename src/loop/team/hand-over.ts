/** A lesson of the team, given to a member: its feedback and a pending lesson of it, once however often it is tried. */
import { isoTime } from "../../core/clock.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { Scope } from "../context.js";
import { ensure } from "../head.js";
import { makeLesson } from "../record.js";

/** The key names the lesson, so that a second try, or another process, makes no second one. */
export async function handOver(member: Scope, lesson: Lesson, feedback: Feedback, reason: string): Promise<void> {
  await ensure(member);
  const given: Feedback = {
    ...feedback,
    id: member.newId(),
    address: member.address,
    createdAt: isoTime(member.clock()),
    idempotencyKey: `team ${lesson.id}`,
  };
  const made = makeLesson(member, given);
  const handed = made.state === "pending" ? { ...made, reason } : made;
  const { duplicate } = await member.store.appendFeedback(given, handed);
  if (!duplicate && handed.state === "pending") member.notice(handed);
}
