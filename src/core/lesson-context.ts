/** A lesson as strategies, screens and models see it. */
import type { Feedback, Lesson } from "./feedback.js";
import type { Run } from "./run.js";

/** A lesson with what it speaks of. `run` is null for feedback without a run, or one that was deleted. */
export interface LessonContext {
  readonly lesson: Lesson;
  readonly feedback: Feedback;
  readonly run: Run | null;
}
