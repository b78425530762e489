/** Choosing the lessons of one reflection, and fetching what they speak of. */
import type { Lesson } from "../core/feedback.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Authority } from "../core/authority.js";
import type { Scope } from "./context.js";
import { allPages } from "./pages.js";

const DEFAULT_MAX_LESSONS = 20;

/** Lessons that are reflected together, and what their people may do here. */
export interface Batch {
  readonly lessons: readonly LessonContext[];
  readonly authority: Exclude<Authority, "none">;
}

/**
 * The next lessons to reflect, oldest first, without those in `seen`. Those whose people may accept come before those
 * whose people propose, so that nobody's proposal holds up another's correction. A lesson that failed before goes
 * alone, so that it cannot spoil the others again.
 */
export async function nextBatch(scope: Scope, seen: ReadonlySet<string>): Promise<Batch | null> {
  const limit = scope.policy.maxLessons ?? DEFAULT_MAX_LESSONS;
  const pending = (await allPending(scope)).filter((lesson) => !seen.has(lesson.id));
  const contexts = await Promise.all(pending.slice(0, limit * 5).map((lesson) => contextOf(scope, lesson)));
  const known = contexts.filter((context) => context !== null);
  const authorityOf = (context: LessonContext): Authority =>
    (scope.policy.authority ?? scope.authority)(context.feedback.by, scope.layer);
  for (const authority of ["accept", "propose"] as const) {
    const mine = known.filter((context) => authorityOf(context) === authority);
    const fresh = mine.filter((context) => context.lesson.attempts === 0);
    // Where people are counted, each lesson makes a proposal of its own.
    const most = authority === "propose" && scope.policy.quorum !== undefined && scope.layer.owner === null ? 1 : limit;
    if (fresh.length > 0) return { lessons: fresh.slice(0, most), authority };
    const [tried] = [...mine].sort((a, b) => a.lesson.attempts - b.lesson.attempts);
    if (tried) return { lessons: [tried], authority };
  }
  return null;
}

/** All that wait, oldest first. */
export function allPending(scope: Scope): Promise<Lesson[]> {
  return allPages((page) => scope.store.lessons(scope.address, ["pending"], page));
}

/** The lesson with its feedback and run; null if the feedback is gone. Without its messages a run tells nothing. */
export async function contextOf(scope: Scope, lesson: Lesson): Promise<LessonContext | null> {
  const feedback = await scope.store.feedback(lesson.address, lesson.feedbackId);
  if (!feedback) return null;
  const run = feedback.run ? await scope.store.run(feedback.run.address, feedback.run.id) : null;
  return { lesson, feedback, run: run && run.messages.length > 0 ? run : null };
}
