/**
 * Putting a judged proposal into force: compare-and-set on the head, rebased and judged again when the head has
 * moved.
 */
import { isoTime } from "../core/clock.js";
import type { EditPlace } from "../core/edit.js";
import { KnowhowError } from "../core/errors.js";
import type { Approval, Evidence, EvidenceRecord } from "../core/evidence.js";
import type { Lesson } from "../core/feedback.js";
import type { LabelChange, LessonChange, ProposalChange } from "../core/ports/store.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { type Principal, trustOf } from "../core/principal.js";
import type { Proposal } from "../core/proposal.js";
import type { ReflectionRecord } from "../core/reflection.js";
import type { Version } from "../core/version.js";
import { COMMIT_TRIES, PRODUCTION, type Scope } from "./context.js";
import { type Head, newRecord, readHead, readVersion } from "./head.js";
import { checkHead, type IfHead } from "./if-head.js";
import { blocksOf, judge, type Judgement } from "./judge.js";
import { callsOf } from "./model-use.js";
import { refreshAll } from "./read.js";
import { makeVersion } from "./versions.js";

/** A proposal on its way into force. */
export interface Acceptance extends IfHead {
  readonly proposal: Proposal;
  /** Not in the store yet. */
  readonly isNew: boolean;
  readonly lessons: readonly LessonContext[];
  readonly by: Principal;
  readonly reason: string | null;
  /** A person accepts with open eyes: a `hold` does not stop it. */
  readonly byHand: boolean;
  /** Proposals that it takes in. */
  readonly closes?: readonly ProposalChange[];
  /** What else becomes of lessons in the same step. */
  readonly otherLessons?: readonly LessonChange[];
  /** The record of the reflection, completed with what came of it. */
  readonly reflection?: (outcome: Pick<ReflectionRecord, "status" | "version" | "proposalId">) => ReflectionRecord;
  readonly signal: AbortSignal;
}

export type Settlement =
  | {
      readonly status: "accepted";
      readonly proposal: Proposal;
      readonly version: number;
      readonly judgement: Judgement;
    }
  | { readonly status: "refused" | "hold"; readonly proposal: Proposal; readonly judgement: Judgement }
  /** It undoes a rule of somebody with more authority than the person who accepts. */
  | { readonly status: "forbidden"; readonly proposal: Proposal; readonly reason: string }
  /** The blocks it edits changed meanwhile. */
  | { readonly status: "stale"; readonly proposal: Proposal; readonly reason: string }
  /** Its lessons, or the proposal itself, were taken by somebody else meanwhile. */
  | { readonly status: "taken"; readonly proposal: Proposal };

/** @throws `head_moved`; `conflict` when other writers are faster again and again */
export async function settle(scope: Scope, acceptance: Acceptance): Promise<Settlement> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt += 1) {
    const head = await readHead(scope);
    checkHead(scope, head, acceptance);
    const rebased = await rebase(scope, acceptance.proposal, head.version);
    if ("stale" in rebased) return { status: "stale", proposal: acceptance.proposal, reason: rebased.stale };
    const { proposal } = rebased;
    const judgement = await judge(
      scope,
      {
        head: head.version,
        edits: proposal.edits,
        text: proposal.text,
        origin: proposal.seed !== null ? "seed" : proposal.strategy === null ? "hand" : "rule",
        lessons: acceptance.lessons,
        supports: proposal.supports,
        byModel: proposal.usage.calls > 0,
        hand: proposal.strategy === null || acceptance.byHand ? acceptance.by : null,
        noteCall: callsOf(scope, { purpose: "judge", id: proposal.reflectionId, strategy: proposal.strategy }),
      },
      acceptance.signal,
    );
    const judged = { ...proposal, edits: judgement.edits, screens: judgement.screens, gate: judgement.gate };
    if (judgement.verdict === "refuse") return { status: "refused", proposal: judged, judgement };
    if (judgement.verdict === "hold" && !acceptance.byHand) return { status: "hold", proposal: judged, judgement };
    const above = judgement.screens.find(
      ({ verdict, needs }) => verdict === "hold" && needs && trustOf(needs) > trustOf(acceptance.by.role),
    );
    if (above) return { status: "forbidden", proposal: judged, reason: above.message };
    const outcome = await commit(scope, acceptance, judged, head, judgement);
    if (outcome.status === "committed") {
      await refreshAll(scope);
      const decided: Proposal = {
        ...judged,
        state: "accepted",
        decision: { ...decision(scope, acceptance), version: outcome.version },
      };
      return { status: "accepted", proposal: decided, version: outcome.version, judgement };
    }
    if (outcome.conflict === "lesson" || outcome.conflict === "proposal" || outcome.conflict === "reflection") {
      return { status: "taken", proposal: judged };
    }
  }
  throw new KnowhowError(
    "conflict",
    `Other writers changed "${scope.address.name}" ${COMMIT_TRIES} times while this change waited. Try again.`,
  );
}

