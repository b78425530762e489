/** The shapes of the rows in an export. They are checked in full: what comes in is used as if it had been made here. */
import { z } from "zod";
import { CASE_STATES, COUNTED, LENGTH_UNITS } from "../core/case.js";
import { LESSON_STATES } from "../core/feedback.js";
import { CALL_PURPOSES } from "../core/model-call.js";
import { ROLES } from "../core/principal.js";
import { PROPOSAL_STATES } from "../core/proposal.js";
import { TEMPLATE_FORMATS } from "../core/template.js";

const text = z.string();
const maybe = text.nullable();
/** Ids have no spaces: keys of answers are made of them. */
const id = z.string().regex(/^\S+$/, "must be an id, without white space");
const maybeId = id.nullable();
const time = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hexadecimal");
const whole = z.int().min(0);
const number = z.int().min(1);
const role = z.enum(ROLES);
const principal = z.strictObject({ id: text, role });
const address = z.strictObject({ namespace: z.array(text), name: text });
const runRef = z.strictObject({ address, id });
const metadata = z.record(text, z.union([text, z.number(), z.boolean(), z.null()]));
const usage = z.strictObject({ calls: whole, inputTokens: whole, outputTokens: whole });

const source = z.enum(["operator", "user", "model", "tool", "external"]);
const part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text, source }),
  z.strictObject({ type: z.literal("tool-call"), id: text, name: text, arguments: text, source: z.literal("model") }),
  z.strictObject({ type: z.literal("tool-result"), id: text, name: text, text, source }),
  z.strictObject({ type: z.literal("attachment"), mediaType: text, text, source: z.literal("external") }),
]);
const message = z.strictObject({
  id: text,
  role: z.enum(["system", "user", "assistant", "tool"]),
  parts: z.array(part),
});

const block = z.strictObject({
  id,
  kind: z.enum(["heading", "paragraph", "sentence", "item", "fence", "tag", "break"]),
  start: whole,
  content: whole,
  end: whole,
  depth: whole,
  origin: z.enum(["seed", "rule", "hand"]),
  since: number,
});

const place = z.discriminatedUnion("in", [
  z.strictObject({ in: z.literal("feedback"), feedbackId: id, field: z.enum(["comment", "revised"]) }),
  z.strictObject({ in: z.literal("run"), runId: id, messageId: text, part: whole }),
]);
const quote = z.strictObject({
  kind: z.literal("quote"),
  place,
  start: whole,
  end: whole,
  snippet: text,
  source: role,
  lessonId: maybeId,
});
const revision = z.strictObject({
  kind: z.literal("revision"),
  feedbackId: id,
  removed: text,
  added: text,
  source: role,
  lessonId: maybeId,
});
const score = z.strictObject({
  kind: z.literal("score"),
  feedbackId: id,
  score: z.number(),
  source: role,
  lessonId: maybeId,
});
const byHand = { by: principal, source: role, lessonId: z.null() };
const authorship = z.strictObject({ kind: z.literal("authorship"), ...byHand });
const approval = z.strictObject({ kind: z.literal("approval"), ...byHand });
const withdrawal = z.strictObject({ kind: z.literal("withdrawal"), of: id, ...byHand, reason: text });
const evidence = z.discriminatedUnion("kind", [quote, revision, score, authorship]);
const pieces = z.array(evidence);

const edit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("add"),
    place: z.union([
      z.strictObject({ at: z.enum(["start", "end"]) }),
      z.strictObject({ after: id }),
      z.strictObject({ section: text }),
    ]),
    as: z.enum(["item", "paragraph", "heading", "sentence", "fence", "break"]).optional(),
    level: z.int().min(1).max(6).optional(),
    text,
    evidence: pieces,
  }),
  z.strictObject({ kind: z.literal("replace"), block: id, text, evidence: pieces }),
  z.strictObject({ kind: z.literal("remove"), block: id, into: id.optional(), evidence: pieces }),
]);
const screen = z.strictObject({
  screen: text,
  verdict: z.enum(["pass", "refuse", "hold", "drop"]),
  message: text,
  edit: whole.nullable(),
  needs: role.optional(),
  quorum: z.strictObject({ people: z.array(text), needed: whole }).optional(),
});
const tally = z.strictObject({ passed: whole, failed: whole, inconclusive: whole });
const gate = z.strictObject({
  status: z.enum(["passed", "refused", "inconclusive", "unproven", "not-run"]),
  message: text,
  cases: z
    .array(
      z.strictObject({
        caseId: maybeId,
        rule: maybe,
        own: z.boolean(),
        before: tally,
        after: tally,
        flip: z.enum(["worse", "better", "same", "unclear"]),
        reason: text,
      }),
    )
    .optional(),
});

