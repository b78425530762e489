/** Erasing from a shelf: first it is checked, then it is done. */
import type { ErasedRows } from "../../core/ports/store.js";
import { ERASED, eraseContent } from "../../core/version.js";
import type { Shelf } from "./shelf.js";

/** False, and nothing is erased, where the head or a label is in the way. */
export function eraseFromShelf(shelf: Shelf, rows: ErasedRows): boolean {
  const { record, versions, claim } = shelf;
  const used = new Set([record?.head, ...Object.values(record?.labels ?? {})]);
  if (rows.versions.some((number) => used.has(number))) return false;
  for (const number of rows.versions) {
    const version = versions[number - 1];
    if (version) versions[number - 1] = eraseContent(version);
  }
  for (const id of rows.runs) shelf.runs.remove(id);
  for (const id of rows.feedback) shelf.feedback.remove(id);
  const gone = new Set(rows.feedback);
  for (const { id, feedbackId } of shelf.lessons.all()) if (gone.has(feedbackId)) shelf.lessons.remove(id);
  for (const keys of [shelf.runKeys, shelf.feedbackKeys]) {
    const ids = new Set([...rows.runs, ...rows.feedback]);
    for (const [key, id] of keys) if (ids.has(id)) keys.delete(key);
  }
  for (const id of rows.proposals) shelf.proposals.remove(id);
  for (const id of rows.cases) shelf.cases.remove(id);
  for (const id of rows.evidence) shelf.evidence.remove(id);
  if (typeof rows.answers === "object") {
    const of = new Set(rows.answers);
    for (const key of shelf.answers.keys()) if (of.has(key.slice(0, key.indexOf(" ")))) shelf.answers.delete(key);
  } else if (rows.answers) {
    shelf.answers.clear();
    if (claim?.failure) shelf.claim = { ...claim, failure: { ...claim.failure, message: ERASED } };
  }
  redact(shelf, rows.redacted);
  return true;
}

function redact(shelf: Shelf, redacted: ErasedRows["redacted"]): void {
  for (const { id, reason } of redacted.lessons) {
    const lesson = shelf.lessons.get(id);
    if (lesson) shelf.lessons.put(id, { ...lesson, reason });
  }
  for (const proposal of redacted.proposals) {
    const now = shelf.proposals.get(proposal.id);
    // One that was decided meanwhile keeps its decision.
    if (now)
      shelf.proposals.put(now.id, { ...proposal, state: now.state, decision: proposal.decision ?? now.decision });
  }
  for (const record of redacted.reflections) shelf.reflections.put(record.id, record);
  for (const record of redacted.evidence) shelf.evidence.put(record.id, record);
  for (const { id, messages, metadata } of redacted.runs ?? []) {
    const run = shelf.runs.get(id);
    if (run) shelf.runs.put(id, { ...run, messages, metadata });
  }
}
