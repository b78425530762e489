/** Attributing the team's lessons: each becomes a lesson of those to blame, in steps that may all be done again. */
import { addressKey } from "../../core/address.js";
import { isoTime } from "../../core/clock.js";
import { KnowhowError } from "../../core/errors.js";
import { hashJson } from "../../core/hash.js";
import type { Attributed, Member } from "../../core/ports/attribution.js";
import type { LessonChange } from "../../core/ports/store.js";
import type { LessonContext, Strategy } from "../../core/ports/strategy.js";
import { NO_USAGE, type Usage } from "../../core/proposal.js";
import type { Scope } from "../context.js";
import { allPending, contextOf } from "../gather.js";
import { newRecord, readHead } from "../head.js";
import { changeTo, dismissed, notApplied, overBudget, postponed } from "../lesson-changes.js";
import { withModelUse } from "../model-use.js";
import { current } from "../read.js";
import type { ReflectOptions } from "../reflect.js";
import { isOutage } from "../reflect-endings.js";
import { attributeByWords, attributePlainly } from "./by-words.js";
import { handOver } from "./hand-over.js";
import type { TeamDecision, TeamMember, TeamResult } from "./team-result.js";

const DEFAULT_MAX_LESSONS = 20;

/** Attributes what is pending, at most the policy's `maxLessons` at a time, oldest first. */
export async function attributeAll(
  inbox: Scope,
  members: readonly TeamMember[],
  options: ReflectOptions,
): Promise<Pick<TeamResult, "decisions" | "usage" | "error">> {
  const decisions: TeamDecision[] = [];
  let usage = NO_USAGE;
  const waiting = await allPending(inbox);
  const size = inbox.policy.maxLessons ?? DEFAULT_MAX_LESSONS;
  for (let from = 0; from < waiting.length; from += size) {
    const contexts = await Promise.all(waiting.slice(from, from + size).map((lesson) => contextOf(inbox, lesson)));
    const batch = contexts.filter((context) => context !== null);
    if (batch.length === 0) continue;
    const done = await attributeBatch(inbox, members, batch, options);
    decisions.push(...done.decisions);
    usage = add(usage, done.usage);
    if (done.error) return { decisions, usage, error: done.error };
  }
  return { decisions, usage, error: null };
}

async function attributeBatch(
  inbox: Scope,
  members: readonly TeamMember[],
  batch: readonly LessonContext[],
  options: ReflectOptions,
): Promise<Pick<TeamResult, "decisions" | "usage" | "error">> {
  const { dryRun = false, signal = new AbortController().signal } = options;
  const strategy = options.strategy ?? inbox.strategy;
  const attribute = strategy?.attribute?.bind(strategy);
  const known = await Promise.all(members.map(describe));
  const inForce = new Map(batch.map((context) => [context.lesson.id, ranOn(context, members)]));
  const candidates = ({ lesson }: LessonContext): Member[] =>
    known.filter(({ name }) => inForce.get(lesson.id)?.includes(name) ?? true);
  const plain = batch.flatMap((context) => attributePlainly(context, candidates(context)) ?? []);
  const rest = batch.filter(({ lesson }) => !plain.some(({ lessonId }) => lessonId === lesson.id));
  const id = idOf(inbox, known, strategy, batch);
  const started = isoTime(inbox.clock());
  if (!attribute || !strategy?.model || rest.length === 0) {
    const found = [...plain, ...rest.map((context) => attributeByWords(context, candidates(context)))];
    const decisions = found.map((one) => decisionOf(one, "rules"));
    if (!dryRun) await carryOut(inbox, members, batch, decisions, { id, started, strategy: null, usage: NO_USAGE });
    return { decisions, usage: NO_USAGE, error: null };
  }
  const work = { purpose: "attribution", id, strategy: "team", dryRun, signal } as const;
  const limits = new Map([...inForce].flatMap(([lessonId, names]) => (names ? [[lessonId, names] as const] : [])));
  const { outcome, usage } = await withModelUse(inbox, work, (use) =>
    attribute({ ...use, members: known, lessons: rest, inForce: limits }),
  );
  const settled = plain.map((one) => decisionOf(one, "rules"));
  if ("error" in outcome) {
    const failure = { id, started, strategy, usage, error: outcome.error };
    const error = await fail(inbox, rest, failure, dryRun);
    // What is plain needs no model.
    if (!dryRun)
      await carryOut(inbox, members, batch, settled, { id: `${id}-plain`, started, strategy: null, usage: NO_USAGE });
    return { decisions: settled, usage, error };
  }
  const asked = rest.map((context) => within(context, outcome.value.decisions, candidates(context)));
  const decisions = [...settled, ...asked.map((one) => decisionOf(one, strategy.model ?? strategy.name))];
  if (!dryRun) await carryOut(inbox, members, batch, decisions, { id, started, strategy, usage: outcome.value.usage });
  return { decisions, usage: outcome.value.usage, error: null };
}

/** A member as it is now, with the operator's directions. */
async function describe({ name, scope }: TeamMember): Promise<Member> {
  const { text } = await current(scope);
  const { whenToUpdate, updateInstructions } = scope.policy;
  return { name, text, whenToUpdate: whenToUpdate ?? null, guidance: updateInstructions ?? null };
}

