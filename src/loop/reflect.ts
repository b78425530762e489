/** `reflect`: pending lessons → strategy → screens → gate → accepted, proposed, or left pending with the reason. */
import { addressKey } from "../core/address.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown } from "../core/known-options.js";
import type { Edit } from "../core/edit.js";
import type { Evidence } from "../core/evidence.js";
import { hashJson } from "../core/hash.js";
import { viewBlocks } from "../core/identify.js";
import { inTurn } from "../core/in-turn.js";
import type { LessonChange } from "../core/ports/store.js";
import type { LessonContext, ModelUse, ReflectionOutput, Strategy } from "../core/ports/strategy.js";
import { leastTrusted, type Role, trustOf } from "../core/principal.js";
import { NO_USAGE, type Proposal } from "../core/proposal.js";
import type { ReflectionRecord } from "../core/reflection.js";
import type { Scope } from "./context.js";
import { expireProposals } from "./expire.js";
import { type Batch, nextBatch } from "./gather.js";
import { type Head, readHead } from "./head.js";
import { blocksOf, explain, GATE_NOT_RUN, judge } from "./judge.js";
import { notApplied } from "./lesson-changes.js";
import { callsOf, withModelUse } from "./model-use.js";
import { joinOthers } from "./quorum.js";
import { failed, type Pass, passOf, propose, refuse, unchanged, unused } from "./reflect-endings.js";
import { combine, type ReflectionPass, type ReflectResult } from "./reflect-result.js";
import { settle } from "./settle.js";

