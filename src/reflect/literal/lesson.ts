/** What one lesson teaches: the directives of its comment, and what its revision shows. */
import type { Evidence } from "../../core/evidence.js";
import type { LessonContext } from "../../core/ports/strategy.js";
import type { Taught } from "./plan.js";
import { readComment, type Reading } from "./read.js";
import { type Release, releaseOf } from "./release.js";
import { draftOf, readRevision, type RevisionReading } from "./revised/revision.js";

export interface LessonReading {
  readonly taught: readonly Taught[];
  readonly readings: readonly Reading[];
  /** Null if there is no revision. */
  readonly revision: RevisionReading | null;
  readonly hasComment: boolean;
  /** Said by a model, a tool or something from outside: never a source of rules. */
  readonly barred: boolean;
}

/** Reads a lesson. Only people teach; what comes from elsewhere is evidence of what happened. */
export function readLesson(context: LessonContext): LessonReading {
  const { lesson, feedback } = context;
  const source = feedback.by.role;
  const comment = feedback.comment?.trim() ? feedback.comment : null;
  const barred = source === "model" || source === "tool" || source === "external";
  if (barred) return { taught: [], readings: [], revision: null, hasComment: comment !== null, barred };
  const readings = comment === null ? [] : readComment(comment);
  const revises = REVISES.test(comment ?? "");
  const said = readings.flatMap((reading): Taught[] => {
    const { rule, start, end, snippet } = reading;
    const release = released(reading);
    if (rule === null && release === null) return [];
    const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
    return [
      { rule, release, revises, evidence: { kind: "quote", place, start, end, snippet, source, lessonId: lesson.id } },
    ];
  });
  const revision = feedback.revised?.trim() ? readRevision(draftOf(context), feedback.revised) : null;
  const shown = (revision?.changes ?? []).map(({ rule, removed, added }): Taught => {
    const evidence: Evidence = {
      kind: "revision",
      feedbackId: feedback.id,
      removed,
      added,
      source,
      lessonId: lesson.id,
    };
    return { rule, release: null, revises: false, evidence };
  });
  return { taught: [...said, ...shown], readings, revision, hasComment: comment !== null, barred };
}

/** What a clause takes back. Not in praise or for one output: "these are fine now" is no permission. */
function released({ kind, snippet }: Reading): Release | null {
  return kind === "directive" || kind === "unread" ? releaseOf(snippet) : null;
}

/** Says that what held before holds no more. */
const REVISES =
  /\b(?:instead|actually|after all|in the end|chang(?:ed|ing) (?:my|our) minds?|no longer|any ?more|went with|going with|go with|switch(?:ed|ing)? (?:to|back)|mov(?:e|ed|ing) (?:to|back|over)|scrap|forget (?:what|the)|used to|(?:we|i)(?:'ve| have) (?:now )?(?:decided|agreed|moved|changed|dropped|switched)|ignore (?:what|my)|new rule|go(?:ing)? back|back to|change of plan|on (?:second thoughts?|reflection)|turns out|as it turns out)\b/i;
