/** Schemas that many requests and replies share. The types they describe are the core's. */
import { z } from "zod";
import { COUNTED, LENGTH_UNITS } from "../../core/case.js";
import { ROLES } from "../../core/principal.js";
import { TEMPLATE_FORMATS } from "../../core/template.js";

export const id = z.string().min(1).max(256);
export const time = z.string().meta({ format: "date-time", example: "2026-01-31T12:00:00.000Z" });
export const role = z.enum(ROLES);
export const templateFormat = z.enum(TEMPLATE_FORMATS);
export const principal = z.object({ id: z.string(), role }).meta({ id: "Principal" });
export const address = z.object({ namespace: z.array(z.string()), name: z.string() }).meta({ id: "Address" });
export const usage = z
  .object({ calls: z.number(), inputTokens: z.number(), outputTokens: z.number() })
  .meta({ id: "Usage", description: "Calls of a model and their tokens." });
export const ref = z
  .object({
    layers: z.array(z.object({ id: z.string(), version: z.number(), label: z.string().nullable() })),
    hash: z.string(),
  })
  .meta({ id: "Ref", description: "What a call ran on. Keep it with the run." });
export const failure = z.object({ code: z.string(), message: z.string() });

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Why somebody decides, in a sentence. */
export const reason = z.exactOptional(z.string().max(10_000));

const pattern = { pattern: z.string(), flags: z.exactOptional(z.string()) };
const bounds = { min: z.exactOptional(z.number()), max: z.exactOptional(z.number()) };

/** How an answer is checked. Whether a given one can be run, the library says. */
export const check: z.ZodType = z
  .lazy(() =>
    z.union([
      z.object({
        kind: z.enum(["contains", "notContains"]),
        text: z.string(),
        wholeWords: z.exactOptional(z.boolean()),
        caseSensitive: z.exactOptional(z.boolean()),
      }),
      z.object({ kind: z.literal("regex"), ...pattern }),
      z.object({ kind: z.literal("length"), unit: z.enum(LENGTH_UNITS), ...bounds }),
      z.object({ kind: z.literal("count"), of: z.union([z.enum(COUNTED), z.object(pattern)]), ...bounds }),
      z.object({ kind: z.literal("jsonSchema"), schema: z.union([z.boolean(), z.record(z.string(), z.unknown())]) }),
      z.object({ kind: z.literal("judge"), rubric: z.string() }),
      z.object({ kind: z.literal("all"), checks: z.array(check) }),
    ]),
  )
  .meta({ id: "Check" });

/** Problem details, RFC 9457, with our codes. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z
      .array(z.object({ where: z.string(), message: z.string() }))
      .exactOptional()
      .meta({ description: "For `invalid_request`: every field that does not fit." }),
  })
  .meta({ id: "Problem" });