/** The proposal on the present head; a whole text becomes its edits once the head has moved. */
export async function rebase(
  scope: Scope,
  proposal: Proposal,
  head: Version | null,
): Promise<{ proposal: Proposal } | { stale: string }> {
  if ((head?.number ?? 0) === proposal.base) return { proposal };
  const base = proposal.base === 0 ? null : await readVersion(scope, proposal.base);
  const wordsAt = (version: Version | null, id: string): string | null => {
    const block = version?.blocks.find((one) => one.id === id);
    return version && block ? version.text.slice(block.start, block.end) : null;
  };
  for (const edit of proposal.edits) {
    const block = edit.kind !== "add" ? edit.block : "after" in edit.place ? edit.place.after : null;
    if (block === null) continue;
    const now = wordsAt(head, block);
    if (now === null) return { stale: `Block ${block} was taken away meanwhile.` };
    if (edit.kind !== "add" && now !== wordsAt(base, block)) return { stale: `Block ${block} was changed meanwhile.` };
  }
  for (const { block } of proposal.supports) {
    if (wordsAt(head, block) !== wordsAt(base, block))
      return { stale: `Block ${block}, which repeats what is taught, was changed meanwhile.` };
  }
  const edits = proposal.edits.map((edit) =>
    edit.kind === "add" ? { ...edit, place: behindNewer(edit.place, base?.nextBlock ?? 1, head) } : edit,
  );
  return { proposal: { ...proposal, edits, text: null } };
}

/** What others added at the same place meanwhile comes first: the order is that of the commits. */
function behindNewer(place: EditPlace, firstNew: number, head: Version | null): EditPlace {
  if (!head || "section" in place || ("at" in place && place.at === "end")) return place;
  const start = "after" in place ? head.blocks.findIndex(({ id }) => id === place.after) : -1;
  let last = start;
  for (let at = start + 1; at < head.blocks.length; at += 1) {
    const block = head.blocks[at];
    if (!block || Number(block.id.slice(1)) < firstNew || !/^(?:item|paragraph|sentence)$/.test(block.kind)) break;
    last = at;
  }
  const anchor = head.blocks[last];
  return last > start && anchor ? { after: anchor.id } : place;
}

type Committed = { status: "committed"; version: number } | { status: "conflict"; conflict: string };

