/**
 * `forget`: a version that takes back everything that comes from a session or a person, in one commit with its lessons,
 * evidence, cases and proposals. It is not erasure, but how erasing begins: versions, runs and feedback stay where they
 * are.
 */
import { addressKey } from "../core/address.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown } from "../core/known-options.js";
import type { Evidence, EvidenceRecord } from "../core/evidence.js";
import type { CaseChange, LessonChange, ProposalChange } from "../core/ports/store.js";
import { principalOf, type Principal } from "../core/principal.js";
import type { Proposal } from "../core/proposal.js";
import { standingEvidence } from "../core/standing.js";
import type { Version } from "../core/version.js";
import { COMMIT_TRIES, type Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden } from "./decide.js";
import { forgottenCases } from "./forgotten-cases.js";
import { type ForgetWhat, type Origin, originOf } from "./forgotten.js";
import { type Head, newRecord, readHead } from "./head.js";
import { GATE_NOT_RUN, refusal, screen } from "./judge.js";
import { changeTo } from "./lesson-changes.js";
import { allPages } from "./pages.js";
import { checkPrecedence } from "./precedence.js";
import { refreshAll } from "./read.js";
import { type KeptBlock, type Reversal, revertBlocks, type RevertedBlock } from "./revert-blocks.js";
import { moveProduction } from "./settle.js";
import { makeVersion } from "./versions.js";
import { withdraw } from "./withdraw.js";
import { wordingsIn } from "./wordings.js";

export interface ForgetInput extends DecideInput {
  /** Show what would go, and change nothing. */
  readonly dryRun?: boolean;
}

/** What was forgotten, or would be. */
export interface Forgotten {
  readonly dryRun: boolean;
  /** The version that was made; null if the text stays as it is, and for a dry run. */
  readonly version: number | null;
  /** The text without it. */
  readonly text: string;
  readonly reverted: readonly RevertedBlock[];
  /** Rules that others taught too; they lost this support only. */
  readonly kept: readonly KeptBlock[];
  /** Rules that somebody reworded since. They may still say what is forgotten; a person must look. */
  readonly waiting: readonly KeptBlock[];
  /** The ids of lessons that are retracted, of open proposals that became stale, and of cases that retired. */
  readonly lessons: readonly string[];
  readonly proposals: readonly string[];
  readonly cases: readonly string[];
}

/**
 * Forgets a session or a person here. @throws `invalid_principal`, `run_not_found`, `forbidden` (also where it would
 * undo a rule of higher rank), `proposal_refused` when a screen refuses the text that would be left, `conflict`
 */
export async function forget(scope: Scope, what: ForgetWhat, input: ForgetInput): Promise<Forgotten> {
  const by = principalOf(input);
  checkKnown("forget()", input, { by: true, reason: true, dryRun: true });
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "forget parts of");
  await checkWhat(scope, what);
  return forgetAs(scope, what, { ...input, by }, null);
}

/** `name`: what the reasons call it; null: by its id. For the rest see {@link forget}. */
export async function forgetAs(
  scope: Scope,
  what: ForgetWhat,
  input: ForgetInput,
  name: string | null,
): Promise<Forgotten> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt += 1) {
    const head = await readHead(scope);
    const plan = await planFor(scope, head, what, input, name);
    if (input.dryRun ?? false) return { ...plan.result, dryRun: true, version: null };
    const { version, reversal, commit, result } = plan;
    const outcome = await scope.store.commit({
      address: scope.address,
      ...(head.record ? { expectHead: head.record.head } : { create: newRecord(scope, 0, null) }),
      ...(version && reversal ? { version, labels: moveProduction(head, version.number) } : {}),
      ...commit,
    });
    if (outcome.status === "conflict") continue;
    await refreshAll(scope);
    return result;
  }
  throw new KnowhowError(
    "conflict",
    `Other writers changed "${addressKey(scope.address)}" again and again. Try again.`,
  );
}

async function checkWhat(scope: Scope, what: ForgetWhat): Promise<void> {
  const { run, by } = (what ?? {}) as { readonly run?: unknown; readonly by?: unknown };
  if ((typeof run === "string") === (typeof by === "string") || run === "" || by === "") {
    throw new KnowhowError("invalid_principal", "forget() takes either { run: id } or { by: the id of a principal }.");
  }
  if (typeof run !== "string" || (await scope.store.run(scope.address, run))) return;
  // Feedback may speak of a run that is kept with another layer.
  const lessons = await allPages((page) => scope.store.lessons(scope.address, null, page));
  const said = await Promise.all(lessons.map((lesson) => scope.store.feedback(lesson.address, lesson.feedbackId)));
  if (said.some((feedback) => feedback?.run?.id === run)) return;
  throw new KnowhowError(
    "run_not_found",
    `"${addressKey(scope.address)}" has no run "${run}", and no feedback on one. runs() lists them.`,
  );
}

