/** One atomic step on a shelf: first everything is checked, then everything is done. Nothing in between can fail. */
import type { Change, CommitOutcome, InstructionsRecord } from "../../core/ports/store.js";
import { follows } from "../chain.js";
import type { Shelf } from "./shelf.js";

type Conflict = Extract<CommitOutcome, { status: "conflict" }>["conflict"];

/** Commits `change`, whose objects are handed over: the caller has copied them. */
export function commitToShelf(shelf: Shelf, change: Change): CommitOutcome {
  const outcome = plan(shelf, change);
  if (typeof outcome === "string") return { status: "conflict", conflict: outcome, record: shelf.record };
  apply(shelf, change, outcome);
  return { status: "committed", record: outcome };
}

/** The record as it would become, or what does not hold. */
function plan(shelf: Shelf, change: Change): InstructionsRecord | Conflict {
  const { create, version } = change;
  if (create && shelf.record) return "exists";
  const before = create ? { ...create, head: 0, labels: {} } : shelf.record;
  if (!before) return "missing";

  const reflectionId = version?.reflectionId ?? null;
  const applied = reflectionId !== null && shelf.versions.some((earlier) => earlier.reflectionId === reflectionId);
  if (applied) return "reflection";
  if (!create && change.expectHead !== undefined && change.expectHead !== before.head) return "head";
  if (version && !follows(version, shelf.versions.at(-1) ?? null)) return "head";

  const head = version?.number ?? before.head;
  const labels = planLabels(new Map(Object.entries(before.labels)), change, head);
  if (!labels) return "label";
  if (!proposalsHold(shelf, change)) return "proposal";
  for (const { id, from } of change.lessons ?? []) {
    const lesson = shelf.lessons.get(id);
    if (!lesson || !from.includes(lesson.state)) return "lesson";
  }
  if (!casesHold(shelf, change)) return "case";
  const offered = change.offeredSeed;
  const known = offered === undefined || before.offeredSeeds.includes(offered);
  return {
    ...before,
    head,
    labels: Object.fromEntries(labels),
    seed: change.seed ?? before.seed,
    offeredSeeds: known ? before.offeredSeeds : [...before.offeredSeeds, offered],
  };
}

function planLabels(labels: Map<string, number>, change: Change, head: number): Map<string, number> | null {
  const created = Object.entries(change.create?.labels ?? {}).map(([label, to]) => ({ label, to, from: undefined }));
  for (const { label, to, from } of [...created, ...(change.labels ?? [])]) {
    if (from !== undefined && from !== (labels.get(label) ?? null)) return null;
    if (!Number.isInteger(to) || to < 1 || to > head) return null;
    labels.set(label, to);
  }
  return labels;
}

function proposalsHold(shelf: Shelf, change: Change): boolean {
  const states = new Map((change.newProposals ?? []).map((proposal) => [proposal.id, proposal.state]));
  if (states.size < (change.newProposals?.length ?? 0)) return false;
  for (const id of states.keys()) if (shelf.proposals.get(id)) return false;
  return (change.proposals ?? []).every(({ id, from }) => {
    const state = states.get(id) ?? shelf.proposals.get(id)?.state;
    return state !== undefined && from.includes(state);
  });
}

function casesHold(shelf: Shelf, change: Change): boolean {
  const states = new Map((change.newCases ?? []).map(({ id, state }) => [id, state]));
  if (states.size < (change.newCases?.length ?? 0)) return false;
  for (const id of states.keys()) if (shelf.cases.get(id)) return false;
  return (change.cases ?? []).every(({ id, from }) => {
    const state = states.get(id) ?? shelf.cases.get(id)?.state;
    return state !== undefined && from.includes(state);
  });
}

function apply(shelf: Shelf, change: Change, record: InstructionsRecord): void {
  shelf.record = record;
  if (change.version) shelf.versions.push(change.version);
  for (const proposal of change.newProposals ?? []) shelf.proposals.put(proposal.id, proposal);
  for (const { id, to } of change.proposals ?? []) {
    const proposal = shelf.proposals.get(id);
    if (proposal) shelf.proposals.put(id, { ...proposal, ...to });
  }
  for (const { id, to } of change.lessons ?? []) {
    const lesson = shelf.lessons.get(id);
    if (lesson) shelf.lessons.put(id, { ...lesson, ...to });
  }
  for (const one of change.newCases ?? []) shelf.cases.put(one.id, one);
  for (const { id, to } of change.cases ?? []) {
    const one = shelf.cases.get(id);
    if (one) shelf.cases.put(id, { ...one, ...to });
  }
  for (const item of change.evidence ?? []) if (!shelf.evidence.get(item.id)) shelf.evidence.put(item.id, item);
  if (change.reflection) shelf.reflections.put(change.reflection.id, change.reflection);
}
