/**
 * Erasing from a `BaseStore`: nothing is put in place of each item. It is not one step; what a crash left over is found
 * when it is done again. Whether the store itself keeps what it overwrote is its own affair.
 */
import type { Claim } from "../../core/claim.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Feedback } from "../../core/feedback.js";
import { hashText } from "../../core/hash.js";
import type { ErasedRows, Erasure, ErasureOutcome } from "../../core/ports/store.js";
import type { Run } from "../../core/run.js";
import { ERASED, eraseContent, type Version } from "../../core/version.js";
import { eraseAnswers } from "./answers.js";
import type { Archive } from "./archive.js";
import type { Items } from "./base-store.js";
import { evidenceKey, type Head, putHead, putInbox, readHead, readInbox, versionKey } from "./head.js";
import type { Holdings } from "./holdings.js";

export const CLAIM_KEY = "claim";

export async function eraseFrom(holdings: Holdings, erasure: Erasure): Promise<ErasureOutcome> {
  const { items } = holdings;
  if (erasure.everything) {
    await eraseEverything(holdings);
    return { status: "erased", clean: true };
  }
  const { rows } = erasure;
  const head = await readHead(items);
  const used = new Set([head.version?.number, ...Object.values(head.record?.labels ?? {})]);
  if (rows.versions.some((number) => used.has(number))) return { status: "conflict" };

  for (const number of rows.versions) {
    const version = await items.get<Version>(versionKey(number));
    if (version) await items.put(versionKey(number), eraseContent(version));
  }
  for (const id of rows.runs) await eraseKeyed(items, "run", id, await items.get<Run>(`run ${id}`));
  const lessons = new Set<string>();
  for (const id of rows.feedback) {
    const kept = await items.get<{ feedback: Feedback; lessonId: string }>(`feedback ${id}`);
    if (kept) lessons.add(kept.lessonId);
    await eraseKeyed(items, "feedback", id, kept?.feedback ?? null);
  }
  for (const id of lessons) await items.erase(`lesson ${id}`);
  for (const id of rows.proposals) await items.erase(`proposal ${id}`);
  for (const id of rows.cases) await items.erase(`case ${id}`);
  if (typeof rows.answers === "object") await eraseAnswers(items, rows.answers);
  else if (rows.answers) {
    await eraseAnswers(items, null);
    await redactClaim(items);
  }
  await redactArchived(holdings, rows, head.batches);
  const inbox = await readInbox(items);
  if (inbox.length > 0) await putInbox(items, withoutLessons(inbox, lessons, rows));
  // An address with nothing but runs has no head to change.
  if (head.record) await putHead(items, redactHead(head, lessons, rows));
  return { status: "erased", clean: true };
}

/** The row, and what its idempotency key led to. */
async function eraseKeyed(
  items: Items,
  kind: "run" | "feedback",
  id: string,
  row: { readonly idempotencyKey: string | null } | null,
): Promise<void> {
  await items.erase(`${kind} ${id}`);
  if (row && row.idempotencyKey !== null) await items.erase(`${kind} key ${hashText(row.idempotencyKey)}`);
}

async function redactClaim(items: Items): Promise<void> {
  const claim = await items.get<Claim>(CLAIM_KEY);
  if (claim?.failure) await items.put(CLAIM_KEY, { ...claim, failure: { ...claim.failure, message: ERASED } });
}

async function redactArchived({ items }: Holdings, rows: ErasedRows, batches: number): Promise<void> {
  const { proposals, lessons, reflections, runs = [] } = rows.redacted;
  const replace = async (key: string, change: object): Promise<void> => {
    const now = await items.get(key);
    if (now) await items.put(key, { ...now, ...change });
  };
  for (const { state: _now, ...change } of proposals) await replace(`proposal ${change.id}`, change);
  for (const { id, reason } of lessons) await replace(`lesson ${id}`, { reason });
  for (const { id, messages, metadata } of runs) await replace(`run ${id}`, { messages, metadata });
  for (const record of reflections) await replace(`reflection ${record.id}`, record);
  for (let batch = 1; batch <= batches; batch += 1) {
    const kept = await items.get<{ evidence: EvidenceRecord[] }>(evidenceKey(batch));
    if (kept) await items.put(evidenceKey(batch), { evidence: withoutEvidence(kept.evidence, rows) });
  }
}

function redactHead(head: Head, lessons: ReadonlySet<string>, rows: ErasedRows): Head {
  const { redacted } = rows;
  const proposals = new Map(redacted.proposals.map((one) => [one.id, one]));
  const reflections = new Map(redacted.reflections.map((one) => [one.id, one]));
  return {
    ...head,
    lessons: withoutLessons(head.lessons, lessons, rows),
    proposals: head.proposals
      .filter(({ id }) => !rows.proposals.includes(id))
      .map((one) => ({ ...(proposals.get(one.id) ?? one), state: one.state })),
    reflections: head.reflections.map((one) => reflections.get(one.id) ?? one),
    evidence: withoutEvidence(head.evidence, rows),
    cases: head.cases.filter(({ id }) => !rows.cases.includes(id)),
  };
}

function withoutLessons(all: Head["lessons"], gone: ReadonlySet<string>, { redacted }: ErasedRows): Head["lessons"] {
  const reasons = new Map(redacted.lessons.map(({ id, reason }) => [id, reason]));
  return all
    .filter(({ id }) => !gone.has(id))
    .map((lesson) => ({
      ...lesson,
      reason: reasons.has(lesson.id) ? (reasons.get(lesson.id) ?? null) : lesson.reason,
    }));
}

function withoutEvidence(all: readonly EvidenceRecord[], { evidence, redacted }: ErasedRows): EvidenceRecord[] {
  const gone = new Set(evidence);
  const replaced = new Map(redacted.evidence.map((record) => [record.id, record]));
  return all.filter(({ id }) => !gone.has(id)).map((record) => replaced.get(record.id) ?? record);
}

async function eraseEverything(holdings: Holdings): Promise<void> {
  const { items, runs, lessons, proposals, reflections, cases, calls } = holdings;
  const head = await readHead(items);
  const inbox = await readInbox(items);
  const atHand = [...inbox, ...head.lessons].map(({ feedbackId }) => feedbackId);
  for (const id of await idsOf(lessons)) {
    const lesson = await lessons.get(id);
    if (lesson) atHand.push(lesson.feedbackId);
  }
  for (const id of atHand) {
    const kept = await items.get<{ feedback: Feedback }>(`feedback ${id}`);
    await eraseKeyed(items, "feedback", id, kept?.feedback ?? null);
  }
  for (const id of await idsOf(runs)) await eraseKeyed(items, "run", id, await runs.get(id));
  for (const archive of [runs, lessons, proposals, reflections, cases, calls]) await archive.erase();
  await eraseAnswers(items, null);
  for (let number = 1; number < (head.version?.number ?? 0); number += 1) await items.erase(versionKey(number));
  for (let batch = 1; batch <= head.batches; batch += 1) await items.erase(evidenceKey(batch));
  for (const key of [CLAIM_KEY, "inbox", "head"]) await items.erase(key);
}

async function idsOf(archive: Archive<{ readonly id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of archive.ids("oldest", null)) ids.push(id);
  return ids;
}
