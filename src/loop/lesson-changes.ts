/** What becomes of lessons that are not applied. */
import { isoTime } from "../core/clock.js";
import type { Lesson } from "../core/feedback.js";
import type { LessonChange } from "../core/ports/store.js";
import type { Scope } from "./context.js";

const DEFAULT_MAX_ATTEMPTS = 3;

/** No change is needed, for this reason. */
export function dismissed(scope: Scope, lesson: Lesson, reason: string): LessonChange {
  return changeTo(scope, lesson, { state: "dismissed", reason });
}

/** It failed or was not understood: it stays pending, and after some attempts is parked, where a person sees it. */
export function notApplied(scope: Scope, lesson: Lesson, reason: string): LessonChange {
  const attempts = lesson.attempts + 1;
  const parked = attempts >= (scope.policy.maxAttempts ?? DEFAULT_MAX_ATTEMPTS);
  return changeTo(scope, lesson, { state: parked ? "parked" : "pending", reason, attempts });
}

/** An outage is nobody's fault: the lesson stays pending, however often it happens, and the reason says what failed. */
export function postponed(scope: Scope, lesson: Lesson, reason: string): LessonChange {
  return changeTo(scope, lesson, { state: "pending", reason });
}

/**
 * The budget was not enough: it stays pending. After it was one of several it goes alone the next time. Alone, it
 * stays exactly as it was, so that the same reflection goes on with the answers it got once the budget is raised.
 */
export function overBudget(lesson: Lesson, reason: string, alone: boolean): LessonChange {
  const { id, attempts, proposalId, version, updatedAt } = lesson;
  const tried = alone ? attempts : attempts + 1;
  return { id, from: ["pending"], to: { state: "pending", reason, attempts: tried, proposalId, version, updatedAt } };
}

/** A change of one lesson's state, from the state it was seen in. */
export function changeTo(
  scope: Scope,
  lesson: Lesson,
  to: Partial<LessonChange["to"]> & Pick<LessonChange["to"], "state">,
): LessonChange {
  const { attempts, reason, proposalId, version } = lesson;
  return {
    id: lesson.id,
    from: [lesson.state],
    to: { attempts, reason, proposalId, version, updatedAt: isoTime(scope.clock()), ...to },
  };
}