export interface ReflectOptions {
  /** Default: the policy's, else the memory's. */
  readonly strategy?: Strategy;
  /** Show what would come of it, and change nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reflects on all pending lessons, batch by batch. Failures are in the result; nothing is lost by them. In one process
 * reflections on the same instructions wait for each other, so that the next finds less to do, or nothing.
 */
export async function reflect(scope: Scope, options: ReflectOptions = {}): Promise<ReflectResult> {
  checkKnown("reflect()", options, { strategy: true, dryRun: true, signal: true });
  if (options.dryRun) return reflectOnAll(scope, options);
  return inTurn(scope.store, addressKey(scope.address), () => reflectOnAll(scope, options));
}

async function reflectOnAll(scope: Scope, options: ReflectOptions): Promise<ReflectResult> {
  const strategy = options.strategy ?? scope.policy.strategy ?? scope.strategy;
  if (!strategy) {
    throw new KnowhowError(
      "invalid_policy",
      "There is no strategy to reflect with. Pass one to createMemory, for example strategy: literal().",
    );
  }
  const signal = options.signal ?? new AbortController().signal;
  if (!(options.dryRun ?? false)) await expireProposals(scope);
  const seen = new Set<string>();
  const passes: ReflectionPass[] = [];
  for (;;) {
    signal.throwIfAborted();
    const batch = await nextBatch(scope, seen);
    if (!batch) return combine(passes);
    for (const { lesson } of batch.lessons) seen.add(lesson.id);
    passes.push(await reflectOn(scope, strategy, batch, signal, options.dryRun ?? false));
  }
}

async function reflectOn(
  scope: Scope,
  strategy: Strategy,
  batch: Batch,
  signal: AbortSignal,
  dryRun: boolean,
): Promise<ReflectionPass> {
  const head = await readHead(scope);
  const started = isoTime(scope.clock());
  const id = reflectionId(scope, strategy, head, batch.lessons);
  const record = (fields: Pick<ReflectionRecord, "status"> & Partial<ReflectionRecord>): ReflectionRecord => ({
    id,
    address: scope.address,
    createdAt: started,
    finishedAt: isoTime(scope.clock()),
    strategy: strategy.name,
    model: strategy.model,
    base: head.version?.number ?? 0,
    lessonIds: batch.lessons.map(({ lesson }) => lesson.id),
    proposalId: null,
    version: null,
    rationale: "",
    usage: NO_USAGE,
    error: null,
    ...fields,
  });
  const pass: Pass = { scope, batch, head, record, dryRun };
  const work = { purpose: "reflection", id, strategy: strategy.name, dryRun, signal } as const;
  const { outcome, usage } = await withModelUse(scope, work, (use) =>
    runStrategy(scope, strategy, head, batch.lessons, use),
  );
  if ("error" in outcome) return failed(pass, outcome.error, usage);
  const output = outcome.value;
  const proposal = makeProposal(scope, strategy, id, head, output);
  const taught = new Set(
    [...proposal.edits, ...proposal.supports].flatMap((one) => one.evidence.map((evidence) => evidence.lessonId)),
  );
  const used = batch.lessons.filter(({ lesson }) => taught.has(lesson.id));
  const others = batch.lessons
    .filter(({ lesson }) => !taught.has(lesson.id))
    .map((context) => unused(scope, context, output));
  if (used.length === 0) return unchanged(pass, output, others);
  return decide(pass, output, { ...proposal, lessonIds: used.map(({ lesson }) => lesson.id) }, used, others, signal);
}

async function runStrategy(
  scope: Scope,
  strategy: Strategy,
  head: Head,
  lessons: readonly LessonContext[],
  use: ModelUse,
): Promise<ReflectionOutput> {
  const { text, blocks } = blocksOf(head.version);
  return strategy.reflect({
    address: scope.address,
    text,
    blocks: viewBlocks(text, blocks, scope.policy.lockedHeadings ?? []),
    lessons,
    guidance: scope.policy.updateInstructions ?? null,
    templateFormat: scope.templateFormat,
    ...use,
  });
}

/**
 * Equal for a reflection that runs again after a crash, so that its effect happens once; new once anything became of
 * its lessons, such as a failed attempt or another try by hand.
 */
function reflectionId(scope: Scope, strategy: Strategy, head: Head, lessons: readonly LessonContext[]): string {
  return hashJson({
    address: addressKey(scope.address),
    base: head.version?.number ?? 0,
    strategy: strategy.name,
    model: strategy.model,
    guidance: scope.policy.updateInstructions ?? null,
    lessons: lessons.map(({ lesson }) => [lesson.id, lesson.attempts, lesson.updatedAt]),
  });
}

function makeProposal(
  scope: Scope,
  strategy: Strategy,
  reflectionId: string,
  head: Head,
  output: ReflectionOutput,
): Proposal {
  return {
    id: scope.newId(),
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    state: "open",
    base: head.version?.number ?? 0,
    edits: output.edits.map(withoutMerge),
    supports: output.supports,
    text: null,
    rationale: output.rationale,
    by: { id: strategy.name, role: "model" },
    trust: trustIn([...output.edits, ...output.supports].flatMap((one) => one.evidence)),
    lessonIds: [],
    strategy: strategy.name,
    reflectionId,
    screens: [],
    gate: GATE_NOT_RUN,
    usage: output.usage,
    seed: null,
    decision: null,
  };
}

/** Only `compact` merges: there what speaks for a rule already is enough. */
const withoutMerge = (edit: Edit): Edit =>
  edit.kind === "remove" ? { kind: "remove", block: edit.block, evidence: edit.evidence } : edit;

const trustIn = (evidence: readonly Evidence[]): Role => leastTrusted(evidence.map((one) => one.source));

/** What the strategy and the screens said of a lesson goes with it, whatever becomes of its proposal. */
function withReason(context: LessonContext, output: ReflectionOutput, judged: Judged): LessonContext {
  const { id } = context.lesson;
  const said = output.outcomes.find((one) => one.lessonId === id)?.reason ?? "";
  const remarks = judged.screens.flatMap(({ verdict, message, edit }) => {
    const concerns = edit !== null && judged.edits[edit]?.evidence.some(({ lessonId }) => lessonId === id);
    return concerns && (verdict === "hold" || verdict === "pass") ? [message] : [];
  });
  const reason = [said, ...remarks].filter((sentence) => sentence !== "").join(" ");
  return { ...context, lesson: { ...context.lesson, reason: reason === "" ? null : reason } };
}

type Judged = Pick<Proposal, "edits" | "screens">;

async function decide(
  pass: Pass,
  output: ReflectionOutput,
  proposal: Proposal,
  used: readonly LessonContext[],
  others: readonly LessonChange[],
  signal: AbortSignal,
): Promise<ReflectionPass> {
  const { scope, batch, head, dryRun } = pass;
  const lowTrust = trustOf(proposal.trust) < trustOf("user");
  let judgement;
  try {
    judgement = await judge(
      scope,
      {
        head: head.version,
        edits: proposal.edits,
        text: null,
        origin: "rule",
        lessons: used,
        byModel: proposal.usage.calls > 0,
        hand: null,
        noteCall: callsOf(scope, { purpose: "judge", id: proposal.reflectionId, strategy: proposal.strategy }),
      },
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    return failed(pass, error, output.usage);
  }
  const judged = { ...proposal, edits: judgement.edits, screens: judgement.screens, gate: judgement.gate };
  const resting = new Set(
    [...judged.edits, ...judged.supports].flatMap((one) => one.evidence.map((evidence) => evidence.lessonId)),
  );
  const kept = used
    .filter(({ lesson }) => resting.has(lesson.id))
    .map((context) => withReason(context, output, judged));
  const dropped = used
    .filter(({ lesson }) => !resting.has(lesson.id))
    .map(({ lesson }) => notApplied(scope, lesson, explain(judgement)));
  const rest = [...others, ...dropped];
  const final: Proposal = { ...judged, lessonIds: kept.map(({ lesson }) => lesson.id) };
  if (kept.length === 0) return unchanged(pass, output, rest);
  if (judgement.verdict === "refuse") return refuse(pass, output, final, kept, rest);
  const joined = batch.authority === "propose" ? await joinOthers(scope, head.version, final, kept) : null;
  const joint = { proposal: joined?.proposal ?? final, lessons: joined?.lessons ?? kept, closes: joined?.closes ?? [] };
  const mayAccept = batch.authority === "accept" || (joined?.reached ?? false);
  const waits = !mayAccept || judgement.verdict === "hold" || lowTrust;
  if (dryRun) return { ...passOf(output, waits ? "proposed" : "accepted", joint.proposal), lessons: [] };
  if (waits) return propose(pass, output, joint, rest);
  const settlement = await settle(scope, {
    ...joint,
    isNew: true,
    by: kept[0]?.feedback.by ?? final.by,
    reason: joined ? joined.count : "Whoever taught it may accept it.",
    byHand: false,
    otherLessons: rest,
    reflection: (outcome) => pass.record({ ...outcome, rationale: output.rationale, usage: output.usage }),
    signal,
  });
  switch (settlement.status) {
    case "accepted":
      return {
        ...passOf(output, settlement.judgement.edits.length > 0 ? "accepted" : "unchanged", settlement.proposal),
        version: settlement.version,
        lessons: rest,
      };
    case "hold":
    case "forbidden":
      return propose(pass, output, { ...joint, proposal: settlement.proposal }, rest);
    case "refused":
      return refuse(pass, output, { ...settlement.proposal, lessonIds: final.lessonIds }, kept, rest);
    case "stale":
      return {
        ...passOf(output, "conflict", settlement.proposal),
        rationale: `${settlement.reason} The lessons stay pending.`,
        lessons: [],
      };
    case "taken":
      return {
        ...passOf(output, "conflict", null),
        rationale: "Another reflection took these lessons meanwhile.",
        lessons: [],
      };
  }
}
