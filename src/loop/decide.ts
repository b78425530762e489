/** The decisions on proposals: accept, reject. */
import { addressKey } from "../core/address.js";
import { diffToEdits } from "../core/diff.js";
import type { Edit } from "../core/edit.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown } from "../core/known-options.js";
import type { Evidence } from "../core/evidence.js";
import { principalOf, type Principal } from "../core/principal.js";
import type { Decision, Proposal } from "../core/proposal.js";
import { isoTime } from "../core/clock.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { checkText } from "../core/text.js";
import type { Scope } from "./context.js";
import { expireProposals } from "./expire.js";
import { contextOf } from "./gather.js";
import { readHead } from "./head.js";
import { blocksOf, explain, refusal } from "./judge.js";
import type { IfHead } from "./if-head.js";
import { changeTo } from "./lesson-changes.js";
import { settle } from "./settle.js";

export interface DecideInput {
  readonly by: Principal;
  readonly reason?: string;
}

export interface AcceptInput extends DecideInput, IfHead {
  /** Accept with changes: the whole text as it shall be. */
  readonly text?: string;
}

/** A step that another writer came before. */
export function notStored(scope: Scope, what: string): KnowhowError {
  return new KnowhowError(
    "conflict",
    `${what} was not stored: others changed "${addressKey(scope.address)}". Try again.`,
  );
}

/**
 * Puts an open proposal into force, on the present head. A stale one is marked so and its lessons are pending again.
 * @throws `proposal_not_found`, `proposal_decided`, `proposal_refused`, `forbidden`, `head_moved`, `conflict`
 */
export async function accept(scope: Scope, id: string, input: AcceptInput): Promise<Proposal> {
  const by = principalOf(input);
  checkKnown("accept()", input, { by: true, text: true, reason: true, ifHead: true });
  const proposal = await openProposal(scope, id);
  const lessons = await lessonsOf(scope, proposal);
  checkApprover(scope, by, proposal, lessons);
  const settlement = await settle(scope, {
    proposal: input.text === undefined ? proposal : await withOwnText(scope, proposal, input.text, by),
    isNew: false,
    lessons,
    by,
    reason: input.reason ?? null,
    byHand: true,
    ...(input.ifHead === undefined ? {} : { ifHead: input.ifHead }),
    signal: new AbortController().signal,
  });
  switch (settlement.status) {
    case "accepted":
      return settlement.proposal;
    case "stale":
      return close(scope, proposal, "stale", { by, reason: settlement.reason }, lessons);
    case "taken":
      throw decided(proposal.id);
    case "forbidden":
      throw new KnowhowError("forbidden", `The ${by.role} "${by.id}" may not accept this. ${settlement.reason}`);
    default:
      throw refusal(settlement.judgement);
  }
}

/** Turns an open proposal down; its lessons are dismissed with the reason. @throws as `accept` */
export async function reject(scope: Scope, id: string, input: DecideInput): Promise<Proposal> {
  const by = principalOf(input);
  checkKnown("reject()", input, { by: true, reason: true });
  const proposal = await openProposal(scope, id);
  if (authorityOf(scope, by) !== "accept" && proposal.by.id !== by.id)
    throw forbidden(scope, by, "reject proposals for");
  return close(scope, proposal, "rejected", { by, reason: input.reason ?? null }, await lessonsOf(scope, proposal));
}

async function close(
  scope: Scope,
  proposal: Proposal,
  state: "rejected" | "stale",
  why: { by: Principal; reason: string | null },
  lessons: readonly LessonContext[],
): Promise<Proposal> {
  const decision: Decision = { ...why, at: isoTime(scope.clock()), version: null };
  const outcome = await scope.store.commit({
    address: scope.address,
    proposals: [{ id: proposal.id, from: ["open"], to: { state, decision } }],
    lessons: lessons.map(({ lesson }) =>
      state === "stale"
        ? changeTo(scope, lesson, {
            state: "pending",
            reason: `Its proposal became stale: ${why.reason ?? ""}`,
            proposalId: null,
          })
        : changeTo(scope, lesson, {
            state: "dismissed",
            reason: `Rejected by ${why.by.id}${why.reason ? `: ${why.reason}` : "."}`,
          }),
    ),
  });
  if (outcome.status === "conflict") throw decided(proposal.id);
  return { ...proposal, state, decision };
}

/** The proposal with a person's own text: what they kept of it keeps its evidence. */
async function withOwnText(scope: Scope, proposal: Proposal, text: string, by: Principal): Promise<Proposal> {
  const { version } = await readHead(scope);
  const authorship: Evidence = { kind: "authorship", by, source: by.role, lessonId: null };
  const edits = diffToEdits(blocksOf(version), checkText(text, "The accepted text"), [authorship]);
  const proposed = proposal.edits.flatMap((edit) => edit.evidence);
  const intoOf = (edit: Edit): { into?: string } => {
    const same = proposal.edits.find(
      (one) => one.kind === "remove" && edit.kind === "remove" && one.block === edit.block,
    );
    return same?.kind === "remove" && same.into !== undefined ? { into: same.into } : {};
  };
  return {
    ...proposal,
    base: version?.number ?? 0,
    text,
    edits: edits.map((edit): Edit => ({ ...edit, ...intoOf(edit), evidence: [...edit.evidence, ...proposed] })),
  };
}

export async function openProposal(scope: Scope, id: string): Promise<Proposal> {
  await expireProposals(scope);
  const proposal = await scope.store.proposal(scope.address, id);
  if (!proposal) {
    throw new KnowhowError(
      "proposal_not_found",
      `"${addressKey(scope.address)}" has no proposal "${id}". proposals() lists them.`,
    );
  }
  if (proposal.state === "refused") {
    throw new KnowhowError(
      "proposal_refused",
      `The proposal "${id}" was refused. ${explain(proposal)} Make a new one.`,
    );
  }
  if (proposal.state !== "open") {
    const why = proposal.decision?.reason;
    throw decided(id, why && proposal.state !== "accepted" ? `${proposal.state} (${why})` : proposal.state);
  }
  return proposal;
}

export async function lessonsOf(scope: Scope, proposal: Proposal): Promise<LessonContext[]> {
  const lessons = await Promise.all(proposal.lessonIds.map((id) => scope.store.lesson(scope.address, id)));
  const contexts = await Promise.all(
    lessons.map((lesson) => (lesson ? contextOf(scope, lesson) : Promise.resolve(null))),
  );
  return contexts.filter((context) => context !== null);
}

function checkApprover(scope: Scope, by: Principal, proposal: Proposal, lessons: readonly LessonContext[]): void {
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "accept proposals for");
  if (!scope.policy.separateApprover) return;
  if (proposal.by.id === by.id || lessons.some(({ feedback }) => feedback.by.id === by.id)) {
    throw new KnowhowError(
      "forbidden",
      `"${by.id}" proposed or taught this; the policy wants somebody else to accept it.`,
    );
  }
}

export const authorityOf = (scope: Scope, by: Principal) =>
  (scope.policy.authority ?? scope.authority)(by, scope.layer);

export function forbidden(scope: Scope, by: Principal, what: string): KnowhowError {
  return new KnowhowError(
    "forbidden",
    `The ${by.role} "${by.id}" may not ${what} "${addressKey(scope.address)}". Ask an operator or reviewer.`,
  );
}

function decided(id: string, state = "decided by somebody else"): KnowhowError {
  return new KnowhowError("proposal_decided", `The proposal "${id}" is ${state}, no longer open. Make a new one.`);
}
