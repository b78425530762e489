/** What comes from a session or a person: their lessons, and all evidence that rests on them. */
import type { Evidence, EvidenceRecord } from "../core/evidence.js";
import type { Feedback, Lesson } from "../core/feedback.js";
import type { Principal } from "../core/principal.js";
import type { Proposal } from "../core/proposal.js";
import type { Run } from "../core/run.js";
import type { Scope } from "./context.js";
import { allPages } from "./pages.js";

/** What is to be forgotten: a session, by the id of its run, or a person, by the principal's id. */
export type ForgetWhat = { readonly run: string } | { readonly by: string };

/** Tells what rests on it. */
export interface Origin {
  /** Lessons of it that may still teach something, or do. */
  readonly lessons: readonly Lesson[];
  /** All of its lessons, also those that teach nothing any more. */
  readonly all: readonly Lesson[];
  owns(record: EvidenceRecord): boolean;
  /** It is the person themselves. */
  is(principal: Principal): boolean;
  ownsProposal(proposal: Proposal): boolean;
  /** For people: `run 0193…`, `“uma”`. */
  readonly name: string;
}

/** Reads all lessons with their feedback, and the runs that evidence quotes. */
export async function originOf(
  scope: Scope,
  what: ForgetWhat,
  records: readonly EvidenceRecord[],
  otherRuns: Iterable<string> = [],
): Promise<Origin> {
  const known = await lessonsWithFeedback(scope);
  const isTheirs = (feedback: Feedback): boolean =>
    "run" in what ? feedback.run?.id === what.run : feedback.by.id === what.by;
  const theirs = known.filter(({ feedback }) => feedback !== null && isTheirs(feedback)).map(({ lesson }) => lesson);
  const ids = new Set(theirs.map(({ id }) => id));
  const runs = new Set([
    ...("run" in what ? [what.run] : await runsOf(scope, what.by, known, records)),
    ...otherRuns, // of theirs
  ]);
  const rests = (evidence: Evidence): boolean => {
    if (evidence.lessonId !== null && ids.has(evidence.lessonId)) return true;
    if (evidence.kind === "authorship") return "by" in what && evidence.by.id === what.by;
    if (evidence.kind !== "quote" || evidence.place.in !== "run" || !runs.has(evidence.place.runId)) return false;
    // Of a person's sessions only their own words are theirs.
    return "run" in what || evidence.source === "user";
  };
  return {
    lessons: theirs.filter(({ state }) => state !== "retracted" && state !== "dismissed"),
    all: theirs,
    owns: ({ by, evidence }) =>
      ("by" in what && by?.id === what.by) ||
      (evidence.kind !== "approval" && evidence.kind !== "withdrawal" && rests(evidence)),
    is: ({ id }) => "by" in what && id === what.by,
    ownsProposal: ({ by, lessonIds, edits, supports }) =>
      ("by" in what && by.id === what.by) ||
      lessonIds.some((id) => ids.has(id)) ||
      [...edits, ...supports].some(({ evidence }) => evidence.some(rests)),
    name: "run" in what ? `run ${what.run}` : `“${what.by}”`,
  };
}

interface Known {
  readonly lesson: Lesson;
  readonly feedback: Feedback | null;
}

async function lessonsWithFeedback(scope: Scope): Promise<Known[]> {
  const lessons = await allPages((page) => scope.store.lessons(scope.address, null, page));
  return Promise.all(
    lessons.map(async (lesson) => ({
      lesson,
      feedback: await scope.store.feedback(lesson.address, lesson.feedbackId),
    })),
  );
}

/** The ids of those quoted runs that were for this person. */
async function runsOf(
  scope: Scope,
  person: string,
  known: readonly Known[],
  records: readonly EvidenceRecord[],
): Promise<Set<string>> {
  const quoted = new Set(
    records.flatMap(({ evidence }) =>
      evidence.kind === "quote" && evidence.place.in === "run" ? [evidence.place.runId] : [],
    ),
  );
  const refs = new Map(known.flatMap(({ feedback }) => (feedback?.run ? [[feedback.run.id, feedback.run]] : [])));
  const runs = await Promise.all(
    [...quoted].map((id): Promise<Run | null> => {
      const ref = refs.get(id);
      return ref ? scope.store.run(ref.address, ref.id) : Promise.resolve(null);
    }),
  );
  return new Set(runs.flatMap((run) => (run?.principal?.id === person ? [run.id] : [])));
}
