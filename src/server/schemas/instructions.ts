/** Schemas of instructions, their versions and what is known of each line. */
import { z } from "zod";
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import type { BlameEntry, CostReport, HistoryEntry, RulesReport, VersionDiff } from "../../memory.js";
import { block, blockView, edit, evidenceRecord } from "./change.js";
import { address, principal, ref, templateFormat, time } from "./parts.js";

export const record: z.ZodType<InstructionsRecord> = z
  .object({
    address,
    createdAt: time,
    templateFormat,
    overlay: z.boolean(),
    owner: z.string().nullable(),
    head: z.number(),
    labels: z.record(z.string(), z.number()),
    seed: z.string().nullable(),
    offeredSeeds: z.array(z.string()),
  })
  .meta({ id: "Instructions" });

export const current = z
  .object({
    text: z.string(),
    ref,
    version: z.number(),
    stale: z.boolean().meta({ description: "The store is away; a newer version may be in force." }),
    from: z.enum(["store", "memory", "snapshot", "fallback"]),
    templateFormat,
  })
  .meta({ id: "Current" });

const versionFields = {
  address,
  number: z.number(),
  parent: z.number().nullable(),
  createdAt: time,
  text: z.string(),
  blocks: z.array(block),
  nextBlock: z.number(),
  author: principal,
  reason: z.string(),
  proposalId: z.string().nullable(),
  reflectionId: z.string().nullable(),
  reverts: z.number().nullable(),
  salt: z.string(),
  commitment: z.string(),
  parentHash: z.string().nullable(),
  hash: z.string(),
  erased: z.exactOptional(z.literal(true)),
};

export const version: z.ZodType<Version> = z.object(versionFields).meta({ id: "Version" });

const tokens = { calls: z.number(), inputTokens: z.number(), outputTokens: z.number() };

export const historyEntry: z.ZodType<HistoryEntry> = z
  .object({
    ...versionFields,
    labels: z.array(z.string()),
    cost: z.object({ ...tokens, rules: z.number(), perRule: z.object(tokens).nullable() }).nullable(),
  })
  .meta({ id: "HistoryEntry" });

export const diff: z.ZodType<VersionDiff> = z
  .object({ from: z.number(), to: z.number(), edits: z.array(edit), patch: z.string() })
  .meta({ id: "VersionDiff" });

export const blameEntry: z.ZodType<BlameEntry> = z
  .object({
    block: blockView,
    lines: z.tuple([z.number(), z.number()]),
    version: z.number(),
    author: principal,
    reason: z.string(),
    proposalId: z.string().nullable(),
    evidence: z.array(evidenceRecord),
  })
  .meta({ id: "BlameEntry" });

export const rules: z.ZodType<RulesReport> = z
  .object({
    rules: z.array(
      z.object({
        block: blockView,
        since: z.object({ version: z.number(), at: time.nullable() }),
        supported: z.object({ at: time, version: z.number(), by: principal.nullable(), times: z.number() }).nullable(),
        exercised: z.object({ runs: z.number(), last: z.object({ at: time, run: z.string() }).nullable() }),
        contradicted: z.object({ at: time, by: principal, what: z.string(), id: z.string() }).nullable(),
      }),
    ),
    runs: z.object({ seen: z.number(), more: z.boolean() }),
  })
  .meta({ id: "RulesReport" });

const cost = { ...tokens, failed: z.number(), estimated: z.number() };

export const costs: z.ZodType<CostReport> = z
  .object({
    total: z.object(cost),
    rules: z.number(),
    perRule: z.object(tokens).nullable(),
    lines: z.array(
      z.object({
        ...cost,
        purpose: z.enum(["reflection", "attribution", "compaction", "judge"]),
        strategy: z.string().nullable(),
        model: z.string().nullable(),
      }),
    ),
    reflections: z.array(
      z.object({
        ...cost,
        reflectionId: z.string(),
        at: time,
        strategy: z.string().nullable(),
        model: z.string().nullable(),
        status: z.enum(["accepted", "proposed", "unchanged", "refused", "failed", "conflict"]).nullable(),
        rules: z.number(),
      }),
    ),
  })
  .meta({ id: "CostReport" });
