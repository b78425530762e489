/** Schemas of how an agent learns: satisfaction, the record of each line, and what versions did to the rules. */
import { z } from "zod";
import { PERIODS } from "../../core/period.js";
import type { RuleChange } from "../../core/rule-changes.js";
import type { LearningReport } from "../../memory.js";
import { blockView } from "./change.js";
import { principal, time } from "./parts.js";

const satisfaction = {
  rated: z.number().meta({ description: "Runs with at least one score by a person." }),
  satisfied: z.number().meta({ description: "Those of them with a mean score above 0.5." }),
  share: z.number().nullable().meta({ description: "Satisfied of rated; null for none." }),
  interval: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .meta({ description: "Wilson's score interval of the share at 95 %." }),
};

export const learningReport: z.ZodType<LearningReport> = z
  .object({
    looked: z.object({
      feedback: z.number(),
      corrections: z.number(),
      leftOut: z.number(),
      more: z.boolean().meta({ description: "There is older feedback." }),
    }),
    satisfaction: z.object(satisfaction),
    period: z.enum(PERIODS),
    periods: z.array(z.object({ from: time, ...satisfaction })),
    versions: z.array(z.object({ version: z.number().nullable(), ...satisfaction })),
    version: z.number(),
    tokens: z.number(),
    lines: z.array(
      z.object({
        block: blockView,
        version: z.number(),
        at: time,
        author: principal,
        tokens: z.number(),
        record: z.object(satisfaction),
      }),
    ),
  })
  .meta({ id: "LearningReport" });

const ruleWords = {
  block: z.string(),
  origin: z.enum(["seed", "rule", "hand"]),
  content: z.string(),
  since: z.number(),
};

export const ruleChange: z.ZodType<RuleChange> = z
  .object({
    version: z.number(),
    at: time,
    author: principal,
    reason: z.string(),
    proposalId: z.string().nullable(),
    reverts: z.number().nullable(),
    erased: z.boolean(),
    added: z.array(z.object(ruleWords)),
    reworded: z.array(z.object({ ...ruleWords, before: z.string() })),
    retired: z.array(z.object(ruleWords)),
  })
  .meta({ id: "RuleChange" });