async function commit(
  scope: Scope,
  acceptance: Acceptance,
  proposal: Proposal,
  head: Head,
  judgement: Judgement,
): Promise<Committed> {
  const changes = judgement.after.text !== blocksOf(head.version).text;
  const version = changes
    ? makeVersion(scope, head.version, {
        ...judgement.after,
        author: proposal.strategy === null ? proposal.by : acceptance.by,
        reason: proposal.rationale,
        proposalId: proposal.id,
        reflectionId: proposal.reflectionId,
      })
    : null;
  const number = version?.number ?? head.version?.number ?? 0;
  const decided = { ...decision(scope, acceptance), version: number };
  // A gate that ran again says what counts; without one here, what an earlier one said stays.
  const judged = judgement.gate.status === "not-run" ? {} : { gate: judgement.gate };
  const reflection = acceptance.reflection?.({
    status: changes ? "accepted" : "unchanged",
    version: version?.number ?? null,
    proposalId: proposal.id,
  });
  const outcome = await scope.store.commit({
    address: scope.address,
    ...(head.record ? { expectHead: head.record.head } : { create: newRecord(scope, version ? 1 : 0, null) }),
    ...(version ? { version, labels: moveProduction(head, version.number) } : {}),
    ...(acceptance.isNew
      ? { newProposals: [{ ...proposal, state: "accepted", decision: decided }], proposals: acceptance.closes ?? [] }
      : { proposals: [{ id: proposal.id, from: ["open"], to: { state: "accepted", decision: decided, ...judged } }] }),
    lessons: [
      ...acceptance.lessons.map(({ lesson }) => applied(scope, acceptance, lesson, proposal.id, number)),
      ...(acceptance.otherLessons ?? []),
    ],
    newCases: judgement.cases.made,
    cases: judgement.cases.retired,
    evidence: evidenceRecords(scope, acceptance, proposal, judgement, number),
    ...(reflection ? { reflection } : {}),
    ...(proposal.seed !== null ? { seed: proposal.seed } : {}),
  });
  return outcome.status === "committed" ? { status: "committed", version: number } : outcome;
}

/** `production` follows the head unless somebody has put it elsewhere. */
export function moveProduction(head: Head, to: number): LabelChange[] {
  const from = head.record?.labels[PRODUCTION] ?? null;
  if (from !== null && from !== head.record?.head) return [];
  return [{ label: PRODUCTION, to, from }];
}

function decision(scope: Scope, acceptance: Acceptance) {
  return { by: acceptance.by, at: isoTime(scope.clock()), reason: acceptance.reason };
}

function applied(
  scope: Scope,
  { by, byHand }: Acceptance,
  lesson: Lesson,
  proposalId: string,
  version: number,
): LessonChange {
  const { id, attempts } = lesson;
  const reason = byHand ? [lesson.reason, `Accepted by the ${by.role} ${by.id}.`].join(" ").trim() : lesson.reason;
  return {
    id,
    from: ["pending", "reserved"],
    to: { state: "applied", reason, attempts, proposalId, version, updatedAt: isoTime(scope.clock()) },
  };
}

function evidenceRecords(
  scope: Scope,
  acceptance: Acceptance,
  proposal: Proposal,
  judgement: Judgement,
  version: number,
): EvidenceRecord[] {
  const record = (blockId: string, evidence: Evidence | Approval): EvidenceRecord => {
    const lesson = acceptance.lessons.find((one) => one.lesson.id === evidence.lessonId);
    const known = lesson ? null : recordOf(evidence, judgement.standing);
    return {
      id: scope.newId(),
      blockId,
      version,
      createdAt: known?.createdAt ?? isoTime(scope.clock()),
      proposalId: proposal.id,
      by: lesson?.feedback.by ?? ("by" in evidence ? evidence.by : (known?.by ?? null)),
      evidence,
    };
  };
  const rested = [
    // What spoke for a rule that is merged into another goes there, and stands by the old one already.
    ...judgement.edits.flatMap((edit, index) =>
      edit.kind === "remove" && edit.into !== undefined
        ? []
        : [{ block: judgement.blockOf[index] ?? "", evidence: edit.evidence }],
    ),
    ...proposal.supports,
  ];
  const { by } = acceptance;
  const approval: Approval = { kind: "approval", by, source: by.role, lessonId: null };
  const wrote = (evidence: readonly Evidence[]): boolean =>
    evidence.some((one) => one.kind === "authorship" && one.by.id === by.id && one.by.role === by.role);
  return rested.flatMap(({ block, evidence }) => [
    ...evidence.map((one) => record(block, one)),
    ...(acceptance.byHand && !wrote(evidence) ? [record(block, approval)] : []),
  ]);
}

/** Where rules are merged, what speaks for them keeps its teacher and its time. */
function recordOf(evidence: Evidence | Approval, standing: readonly EvidenceRecord[]): EvidenceRecord | null {
  const wanted = JSON.stringify(evidence);
  return standing.find((one) => one.evidence.kind !== "approval" && JSON.stringify(one.evidence) === wanted) ?? null;
}
