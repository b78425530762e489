/** How one reflection ends without a version: dismissed, proposed, refused, failed; each written in one step. */
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import type { LessonChange, ProposalChange } from "../core/ports/store.js";
import type { LessonContext, ReflectionOutput } from "../core/ports/strategy.js";
import type { Proposal, Usage } from "../core/proposal.js";
import type { ReflectionRecord } from "../core/reflection.js";
import type { Scope } from "./context.js";
import type { Batch } from "./gather.js";
import { type Head, newRecord, readHead } from "./head.js";
import { explain } from "./judge.js";
import { dismissed, notApplied, overBudget, postponed } from "./lesson-changes.js";
import type { ReflectionPass } from "./reflect-result.js";

/** One reflection under way. */
export interface Pass {
  readonly scope: Scope;
  readonly batch: Batch;
  readonly head: Head;
  readonly record: (fields: Pick<ReflectionRecord, "status"> & Partial<ReflectionRecord>) => ReflectionRecord;
  readonly dryRun: boolean;
}

/** What becomes of a lesson that no edit rests on. */
export function unused(scope: Scope, context: LessonContext, output: ReflectionOutput): LessonChange {
  const outcome = output.outcomes.find((one) => one.lessonId === context.lesson.id);
  if (outcome?.outcome === "no-change") return dismissed(scope, context.lesson, outcome.reason);
  const understood = outcome === undefined || outcome.outcome === "not-understood";
  const reason = understood
    ? (outcome?.reason ?? "The strategy said nothing about it.")
    : "The strategy gave no edit that rests on it.";
  return notApplied(scope, context.lesson, reason);
}

/** A pass that came to `status`. */
export const passOf = (
  output: ReflectionOutput,
  status: ReflectionPass["status"],
  proposal: Proposal | null,
): ReflectionPass => ({
  status,
  proposal,
  version: null,
  lessons: [],
  rationale: output.rationale,
  usage: output.usage,
  error: null,
});

/** Nothing was taught. */
export async function unchanged(
  pass: Pass,
  output: ReflectionOutput,
  lessons: readonly LessonChange[],
): Promise<ReflectionPass> {
  await write(pass, {
    lessons,
    reflection: pass.record({ status: "unchanged", rationale: output.rationale, usage: output.usage }),
  });
  return { ...passOf(output, "unchanged", null), lessons };
}

/** A proposal with the lessons in it, and the proposals that it takes in. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly lessons: readonly LessonContext[];
  readonly closes: readonly ProposalChange[];
}

/** The proposal waits for a person. */
export async function propose(
  pass: Pass,
  output: ReflectionOutput,
  { proposal, lessons: kept, closes }: Proposed,
  rest: readonly LessonChange[],
): Promise<ReflectionPass> {
  const { scope } = pass;
  const updatedAt = isoTime(scope.clock());
  const reserved = kept.map(({ lesson }): LessonChange => ({
    id: lesson.id,
    from: [lesson.state],
    to: {
      state: "reserved",
      reason: lesson.reason,
      attempts: lesson.attempts,
      proposalId: proposal.id,
      version: null,
      updatedAt,
    },
  }));
  const lessons = [...reserved, ...rest];
  const reflection = pass.record({
    status: "proposed",
    proposalId: proposal.id,
    rationale: output.rationale,
    usage: output.usage,
  });
  const written = await write(pass, { newProposals: [proposal], proposals: closes, lessons, reflection });
  if (!written)
    return { ...passOf(output, "conflict", null), rationale: "Another reflection took these lessons meanwhile." };
  return { ...passOf(output, "proposed", proposal), lessons };
}

/** A screen or the gate said no. */
export async function refuse(
  pass: Pass,
  output: ReflectionOutput,
  proposal: Proposal,
  kept: readonly LessonContext[],
  rest: readonly LessonChange[],
): Promise<ReflectionPass> {
  const refused: Proposal = { ...proposal, state: "refused" };
  const why = explain(refused);
  const lessons = [...rest, ...kept.map(({ lesson }) => notApplied(pass.scope, lesson, why))];
  const reflection = pass.record({ status: "refused", proposalId: refused.id, rationale: why, usage: output.usage });
  await write(pass, { newProposals: [refused], lessons, reflection });
  return { ...passOf(output, "refused", refused), rationale: why, lessons };
}

/** The strategy failed, or gave edits that cannot be applied. */
export async function failed(pass: Pass, thrown: unknown, usage: Usage): Promise<ReflectionPass> {
  const error = KnowhowError.is(thrown)
    ? thrown
    : new KnowhowError(
        "model_failed",
        `The strategy failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        { cause: thrown },
      );
  const why = `The reflection failed (${error.code}): ${error.message}`;
  const { scope, batch } = pass;
  const alone = batch.lessons.length === 1;
  const after = (lesson: Lesson): LessonChange => {
    if (error.code === "budget_exceeded") return overBudget(lesson, why, alone);
    return KnowhowError.is(thrown) && isOutage(error) ? postponed(scope, lesson, why) : notApplied(scope, lesson, why);
  };
  const lessons = batch.lessons.map(({ lesson }) => after(lesson));
  await write(pass, {
    lessons,
    reflection: pass.record({
      status: "failed",
      rationale: why,
      usage,
      error: { code: error.code, message: error.message },
    }),
  });
  return { status: "failed", proposal: null, version: null, lessons, rationale: why, usage, error };
}

interface Writing {
  readonly lessons: readonly LessonChange[];
  readonly reflection: ReflectionRecord;
  readonly newProposals?: readonly Proposal[];
  readonly proposals?: readonly ProposalChange[];
}

/** Writes what a reflection came to, without a version; false if somebody else has taken the lessons. */
async function write(pass: Pass, writing: Writing): Promise<boolean> {
  const { scope, dryRun } = pass;
  if (dryRun) return true;
  const { record } = await readHead(scope);
  const outcome = await scope.store.commit({
    address: scope.address,
    ...(record ? {} : { create: newRecord(scope, 0, null) }),
    ...writing,
  });
  return outcome.status === "committed";
}

/** Whether the model could not be reached or would not serve anybody, rather than stumbled over these lessons. */
export function isOutage(error: KnowhowError): boolean {
  if (error.code === "model_timeout" || error.code === "missing_dependency") return true;
  return error.code === "model_failed" && !isRequestFault(error.cause);
}

/** HTTP's words for a request that will fail again as it is: too long, or malformed. */
function isRequestFault(cause: unknown): boolean {
  const { statusCode, status } = Object(cause) as { statusCode?: unknown; status?: unknown };
  const code = statusCode ?? status;
  return cause === undefined || code === 400 || code === 413 || code === 422;
}
