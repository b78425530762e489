/**
 * `undo`: takes a decision back, so that the proposal waits again. A rejected one is opened; one that was accepted last
 * is rolled back, and goes on as a new proposal with the same edits, since a version made by it stays in the history.
 */
import { addressKey } from "../core/address.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import type { LessonChange } from "../core/ports/store.js";
import { type Principal, principalOf } from "../core/principal.js";
import type { Decision, Proposal } from "../core/proposal.js";
import { PRODUCTION, type Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden } from "./decide.js";
import { readHead, readVersion } from "./head.js";
import { changeTo } from "./lesson-changes.js";
import { refreshAll } from "./read.js";
import { revert } from "./rollback.js";

/**
 * Gives the proposal that waits now.
 * @throws `proposal_not_found`; `proposal_decided` for one that waits already, or that nobody decided; `conflict` when
 * too much has happened since: another version, or a lesson that was taken up again; `forbidden`
 */
export async function undo(scope: Scope, id: string, input: DecideInput): Promise<Proposal> {
  const by = principalOf(input);
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "undo decisions on");
  const proposal = await scope.store.proposal(scope.address, id);
  if (!proposal) {
    const where = addressKey(scope.address);
    throw new KnowhowError("proposal_not_found", `"${where}" has no proposal "${id}". proposals() lists them.`);
  }
  if (proposal.state === "rejected") return reopen(scope, proposal);
  if (proposal.state === "accepted") return takeBack(scope, proposal, by, input.reason);
  throw new KnowhowError(
    "proposal_decided",
    `The proposal "${id}" is ${proposal.state}; only what somebody accepted or rejected can be undone.`,
  );
}

async function reopen(scope: Scope, proposal: Proposal): Promise<Proposal> {
  const lessons = await Promise.all(proposal.lessonIds.map((id) => scope.store.lesson(scope.address, id)));
  const held = lessons.filter((lesson) => lesson?.state === "dismissed" && lesson.proposalId === proposal.id);
  if (held.length < lessons.length) throw movedOn("A lesson of it was taken up again since.");
  const outcome = await scope.store.commit({
    address: scope.address,
    proposals: [{ id: proposal.id, from: ["rejected"], to: { state: "open", decision: null } }],
    lessons: held.flatMap((lesson) => (lesson ? [reserve(scope, lesson, proposal.id)] : [])),
  });
  if (outcome.status === "conflict") throw movedOn("Somebody else was faster.");
  return { ...proposal, state: "open", decision: null };
}

async function takeBack(scope: Scope, proposal: Proposal, by: Principal, why?: string): Promise<Proposal> {
  const { record, version: head } = await readHead(scope);
  if (!record || head?.proposalId !== proposal.id) {
    throw movedOn("It made no version, or others were made since: roll back to the version before it instead.");
  }
  if (head.parent === null) throw movedOn("There is no version before it to go back to.");
  const target = await readVersion(scope, head.parent);
  const id = scope.newId();
  const reason = `The acceptance of ${proposal.id} was undone${why === undefined ? "." : `: ${why}`}`;
  const { version, undone, ...change } = await revert(scope, head, target, { by, reason });
  const at = isoTime(scope.clock());
  const again: Proposal = {
    ...proposal,
    id,
    createdAt: at,
    state: "open",
    base: version.number,
    // It is unique among versions, and the one that is undone has it.
    reflectionId: null,
    decision: null,
  };
  const decision: Decision = { by, at, reason: `Undone; it goes on as ${id}.`, version: head.number };
  const outcome = await scope.store.commit({
    ...change,
    version,
    labels: [{ label: PRODUCTION, to: version.number }],
    proposals: [{ id: proposal.id, from: ["accepted"], to: { state: "stale", decision } }],
    newProposals: [again],
    lessons: undone.map((lesson) =>
      proposal.lessonIds.includes(lesson.id)
        ? reserve(scope, lesson, id)
        : changeTo(scope, lesson, { state: "retracted", reason }),
    ),
  });
  if (outcome.status === "conflict") throw movedOn("Somebody else was faster.");
  await refreshAll(scope);
  return again;
}

const reserve = (scope: Scope, lesson: Lesson, proposalId: string): LessonChange =>
  changeTo(scope, lesson, { state: "reserved", reason: "The decision was undone.", proposalId, version: null });

const movedOn = (why: string): KnowhowError =>
  new KnowhowError("conflict", `The decision can no longer be undone. ${why}`);