/** Those of the members that the run ran on; null where the run does not say. */
function ranOn({ run }: LessonContext, members: readonly TeamMember[]): string[] | null {
  const ids = new Set(run?.ref.layers.map(({ id }) => id));
  const names = members.filter(({ scope }) => ids.has(addressKey(scope.address))).map(({ name }) => name);
  return names.length === 0 ? null : names;
}

/** What a model said of a lesson, without members that were not in the conversation. */
function within({ lesson }: LessonContext, said: readonly Attributed[], candidates: readonly Member[]): Attributed {
  const one = said.find(({ lessonId }) => lessonId === lesson.id);
  if (!one) return { lessonId: lesson.id, to: [], unsure: true, reason: "The model said nothing of it." };
  const to = one.to.filter((name) => candidates.some((member) => member.name === name));
  if (to.length === one.to.length) return one;
  const absent = one.to.filter((name) => !to.includes(name)).join(", ");
  const reason = `${one.reason} The run did not run on ${absent}, so it is not to blame.`;
  return { ...one, to, unsure: one.unsure || to.length === 0, reason };
}

const decisionOf = ({ lessonId, to, unsure, reason }: Attributed, by: string): TeamDecision =>
  unsure
    ? { lessonId, to: [], outcome: "unsure", by, reason }
    : { lessonId, to, outcome: to.length > 0 ? "attributed" : "none", by, reason };

/** Equal for an attribution that runs again after a crash, so that its answer is found. */
function idOf(
  inbox: Scope,
  members: readonly Member[],
  strategy: Strategy | null | undefined,
  lessons: readonly LessonContext[],
): string {
  return hashJson({
    team: addressKey(inbox.address),
    members,
    model: strategy?.model ?? null,
    lessons: lessons.map(({ lesson }) => [lesson.id, lesson.attempts, lesson.updatedAt]),
  });
}

interface Done {
  readonly id: string;
  readonly started: string;
  /** Null where no model was asked. */
  readonly strategy: Strategy | null;
  readonly usage: Usage;
}

/** First the members get their lessons, each by a key of its own; then the team's lessons are settled in one step. */
async function carryOut(
  inbox: Scope,
  members: readonly TeamMember[],
  batch: readonly LessonContext[],
  decisions: readonly TeamDecision[],
  done: Done,
): Promise<void> {
  if (decisions.length === 0) return;
  const changes: LessonChange[] = [];
  for (const { lessonId, to, outcome, reason } of decisions) {
    const context = batch.find(({ lesson }) => lesson.id === lessonId);
    if (!context) continue;
    const { lesson, feedback } = context;
    for (const { name, scope } of members)
      if (to.includes(name)) await handOver(scope, lesson, feedback, `Attributed to it by its team: ${reason}`);
    if (outcome === "attributed")
      changes.push(dismissed(inbox, lesson, `Attributed to ${to.join(" and ")}: ${reason}`));
    else if (outcome === "none") changes.push(dismissed(inbox, lesson, `Nobody is to change for it: ${reason}`));
    else if (done.strategy) changes.push(notApplied(inbox, lesson, `Unsure whom it is for: ${reason}`));
    else if (lesson.reason !== reason) changes.push(changeTo(inbox, lesson, { state: "pending", reason }));
  }
  const rationale = decisions
    .map(({ lessonId, to, outcome, by, reason }) => {
      const whom = outcome === "attributed" ? to.join(", ") : outcome;
      return `${lessonId} → ${whom} (${by}): ${reason}`;
    })
    .join("\n");
  const lessonIds = decisions.map(({ lessonId }) => lessonId);
  await write(inbox, changes, done, { status: "unchanged", lessonIds, rationale, error: null });
}

async function fail(
  inbox: Scope,
  lessons: readonly LessonContext[],
  failure: Done & { readonly error: unknown },
  dryRun: boolean,
): Promise<KnowhowError> {
  const { error: cause } = failure;
  const error = KnowhowError.is(cause)
    ? cause
    : new KnowhowError("model_failed", `The attribution failed: ${String(cause)}`, { cause });
  const why = `The attribution failed (${error.code}): ${error.message}`;
  const changes = lessons.map(({ lesson }) => {
    if (error.code === "budget_exceeded") return overBudget(lesson, why, true);
    return isOutage(error) ? postponed(inbox, lesson, why) : notApplied(inbox, lesson, why);
  });
  const lessonIds = lessons.map(({ lesson }) => lesson.id);
  const ending = { code: error.code, message: error.message };
  if (!dryRun) await write(inbox, changes, failure, { status: "failed", lessonIds, rationale: why, error: ending });
  return error;
}

interface Ending {
  readonly status: "unchanged" | "failed";
  readonly lessonIds: readonly string[];
  readonly rationale: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Somebody else may have settled the same lessons meanwhile: then theirs stands. */
async function write(inbox: Scope, lessons: readonly LessonChange[], done: Done, ending: Ending): Promise<void> {
  const { record } = await readHead(inbox);
  await inbox.store.commit({
    address: inbox.address,
    ...(record ? {} : { create: newRecord(inbox, 0, null) }),
    lessons,
    reflection: {
      id: done.id,
      address: inbox.address,
      createdAt: done.started,
      finishedAt: isoTime(inbox.clock()),
      strategy: "team",
      model: done.strategy?.model ?? null,
      base: 0,
      proposalId: null,
      version: null,
      usage: done.usage,
      ...ending,
    },
  });
}

const add = (a: Usage, b: Usage): Usage => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
});
