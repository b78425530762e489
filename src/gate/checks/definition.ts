/** Whether a check that somebody wrote can be run: its shape, its pattern, its schema. */
import { z } from "zod";
import { type Check, COUNTED, LENGTH_UNITS } from "../../core/case.js";
import { KnowhowError } from "../../core/errors.js";
import { type FormIssue, sayFaults } from "../../core/form-faults.js";
import { checkSchema } from "./json-schema.js";
import { compilePattern } from "./pattern.js";

/** The largest check, as JSON, in UTF-16 code units. */
const LARGEST = 65_536;

const words = z.string().min(1).max(10_000);
const pattern = { pattern: z.string().min(1).max(1000), flags: z.string().max(3).optional() };
const bound = z.int().min(0).max(10_000_000).optional();
const bounds = { min: bound, max: bound };

const shape: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.enum(["contains", "notContains"]),
      text: words,
      wholeWords: z.boolean().optional(),
      caseSensitive: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal("regex"), ...pattern }),
    z.strictObject({ kind: z.literal("length"), unit: z.enum(LENGTH_UNITS), ...bounds }),
    z.strictObject({ kind: z.literal("count"), of: z.union([z.enum(COUNTED), z.strictObject(pattern)]), ...bounds }),
    z.strictObject({
      kind: z.literal("jsonSchema"),
      schema: z.union([z.boolean(), z.record(z.string(), z.unknown())]),
    }),
    z.strictObject({ kind: z.literal("judge"), rubric: words }),
    z.strictObject({ kind: z.literal("all"), checks: z.array(shape).min(1).max(20) }),
  ]),
);

/**
 * Gives the check back, as plain JSON, if it can be run.
 * @throws `invalid_check` that says what is wrong with it
 */
export function checkDefinition(value: unknown): Check {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const faults = sayFaults(parsed.error.issues.map(inCheck), "the check");
    throw new KnowhowError("invalid_check", `The check is not valid: ${faults}.`);
  }
  const json = JSON.stringify(parsed.data);
  if (json.length > LARGEST)
    throw new KnowhowError(
      "invalid_check",
      `The check has ${json.length} characters as JSON; the limit is ${LARGEST}.`,
    );
  const check = JSON.parse(json) as Check;
  checkParts(check, 0);
  return check;
}

const KINDS = ["contains", "notContains", "regex", "length", "count", "jsonSchema", "judge", "all"];

/** Zod does not say which kinds there are. */
const inCheck = (issue: FormIssue): FormIssue =>
  issue.code === "invalid_union" && issue.path.at(-1) === "kind"
    ? { ...issue, code: "invalid_value", values: KINDS }
    : issue;

function checkParts(check: Check, depth: number): void {
  switch (check.kind) {
    case "regex":
      compilePattern(check);
      return;
    case "count":
      if (typeof check.of === "object") compilePattern(check.of);
      checkBounds(check);
      return;
    case "length":
      checkBounds(check);
      return;
    case "jsonSchema":
      checkSchema(check.schema);
      return;
    case "all":
      if (depth > 2) throw new KnowhowError("invalid_check", 'Checks of kind "all" stand at most three deep.');
      for (const one of check.checks) checkParts(one, depth + 1);
      return;
    case "contains":
    case "notContains":
    case "judge":
      return;
  }
}

function checkBounds({ min, max }: { readonly min?: number; readonly max?: number }): void {
  if (min === undefined && max === undefined)
    throw new KnowhowError("invalid_check", "The check has no bound. Give max, min or both.");
  if (min !== undefined && max !== undefined && min > max)
    throw new KnowhowError("invalid_check", `The check can never pass: min is ${min}, max is ${max}.`);
}