const pattern = { pattern: text, flags: text.optional() };
const bounds = { min: z.number().optional(), max: z.number().optional() };
const check: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.enum(["contains", "notContains"]),
      text,
      wholeWords: z.boolean().optional(),
      caseSensitive: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal("regex"), ...pattern }),
    z.strictObject({ kind: z.literal("length"), unit: z.enum(LENGTH_UNITS), ...bounds }),
    z.strictObject({ kind: z.literal("count"), of: z.union([z.enum(COUNTED), z.strictObject(pattern)]), ...bounds }),
    z.strictObject({ kind: z.literal("jsonSchema"), schema: z.union([z.boolean(), z.record(text, z.unknown())]) }),
    z.strictObject({ kind: z.literal("judge"), rubric: text }),
    z.strictObject({ kind: z.literal("all"), checks: z.array(check) }),
  ]),
);

const record = z.strictObject({
  createdAt: time,
  templateFormat: z.enum(TEMPLATE_FORMATS),
  overlay: z.boolean(),
  owner: maybe,
  head: whole,
  labels: z.record(text, number),
  seed: maybe,
  offeredSeeds: z.array(text),
});

/** The first line, as far as every format has it. */
export const anyHeader = z.looseObject({ kind: z.literal("knowhow-export"), format: number });
export const header = z.strictObject({
  kind: z.literal("knowhow-export"),
  format: number,
  writtenBy: maybe,
  at: time,
  namespace: z.array(text),
  answers: z.boolean(),
});

/** The lines that are no rows. */
export const instructions = z.strictObject({
  kind: z.literal("instructions"),
  address,
  record: record.nullable(),
  hash: hash.nullable(),
});
export const end = z.strictObject({ kind: z.literal("end"), lines: number, counts: z.record(text, whole) });

/** The rows, without their address. */
export const rowShapes = {
  version: z.strictObject({
    number,
    parent: number.nullable(),
    createdAt: time,
    text,
    blocks: z.array(block),
    nextBlock: whole,
    author: principal,
    reason: text,
    proposalId: maybeId,
    reflectionId: maybeId,
    reverts: number.nullable(),
    salt: text,
    commitment: hash,
    parentHash: hash.nullable(),
    hash,
    erased: z.literal(true).optional(),
  }),
  feedback: z.strictObject({
    feedback: z.strictObject({
      id,
      createdAt: time,
      by: principal,
      run: runRef.nullable(),
      message: maybe,
      comment: maybe,
      score: z.number().min(0).max(1).nullable(),
      revised: maybe,
      original: maybe,
      idempotencyKey: maybe,
      contentHash: text,
    }),
    lesson: z.strictObject({
      id,
      feedbackId: id,
      createdAt: time,
      updatedAt: time,
      state: z.enum(LESSON_STATES),
      reason: maybe,
      attempts: whole,
      proposalId: maybeId,
      version: number.nullable(),
    }),
  }),
  proposal: z.strictObject({
    id,
    createdAt: time,
    state: z.enum(PROPOSAL_STATES),
    base: whole,
    edits: z.array(edit),
    supports: z.array(z.strictObject({ block: id, evidence: pieces })),
    text: maybe,
    rationale: text,
    by: principal,
    trust: role,
    lessonIds: z.array(id),
    strategy: maybe,
    reflectionId: maybeId,
    screens: z.array(screen),
    gate,
    usage,
    seed: maybe,
    decision: z.strictObject({ by: principal, at: time, reason: maybe, version: number.nullable() }).nullable(),
  }),
  case: z.strictObject({
    id,
    createdAt: time,
    updatedAt: time,
    state: z.enum(CASE_STATES),
    reason: maybe,
    retiredIn: number.nullable(),
    rule: z.strictObject({ block: id, text }).nullable(),
    lessonId: maybeId,
    feedbackId: maybeId,
    run: runRef.nullable(),
    by: principal,
    version: whole,
    messages: z.array(message),
    metadata,
    check,
  }),
  evidence: z.strictObject({
    id,
    blockId: id,
    version: whole,
    createdAt: time,
    proposalId: maybeId,
    by: principal.nullable(),
    evidence: z.discriminatedUnion("kind", [quote, revision, score, authorship, approval, withdrawal]),
  }),
  reflection: z.strictObject({
    id,
    createdAt: time,
    finishedAt: time,
    status: z.enum(["accepted", "proposed", "unchanged", "refused", "failed", "conflict"]),
    strategy: text,
    model: maybe,
    base: whole,
    lessonIds: z.array(id),
    proposalId: maybeId,
    version: number.nullable(),
    rationale: text,
    usage,
    error: z.strictObject({ code: text, message: text }).nullable(),
  }),
  run: z.strictObject({
    id,
    createdAt: time,
    ref: z.strictObject({
      layers: z.array(z.strictObject({ id: text, version: whole, label: maybe })),
      hash: text,
    }),
    messages: z.array(message),
    thread: maybe,
    principal: principal.nullable(),
    metadata,
    idempotencyKey: maybe,
    contentHash: text,
  }),
  call: z.strictObject({
    id,
    at: time,
    purpose: z.enum(CALL_PURPOSES),
    reflectionId: maybeId,
    strategy: maybe,
    model: text,
    inputTokens: whole,
    outputTokens: whole,
    estimated: z.boolean(),
    error: text.nullable(),
  }),
  answer: z.strictObject({ reflectionId: id, request: text, answer: text }),
} as const;
