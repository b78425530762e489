/** Schemas of what reflecting, merging, forgetting and erasing come to, and of what waits. */
import { z } from "zod";
import type { Backlog } from "../../core/claim.js";
import { CALL_PURPOSES, type ModelCall } from "../../core/model-call.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import { LESSON_STATES } from "../../core/feedback.js";
import type { Erased, ErasedHere, Forgotten } from "../../memory.js";
import { proposal } from "./change.js";
import { address, failure, time, usage } from "./parts.js";

const status = z.enum(["accepted", "proposed", "unchanged", "refused", "failed", "conflict"]);

const pass = {
  status,
  proposal: proposal.nullable(),
  version: z.number().nullable(),
  lessons: z.array(
    z.object({
      id: z.string(),
      from: z.array(z.enum(LESSON_STATES)),
      to: z.object({
        state: z.enum(LESSON_STATES),
        reason: z.string().nullable(),
        attempts: z.number(),
        proposalId: z.string().nullable(),
        version: z.number().nullable(),
        updatedAt: time,
      }),
    }),
  ),
  rationale: z.string(),
  usage,
  error: failure.nullable(),
};

export const reflectResult = z.object({ ...pass, passes: z.array(z.object(pass)) }).meta({ id: "ReflectResult" });

export const compactResult = z
  .object({
    status: z.enum(["proposed", "refused", "unchanged", "failed"]),
    proposal: proposal.nullable(),
    leftOut: z.array(z.object({ blocks: z.array(z.string()), text: z.string(), reason: z.string() })),
    tokens: z.object({ before: z.number(), after: z.number(), budget: z.number().nullable() }),
    rationale: z.string(),
    usage,
    error: failure.nullable(),
  })
  .meta({ id: "CompactResult" });

const kept = z.object({ block: z.string(), text: z.string(), reason: z.string() });

export const forgotten: z.ZodType<Forgotten> = z
  .object({
    dryRun: z.boolean(),
    version: z.number().nullable(),
    text: z.string(),
    reverted: z.array(z.object({ block: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    kept: z.array(kept),
    waiting: z.array(kept),
    lessons: z.array(z.string()),
    proposals: z.array(z.string()),
    cases: z.array(z.string()),
  })
  .meta({ id: "Forgotten" });

export const erasedHere: z.ZodType<ErasedHere> = z
  .object({
    address,
    everything: z.boolean(),
    version: z.number().nullable(),
    erased: z.object({
      versions: z.number(),
      runs: z.number(),
      feedback: z.number(),
      proposals: z.number(),
      cases: z.number(),
      evidence: z.number(),
    }),
    labels: z.array(z.string()),
    kept: z.array(kept),
    waiting: z.array(kept),
    clean: z.boolean(),
  })
  .meta({ id: "ErasedHere" });

export const erased = z
  .object({
    dryRun: z.boolean(),
    instructions: z.array(erasedHere),
    failed: z.array(z.object({ address, code: z.string(), message: z.string() })),
  })
  .meta({ id: "Erased" }) satisfies z.ZodType<Omit<Erased, "failed">>;

export const reflection: z.ZodType<ReflectionRecord> = z
  .object({
    id: z.string(),
    address,
    createdAt: time,
    finishedAt: time,
    status,
    strategy: z.string(),
    model: z.string().nullable(),
    base: z.number(),
    lessonIds: z.array(z.string()),
    proposalId: z.string().nullable(),
    version: z.number().nullable(),
    rationale: z.string(),
    usage,
    error: failure.nullable(),
  })
  .meta({ id: "Reflection" });

export const modelCall = z
  .object({
    id: z.string(),
    address,
    at: time,
    purpose: z.enum(CALL_PURPOSES),
    reflectionId: z.string().nullable(),
    strategy: z.string().nullable(),
    model: z.string(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    estimated: z.boolean(),
    error: z.string().nullable(),
  })
  .meta({ id: "ModelCall" }) satisfies z.ZodType<Omit<ModelCall, "error">>;

export const backlog: z.ZodType<Backlog> = z
  .object({
    address,
    pending: z.number(),
    parked: z.number(),
    oldest: time.nullable(),
    newest: time.nullable(),
    claim: z
      .object({
        holder: z.string().nullable(),
        since: time.nullable(),
        until: time.nullable(),
        failure: z
          .object({ at: time, failures: z.number(), code: z.string(), message: z.string(), nextTry: time })
          .nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Backlog" });
