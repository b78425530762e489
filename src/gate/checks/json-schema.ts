/**
 * JSON answers and their schemas, by @cfworker/json-schema: it interprets the schema where ajv compiles it with `new
 * Function`, which edge runtimes and strict content policies forbid.
 */
import { Validator } from "@cfworker/json-schema";
import type { CheckResult } from "../../core/case.js";
import { KnowhowError } from "../../core/errors.js";

type JsonSchema = Readonly<Record<string, unknown>> | boolean;

/** Whether an answer is JSON that fits. A code fence around the whole answer is taken off. */
export function checkJson(schema: JsonSchema, answer: string): CheckResult {
  let value: unknown;
  try {
    value = JSON.parse(unfence(answer));
  } catch (error) {
    return { outcome: "fail", reason: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  const { valid, errors } = new Validator(schema, "2020-12").validate(value);
  if (valid) return { outcome: "pass", reason: "It is JSON that fits the schema." };
  const first = errors.at(-1);
  return { outcome: "fail", reason: `Its JSON does not fit the schema at ${first?.instanceLocation}: ${first?.error}` };
}

function unfence(answer: string): string {
  const text = answer.trim();
  const lines = text.split(/\r\n|\n|\r/);
  const fenced = lines.length > 2 && /^```[\w-]*$/.test(lines[0] ?? "") && lines.at(-1) === "```";
  return fenced ? lines.slice(1, -1).join("\n") : text;
}

/** Their regular expressions would run on the backtracking engine, where a careless one stalls the process. */
const BACKTRACKING = ["pattern", "patternProperties"];
/** What stands under these is data or names of the user's own, not keywords. */
const NAMED = ["properties", "$defs", "definitions", "dependentSchemas"];
const DATA = ["const", "enum", "default", "examples"];

/** @throws `invalid_check` for a schema with `pattern` or `patternProperties`, or a `$ref` to what is not in it */
export function checkSchema(schema: JsonSchema): void {
  refusePatterns(schema);
  try {
    new Validator(schema, "2020-12").validate(null);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new KnowhowError("invalid_check", `The JSON schema of the check cannot be used: ${why}`, { cause });
  }
}

function refusePatterns(schema: unknown, named = false): void {
  if (Array.isArray(schema)) {
    for (const one of schema) refusePatterns(one);
    return;
  }
  if (typeof schema !== "object" || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (!named && BACKTRACKING.includes(key)) {
      throw new KnowhowError(
        "invalid_check",
        `A schema's "${key}" is not taken: it could stall the process. Use "enum", or a check of kind "regex" beside it.`,
      );
    }
    if (named || !DATA.includes(key)) refusePatterns(value, !named && NAMED.includes(key));
  }
}
