/** Schemas of edits, evidence, proposals and what a reflection gives. */
import { z } from "zod";
import type { Block, BlockView } from "../../core/block.js";
import type { Edit } from "../../core/edit.js";
import type { Evidence, EvidenceRecord } from "../../core/evidence.js";
import { type GateResult, type Proposal, PROPOSAL_STATES } from "../../core/proposal.js";
import { address, principal, role, time, usage } from "./parts.js";

const place = z.union([
  z.object({ in: z.literal("feedback"), feedbackId: z.string(), field: z.enum(["comment", "revised"]) }),
  z.object({ in: z.literal("run"), runId: z.string(), messageId: z.string(), part: z.number() }),
]);

const evidenceKinds = [
  z.object({
    kind: z.literal("quote"),
    place,
    start: z.number(),
    end: z.number(),
    snippet: z.string(),
    source: role,
    lessonId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("revision"),
    feedbackId: z.string(),
    removed: z.string(),
    added: z.string(),
    source: role,
    lessonId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("score"),
    feedbackId: z.string(),
    score: z.number(),
    source: role,
    lessonId: z.string().nullable(),
  }),
  z.object({ kind: z.literal("authorship"), by: principal, source: role, lessonId: z.null() }),
] as const;

const evidence: z.ZodType<Evidence> = z.union(evidenceKinds).meta({ id: "Evidence" });

export const evidenceRecord: z.ZodType<EvidenceRecord> = z
  .object({
    id: z.string(),
    blockId: z.string(),
    version: z.number(),
    createdAt: time,
    proposalId: z.string().nullable(),
    by: principal.nullable(),
    evidence: z.union([
      ...evidenceKinds,
      z.object({ kind: z.literal("approval"), by: principal, source: role, lessonId: z.null() }),
      z.object({
        kind: z.literal("withdrawal"),
        of: z.string(),
        by: principal,
        source: role,
        lessonId: z.null(),
        reason: z.string(),
      }),
    ]),
  })
  .meta({ id: "EvidenceRecord" });

const editPlace = z.union([
  z.object({ at: z.enum(["start", "end"]) }),
  z.object({ after: z.string() }),
  z.object({ section: z.string() }),
]);
const kindOfBlock = z.enum(["heading", "paragraph", "sentence", "item", "fence", "tag", "break"]);
const added = {
  kind: z.literal("add"),
  place: editPlace,
  as: z.exactOptional(z.enum(["item", "paragraph", "heading", "sentence", "fence", "break"])),
  level: z.exactOptional(z.int().min(1).max(6)),
  text: z.string(),
};
const replaced = { kind: z.literal("replace"), block: z.string(), text: z.string() };
const removed = { kind: z.literal("remove"), block: z.string() };

/** A person's own edit. */
export const ownEdit = z
  .union([z.strictObject(added), z.strictObject(replaced), z.strictObject(removed)])
  .meta({ id: "OwnEdit" });

export const edit: z.ZodType<Edit> = z
  .union([
    z.object({ ...added, evidence: z.array(evidence) }),
    z.object({ ...replaced, evidence: z.array(evidence) }),
    z.object({ ...removed, into: z.exactOptional(z.string()), evidence: z.array(evidence) }),
  ])
  .meta({ id: "Edit" });

const origin = z.enum(["seed", "rule", "hand"]);

export const block: z.ZodType<Block> = z
  .object({
    id: z.string(),
    kind: kindOfBlock,
    start: z.number(),
    content: z.number(),
    end: z.number(),
    depth: z.number(),
    origin,
    since: z.number(),
  })
  .meta({ id: "Block" });

export const blockView: z.ZodType<BlockView> = z
  .object({
    id: z.string(),
    kind: kindOfBlock,
    origin,
    since: z.number(),
    depth: z.number(),
    text: z.string(),
    content: z.string(),
    under: z.array(z.string()),
    locked: z.boolean(),
  })
  .meta({ id: "BlockView" });

const screenResult = z
  .object({
    screen: z.string(),
    verdict: z.enum(["pass", "refuse", "hold", "drop"]),
    message: z.string(),
    edit: z.number().nullable(),
    needs: z.exactOptional(role),
    quorum: z.exactOptional(z.object({ people: z.array(z.string()), needed: z.number() })),
  })
  .meta({ id: "ScreenResult" });

const tally = z.object({ passed: z.number(), failed: z.number(), inconclusive: z.number() });

export const gateResult: z.ZodType<GateResult> = z
  .object({
    status: z.enum(["passed", "refused", "inconclusive", "unproven", "not-run"]),
    message: z.string(),
    cases: z
      .array(
        z.object({
          caseId: z.string().nullable(),
          rule: z.string().nullable(),
          own: z.boolean(),
          before: tally,
          after: tally,
          flip: z.enum(["worse", "better", "same", "unclear"]),
          reason: z.string(),
        }),
      )
      .exactOptional()
      .meta({ description: "The flip table; left out when nothing was replayed." }),
  })
  .meta({ id: "GateResult" });

export const proposal: z.ZodType<Proposal> = z
  .object({
    id: z.string(),
    address,
    createdAt: time,
    state: z.enum(PROPOSAL_STATES),
    base: z.number(),
    edits: z.array(edit),
    supports: z.array(z.object({ block: z.string(), evidence: z.array(evidence) })),
    text: z.string().nullable(),
    rationale: z.string(),
    by: principal,
    trust: role,
    lessonIds: z.array(z.string()),
    strategy: z.string().nullable(),
    reflectionId: z.string().nullable(),
    screens: z.array(screenResult),
    gate: gateResult,
    usage,
    seed: z.string().nullable(),
    decision: z
      .object({ by: principal, at: time, reason: z.string().nullable(), version: z.number().nullable() })
      .nullable(),
  })
  .meta({ id: "Proposal" });
