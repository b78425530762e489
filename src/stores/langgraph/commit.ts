/**
 * One commit: checked as a whole, then settled things are moved out of the head, then one `put` of the head does it
 * all.
 */
import type { Case } from "../../core/case.js";
import type { Lesson } from "../../core/feedback.js";
import type { Change, CommitOutcome, InstructionsRecord } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import { follows } from "../chain.js";
import {
  evidenceKey,
  type Head,
  putHead,
  putInbox,
  readHead,
  readInbox,
  versionKey,
  WAITING_LESSONS,
  WAITING_PROPOSALS,
} from "./head.js";
import type { Holdings } from "./holdings.js";

type Conflict = Extract<CommitOutcome, { status: "conflict" }>["conflict"];

/** What the lessons, proposals and cases that a change speaks of are now. */
interface Known {
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly proposals: ReadonlyMap<string, Proposal>;
  readonly cases: ReadonlyMap<string, Case>;
}

export async function commitTo(holdings: Holdings, change: Change): Promise<CommitOutcome> {
  const head = await readHead(holdings.items);
  const inbox = await readInbox(holdings.items);
  const known = await findKnown(holdings, head, inbox, change);
  const record = plan(head, known, change);
  if (typeof record === "string") return { status: "conflict", conflict: record, record: head.record };

  const fresh = inbox.filter(({ id }) => !head.lessons.some((lesson) => lesson.id === id));
  // Before the head forgets a settled lesson: the inbox must not bring it back as it was.
  if (fresh.length < inbox.length) await putInbox(holdings.items, fresh);
  const kept = await archive(holdings, head, change);
  await putHead(holdings.items, next(kept, fresh, known, change, record));
  return { status: "committed", record };
}

async function findKnown(holdings: Holdings, head: Head, inbox: readonly Lesson[], change: Change): Promise<Known> {
  const lessons = new Map([...inbox, ...head.lessons].map((lesson) => [lesson.id, lesson]));
  for (const { id } of change.lessons ?? []) {
    const archived = lessons.has(id) ? null : await holdings.lessons.get(id);
    if (archived) lessons.set(id, archived);
  }
  const proposals = new Map(head.proposals.map((proposal) => [proposal.id, proposal]));
  for (const { id } of [...(change.proposals ?? []), ...(change.newProposals ?? [])]) {
    const archived = proposals.has(id) ? null : await holdings.proposals.get(id);
    if (archived) proposals.set(id, archived);
  }
  const cases = new Map(head.cases.map((one) => [one.id, one]));
  for (const { id } of [...(change.cases ?? []), ...(change.newCases ?? [])]) {
    const archived = cases.has(id) ? null : await holdings.cases.get(id);
    if (archived) cases.set(id, archived);
  }
  return { lessons, proposals, cases };
}

/** The record as it would become, or what does not hold. */
function plan(head: Head, known: Known, change: Change): InstructionsRecord | Conflict {
  const { create, version } = change;
  if (create && head.record) return "exists";
  const before = create ? { ...create, head: 0, labels: {} } : head.record;
  if (!before) return "missing";

  const reflectionId = version?.reflectionId ?? null;
  if (reflectionId !== null && head.reflectionIds.includes(reflectionId)) return "reflection";
  if (!create && change.expectHead !== undefined && change.expectHead !== before.head) return "head";
  if (version && !follows(version, head.version)) return "head";

  const newest = version?.number ?? before.head;
  const labels = planLabels(new Map(Object.entries(before.labels)), change, newest);
  if (!labels) return "label";
  if (!proposalsHold(known, change)) return "proposal";
  for (const { id, from } of change.lessons ?? []) {
    const lesson = known.lessons.get(id);
    if (!lesson || !from.includes(lesson.state)) return "lesson";
  }
  if (!casesHold(known, change)) return "case";
  const offered = change.offeredSeed;
  const isNew = offered !== undefined && !before.offeredSeeds.includes(offered);
  return {
    ...before,
    head: newest,
    labels: Object.fromEntries(labels),
    seed: change.seed ?? before.seed,
    offeredSeeds: isNew ? [...before.offeredSeeds, offered] : before.offeredSeeds,
  };
}