interface Plan {
  readonly result: Forgotten;
  readonly version: Version | null;
  readonly reversal: Reversal | null;
  readonly commit: {
    readonly lessons: readonly LessonChange[];
    readonly proposals: readonly ProposalChange[];
    readonly cases: readonly CaseChange[];
    readonly evidence: readonly EvidenceRecord[];
  };
}

async function planFor(
  scope: Scope,
  head: Head,
  what: ForgetWhat,
  { by, reason: why }: ForgetInput,
  name: string | null,
): Promise<Plan> {
  const ids = Array.from({ length: head.version?.nextBlock ?? 0 }, (_none, number) => `b${number}`);
  const standing = standingEvidence(await scope.store.evidence(scope.address, ids));
  const origin = await originOf(scope, what, standing);
  const reason = `Forgot what came from ${name ?? origin.name}${why === undefined ? "." : `: ${why}`}`;
  const reversal = head.version ? await reverse(scope, head.version, origin, standing, by) : null;
  const changes = head.version !== null && reversal !== null && reversal.after.text !== head.version.text;
  const version = changes ? makeVersion(scope, head.version, { ...reversal.after, author: by, reason }) : null;
  const number = version?.number ?? head.version?.number ?? 0;
  const proposals = (await allPages((page) => scope.store.proposals(scope.address, ["open"], page))).filter((one) =>
    origin.ownsProposal(one),
  );
  const lessons = await lessonChanges(scope, origin, proposals, reason);
  const cases = await forgottenCases(scope, {
    what,
    origin,
    head: head.version,
    after: reversal?.after ?? null,
    number,
    reason,
  });
  const gone = [...new Set([...standing.filter((one) => origin.owns(one)), ...(reversal?.undone ?? [])])];
  const returned = (reversal?.returned ?? []).flatMap(({ block, records }) =>
    records
      .filter((one) => !gone.includes(one))
      .map((one) => ({ ...one, id: scope.newId(), blockId: block, version: number })),
  );
  const decision = { by, at: isoTime(scope.clock()), reason, version: null };
  return {
    version,
    reversal,
    commit: {
      lessons,
      proposals: proposals.map(({ id }) => ({ id, from: ["open"], to: { state: "stale", decision } })),
      cases,
      evidence: [...withdraw(scope, gone, { by, version: number, reason }), ...returned],
    },
    result: {
      dryRun: false,
      version: version?.number ?? null,
      text: reversal?.after.text ?? "",
      reverted: reversal?.reverted ?? [],
      kept: reversal?.kept ?? [],
      waiting: reversal?.waiting ?? [],
      lessons: origin.lessons.map(({ id }) => id),
      proposals: proposals.map(({ id }) => id),
      cases: cases.filter(({ to }) => to.state === "retired").map(({ id }) => id),
    },
  };
}

/** The text without it, as far as rank and screens allow. */
async function reverse(
  scope: Scope,
  head: Version,
  origin: Origin,
  standing: readonly EvidenceRecord[],
  by: Principal,
): Promise<Reversal> {
  const versions = (await allPages((page) => scope.store.versions(scope.address, page))).reverse();
  const authorship: Evidence = { kind: "authorship", by, source: by.role, lessonId: null };
  const reversal = revertBlocks(head, versions, wordingsIn(versions, standing), origin, authorship);
  if (reversal.edits.length === 0) return reversal;
  checkPrecedence(scope, { by, doing: "forget that in", head, after: reversal.after, standing });
  const { edits, after } = reversal;
  const screens = screen(scope, { head, edits, lessons: [], byModel: false, hand: by }, after, standing);
  const refused = screens.filter(({ verdict }) => verdict === "refuse");
  if (refused.length > 0) throw refusal({ screens: refused, gate: GATE_NOT_RUN });
  return reversal;
}

/** Its lessons are retracted; those of others in the same proposals wait again. */
async function lessonChanges(
  scope: Scope,
  origin: Origin,
  proposals: readonly Proposal[],
  reason: string,
): Promise<LessonChange[]> {
  const theirs = new Set(origin.lessons.map(({ id }) => id));
  const others = [...new Set(proposals.flatMap(({ lessonIds }) => lessonIds))].filter((id) => !theirs.has(id));
  const found = await Promise.all(others.map((id) => scope.store.lesson(scope.address, id)));
  return [
    ...origin.lessons.map((lesson) => changeTo(scope, lesson, { state: "retracted", reason })),
    ...found.flatMap((lesson) =>
      lesson?.state === "reserved"
        ? [
            changeTo(scope, lesson, {
              state: "pending",
              reason: `Its proposal became stale: ${reason}`,
              proposalId: null,
            }),
          ]
        : [],
    ),
  ];
}
