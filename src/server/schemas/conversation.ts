/** Schemas of runs, feedback, lessons and cases. */
import { z } from "zod";
import { CASE_STATES, type Case } from "../../core/case.js";
import { type Feedback, LESSON_STATES, type Lesson } from "../../core/feedback.js";
import type { Message } from "../../core/message.js";
import type { Run } from "../../core/run.js";
import { address, check, principal, ref, time } from "./parts.js";

const source = z.enum(["operator", "user", "model", "tool", "external"]);

const part = z
  .union([
    z.object({ type: z.literal("text"), text: z.string(), source }),
    z.object({
      type: z.literal("tool-call"),
      id: z.string(),
      name: z.string(),
      arguments: z.string(),
      source: z.literal("model"),
    }),
    z.object({ type: z.literal("tool-result"), id: z.string(), name: z.string(), text: z.string(), source }),
    z.object({
      type: z.literal("attachment"),
      mediaType: z.string(),
      text: z.string(),
      source: z.literal("external"),
    }),
  ])
  .meta({ id: "Part" });

const message: z.ZodType<Message> = z
  .object({ id: z.string(), role: z.enum(["system", "user", "assistant", "tool"]), parts: z.array(part) })
  .meta({ id: "Message" });

export const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const runRef = z.object({ address, id: z.string() }).meta({ id: "RunRef" });

export const run: z.ZodType<Run> = z
  .object({
    id: z.string(),
    address,
    createdAt: time,
    ref,
    messages: z.array(message),
    thread: z.string().nullable(),
    principal: principal.nullable(),
    metadata,
    idempotencyKey: z.string().nullable(),
    contentHash: z.string(),
  })
  .meta({ id: "Run" });

export const feedback: z.ZodType<Feedback> = z
  .object({
    id: z.string(),
    address,
    createdAt: time,
    by: principal,
    run: runRef.nullable(),
    message: z.string().nullable(),
    comment: z.string().nullable(),
    score: z.number().nullable(),
    revised: z.string().nullable(),
    original: z.string().nullable(),
    idempotencyKey: z.string().nullable(),
    contentHash: z.string(),
  })
  .meta({ id: "Feedback" });

export const lesson: z.ZodType<Lesson> = z
  .object({
    id: z.string(),
    address,
    feedbackId: z.string(),
    createdAt: time,
    updatedAt: time,
    state: z.enum(LESSON_STATES),
    reason: z.string().nullable(),
    attempts: z.number(),
    proposalId: z.string().nullable(),
    version: z.number().nullable(),
  })
  .meta({ id: "Lesson" });

/** A lesson with what was said; null where that was erased. */
export const taught = z.object({ lesson, feedback: feedback.nullable() });

export const oneCase: z.ZodType<Case> = z
  .object({
    id: z.string(),
    address,
    createdAt: time,
    updatedAt: time,
    state: z.enum(CASE_STATES),
    reason: z.string().nullable(),
    retiredIn: z.number().nullable(),
    rule: z.object({ block: z.string(), text: z.string() }).nullable(),
    lessonId: z.string().nullable(),
    feedbackId: z.string().nullable(),
    run: runRef.nullable(),
    by: principal,
    version: z.number(),
    messages: z.array(message),
    metadata,
    check: check as z.ZodType<Case["check"]>,
  })
  .meta({ id: "Case" });