function planLabels(labels: Map<string, number>, change: Change, newest: number): Map<string, number> | null {
  const created = Object.entries(change.create?.labels ?? {}).map(([label, to]) => ({ label, to, from: undefined }));
  for (const { label, to, from } of [...created, ...(change.labels ?? [])]) {
    if (from !== undefined && from !== (labels.get(label) ?? null)) return null;
    if (!Number.isInteger(to) || to < 1 || to > newest) return null;
    labels.set(label, to);
  }
  return labels;
}

function proposalsHold(known: Known, change: Change): boolean {
  const added = change.newProposals ?? [];
  if (new Set(added.map(({ id }) => id)).size < added.length) return false;
  if (added.some(({ id }) => known.proposals.has(id))) return false;
  return (change.proposals ?? []).every(({ id, from }) => {
    const proposal = known.proposals.get(id) ?? added.find((one) => one.id === id);
    return proposal !== undefined && from.includes(proposal.state);
  });
}

function casesHold(known: Known, change: Change): boolean {
  const added = change.newCases ?? [];
  if (new Set(added.map(({ id }) => id)).size < added.length) return false;
  if (added.some(({ id }) => known.cases.has(id))) return false;
  return (change.cases ?? []).every(({ id, from }) => {
    const one = known.cases.get(id) ?? added.find((fresh) => fresh.id === id);
    return one !== undefined && from.includes(one.state);
  });
}

/**
 * Moves what is settled out of the head, and gives the rest. All of it is in force already, so that a crash in here
 * changes nothing: the head still has it, and the next commit moves it again, into the same places.
 */
async function archive(holdings: Holdings, head: Head, change: Change): Promise<Head> {
  const { items } = holdings;
  if (change.version && head.version) await items.put(versionKey(head.version.number), head.version);
  const settled = head.lessons.filter(({ state }) => !WAITING_LESSONS.includes(state));
  for (const lesson of settled) await holdings.lessons.put(lesson);
  const decided = head.proposals.filter(({ state }) => !WAITING_PROPOSALS.includes(state));
  for (const proposal of decided) await holdings.proposals.put(proposal);
  for (const one of head.cases) await holdings.cases.put(one);
  for (const reflection of head.reflections) await holdings.reflections.put(reflection);
  const batches = head.batches + (head.evidence.length > 0 ? 1 : 0);
  if (batches > head.batches) await items.put(evidenceKey(batches), { evidence: head.evidence });
  return {
    ...head,
    lessons: head.lessons.filter((lesson) => !settled.includes(lesson)),
    proposals: head.proposals.filter((proposal) => !decided.includes(proposal)),
    reflections: [],
    evidence: [],
    cases: [],
    batches,
  };
}

function next(kept: Head, fresh: readonly Lesson[], known: Known, change: Change, record: InstructionsRecord): Head {
  const lessons = new Map([...kept.lessons, ...fresh].map((lesson) => [lesson.id, lesson]));
  for (const { id, to } of change.lessons ?? []) {
    const lesson = lessons.get(id) ?? known.lessons.get(id);
    if (lesson) lessons.set(id, { ...lesson, ...to });
  }
  const added = change.newProposals ?? [];
  const proposals = new Map([...kept.proposals, ...added].map((proposal) => [proposal.id, proposal]));
  for (const { id, to } of change.proposals ?? []) {
    const proposal = proposals.get(id) ?? known.proposals.get(id);
    if (proposal) proposals.set(id, { ...proposal, ...to });
  }
  const cases = new Map((change.newCases ?? []).map((one) => [one.id, one]));
  for (const { id, to } of change.cases ?? []) {
    const one = cases.get(id) ?? known.cases.get(id);
    if (one) cases.set(id, { ...one, ...to });
  }
  const reflectionId = change.version?.reflectionId ?? null;
  return {
    ...kept,
    record,
    version: change.version ?? kept.version,
    reflectionIds: reflectionId === null ? kept.reflectionIds : [...kept.reflectionIds, reflectionId],
    lessons: [...lessons.values()],
    proposals: [...proposals.values()],
    reflections: change.reflection ? [change.reflection] : [],
    evidence: change.evidence ?? [],
    cases: [...cases.values()],
  };
}
