/** Builders of valid objects for tests: every field has a plain default, and what a test is about is passed in. */
import type { Address } from "../core/address.js";
import type { Case } from "../core/case.js";
import { createIds } from "../core/clock.js";
import type { EvidenceRecord } from "../core/evidence.js";
import type { Feedback, Lesson } from "../core/feedback.js";
import { hashJson } from "../core/hash.js";
import type { ModelCall } from "../core/model-call.js";
import type { Message } from "../core/message.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import { NO_USAGE, type Proposal } from "../core/proposal.js";
import { makeRef } from "../core/ref.js";
import type { ReflectionRecord } from "../core/reflection.js";
import type { Run } from "../core/run.js";
import { sealVersion, type Version, type VersionDraft } from "../core/version.js";

const AT = "2025-01-01T00:00:00.000Z";
const ADDRESS: Address = { namespace: ["test"], name: "tweet-writer" };
const ANA: Principal = { id: "ana", role: "reviewer" };

/** A new id. Each is larger than the one before, so that the order of making is the order of ids. */
export const makeId: () => string = createIds(Date.now);

/** A message with one text part, from the user unless `role` says otherwise. */
export function makeMessage(text: string, role: "system" | "user" | "assistant" = "user"): Message {
  const source = role === "system" ? "operator" : role === "assistant" ? "model" : "user";
  return { id: makeId(), role, parts: [{ type: "text", text, source }] };
}

/** A run of one question and one answer. Its `contentHash` fits its messages unless given. */
export function makeRun(over: Partial<Run> = {}): Run {
  const messages = over.messages ?? [makeMessage("Write a tweet."), makeMessage("A tweet. #science", "assistant")];
  return {
    id: makeId(),
    address: ADDRESS,
    createdAt: AT,
    ref: makeRef([{ id: "test/tweet-writer", version: 1, label: "production" }], "Write a tweet."),
    thread: null,
    principal: null,
    metadata: {},
    idempotencyKey: null,
    contentHash: hashJson(messages.map((message) => [message.role, message.parts])),
    ...over,
    messages,
  };
}

/** A reviewer's comment "No hashtags." Its `contentHash` fits its content unless given. */
export function makeFeedback(over: Partial<Feedback> = {}): Feedback {
  const made = {
    id: makeId(),
    address: ADDRESS,
    createdAt: AT,
    by: ANA,
    run: null,
    message: null,
    comment: "No hashtags.",
    score: null,
    revised: null,
    original: null,
    idempotencyKey: null,
    ...over,
  };
  const { by, run, message, comment, score, revised, original } = made;
  return { contentHash: hashJson({ by, run, message, comment, score, revised, original }), ...made };
}

/** The pending lesson of a feedback. */
export function makeLesson(feedback: Feedback, over: Partial<Lesson> = {}): Lesson {
  return {
    id: makeId(),
    address: feedback.address,
    feedbackId: feedback.id,
    createdAt: feedback.createdAt,
    updatedAt: feedback.createdAt,
    state: "pending",
    reason: null,
    attempts: 0,
    proposalId: null,
    version: null,
    ...over,
  };
}

/** A sealed version of one paragraph; with `after`, the next one in that chain. */
export function makeVersion(over: Partial<VersionDraft> & { readonly after?: Version } = {}): Version {
  const { after, ...fields } = over;
  const text = fields.text ?? "Write a tweet.";
  const number = (after?.number ?? 0) + 1;
  return sealVersion({
    address: after?.address ?? ADDRESS,
    number,
    parent: after?.number ?? null,
    parentHash: after?.hash ?? null,
    createdAt: AT,
    text,
    blocks: [
      { id: "b1", kind: "paragraph", start: 0, content: 0, end: text.length, depth: 0, origin: "seed", since: number },
    ],
    nextBlock: 2,
    author: { id: "operator", role: "operator" },
    reason: "A test.",
    proposalId: null,
    reflectionId: null,
    reverts: null,
    salt: "0123456789abcdef0123456789abcdef",
    ...fields,
  });
}

/** The head of instructions with one version under the label `production`. */
export function makeRecord(over: Partial<InstructionsRecord> = {}): InstructionsRecord {
  return {
    address: ADDRESS,
    createdAt: AT,
    templateFormat: "none",
    overlay: false,
    owner: null,
    head: 1,
    labels: { production: 1 },
    seed: "Write a tweet.",
    offeredSeeds: [],
    ...over,
  };
}

/** An open proposal that adds one rule to version 1. */
export function makeProposal(over: Partial<Proposal> = {}): Proposal {
  return {
    id: makeId(),
    address: ADDRESS,
    createdAt: AT,
    state: "open",
    base: 1,
    edits: [{ kind: "add", place: { section: "Learned rules" }, text: "Use no hashtags.", evidence: [] }],
    supports: [],
    text: null,
    rationale: "A reviewer asked for it.",
    by: ANA,
    trust: "reviewer",
    lessonIds: [],
    strategy: null,
    reflectionId: null,
    screens: [],
    gate: { status: "not-run", message: "No gate." },
    usage: NO_USAGE,
    seed: null,
    decision: null,
    ...over,
  };
}

/** An active case of block `b3` of version 2: asked for a tweet, the answer has no hashtags. */
export function makeCase(over: Partial<Case> = {}): Case {
  return {
    id: makeId(),
    address: ADDRESS,
    createdAt: AT,
    updatedAt: AT,
    state: "active",
    reason: null,
    retiredIn: null,
    rule: { block: "b3", text: "Do not use hashtags." },
    lessonId: null,
    feedbackId: null,
    run: null,
    by: ANA,
    version: 2,
    messages: over.messages ?? [makeMessage("Write a tweet.")],
    metadata: {},
    check: { kind: "count", of: "hashtags", max: 0 },
    ...over,
  };
}

/** Evidence that a person wrote block `b1` of version 1. */
export function makeEvidence(over: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return {
    id: makeId(),
    blockId: "b1",
    version: 1,
    createdAt: AT,
    proposalId: null,
    by: ANA,
    evidence: { kind: "authorship", by: ANA, source: "reviewer", lessonId: null },
    ...over,
  };
}

/** The record of a reflection that changed nothing. */
export function makeReflection(over: Partial<ReflectionRecord> = {}): ReflectionRecord {
  return {
    id: makeId(),
    address: ADDRESS,
    createdAt: AT,
    finishedAt: AT,
    status: "unchanged",
    strategy: "literal",
    model: null,
    base: 1,
    lessonIds: [],
    proposalId: null,
    version: null,
    rationale: "Nothing to change.",
    usage: NO_USAGE,
    error: null,
    ...over,
  };
}

/** A call of a model that answered. */
export function makeCall(over: Partial<ModelCall> = {}): ModelCall {
  return {
    id: makeId(),
    address: ADDRESS,
    at: AT,
    purpose: "reflection",
    reflectionId: "r1",
    strategy: "playbook",
    model: "fake:scripted",
    inputTokens: 1200,
    outputTokens: 80,
    estimated: false,
    error: null,
    ...over,
  };
}
