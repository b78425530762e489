/**
 * What a `filter` asks of an item's value, taken apart into questions that any database answers about one place of a
 * JSON text. Values are compared by their JSON type: nothing is cast, text sorts by code points.
 */
import { KnowhowError } from "../../core/errors.js";
import { describe } from "../../core/text.js";
import { isKeepable } from "./json-text.js";

/** Where in a value: names of fields, places in arrays. */
export type JsonPath = readonly (string | number)[];

export type Comparison = "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "present"; readonly path: JsonPath }
  | { readonly kind: "object"; readonly path: JsonPath }
  | { readonly kind: "sized"; readonly path: JsonPath; readonly type: "object" | "array"; readonly size: number }
  | { readonly kind: "null"; readonly path: JsonPath }
  | { readonly kind: "boolean"; readonly path: JsonPath; readonly to: boolean }
  | { readonly kind: "string"; readonly path: JsonPath; readonly among: readonly string[] }
  | { readonly kind: "number"; readonly path: JsonPath; readonly among: readonly number[] }
  | {
      readonly kind: "compare";
      readonly path: JsonPath;
      readonly operator: Comparison;
      readonly to: string | number;
    };

/** How many values one operator takes, and how many questions a filter may come to: databases have limits too. */
const MAX_VALUES = 1000;
const MAX_QUESTIONS = 200;
const MAX_DEPTH = 50;

const COMPARISONS: Readonly<Record<string, Comparison>> = { $lt: "<", $lte: "<=", $gt: ">", $gte: ">=" };
const OPERATORS = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists"];

/**
 * Null where the filter asks nothing.
 * @throws `invalid_filter` for an unknown operator, a value that is no JSON, or too much of it
 */
export function parseFilter(filter: unknown): Condition | null {
  if (filter === undefined || filter === null) return null;
  if (!isPlain(filter)) throw refusal(`A filter is an object of field names and values, not ${describe(filter)}.`);
  const names = Object.keys(filter);
  const operator = names.find((name) => name.startsWith("$"));
  if (operator !== undefined) {
    throw refusal(`${operator} must stand under the name of a field: { field: { ${operator}: … } }.`);
  }
  if (names.length === 0) return null;
  const condition = all(names.map((name) => fits([name], filter[name])));
  if (count(condition) > MAX_QUESTIONS) throw refusal(`The filter asks more than ${MAX_QUESTIONS} questions.`);
  return condition;
}

/** Plain values are equality, objects of operators are operators, other objects ask of their fields. */
function fits(path: JsonPath, wanted: unknown): Condition {
  if (path.length > MAX_DEPTH) throw refusal(`The filter is nested deeper than ${MAX_DEPTH}.`);
  const name = JSON.stringify(path.at(-1));
  if (!isKeepable(name)) throw refusal(`The filter has the name ${name}, which no item can have.`);
  if (!isPlain(wanted)) return equals(path, asJson(path, wanted));
  const names = Object.keys(wanted);
  const operators = names.filter((name) => name.startsWith("$"));
  if (operators.length === 0) {
    return all([{ kind: "object", path }, ...names.map((name) => fits([...path, name], wanted[name]))]);
  }
  if (operators.length < names.length) {
    throw refusal(`The filter of ${shown(path)} has operators and fields side by side: ${names.join(", ")}.`);
  }
  return all(operators.map((operator) => applied(path, operator, wanted[operator])));
}

function applied(path: JsonPath, operator: string, given: unknown): Condition {
  const comparison = COMPARISONS[operator];
  if (comparison) {
    const to = asJson(path, given);
    if (typeof to !== "string" && typeof to !== "number") {
      throw refusal(`${operator} of ${shown(path)} takes a number or a string, not ${describe(given)}.`);
    }
    return { kind: "compare", path, operator: comparison, to };
  }
  switch (operator) {
    case "$eq":
      return equals(path, asJson(path, given));
    case "$ne":
      return { kind: "not", of: equals(path, asJson(path, given)) };
    case "$in":
      return among(path, operator, given);
    case "$nin":
      return { kind: "not", of: among(path, operator, given) };
    case "$exists":
      if (typeof given !== "boolean") throw refusal(`$exists of ${shown(path)} takes true or false.`);
      return given ? { kind: "present", path } : { kind: "not", of: { kind: "present", path } };
    default:
      throw refusal(`${shown(path)} has the unknown operator ${operator}. Known are ${OPERATORS.join(", ")}.`);
  }
}

function among(path: JsonPath, operator: string, given: unknown): Condition {
  if (!Array.isArray(given)) throw refusal(`${operator} of ${shown(path)} takes an array, not ${describe(given)}.`);
  if (given.length > MAX_VALUES) throw refusal(`${operator} of ${shown(path)} takes at most ${MAX_VALUES} values.`);
  const values = given.map((value: unknown) => asJson(path, value));
  const strings = values.filter((value) => typeof value === "string");
  const numbers = values.filter((value) => typeof value === "number");
  const others = values.filter((value) => typeof value !== "string" && typeof value !== "number");
  const of: Condition[] = others.map((value) => equals(path, value));
  if (strings.length > 0) of.push({ kind: "string", path, among: strings });
  if (numbers.length > 0) of.push({ kind: "number", path, among: numbers });
  return { kind: "any", of };
}

/** Equal as JSON: objects whatever the order of their fields. */
function equals(path: JsonPath, value: unknown): Condition {
  if (path.length > MAX_DEPTH) throw refusal(`The filter is nested deeper than ${MAX_DEPTH}.`);
  if (value === null) return { kind: "null", path };
  if (typeof value === "boolean") return { kind: "boolean", path, to: value };
  if (typeof value === "string") return { kind: "string", path, among: [value] };
  if (typeof value === "number") return { kind: "number", path, among: [value] };
  const type = Array.isArray(value) ? "array" : "object";
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value as object);
  const size: Condition = { kind: "sized", path, type, size: parts.length };
  return all([size, ...parts.map(([at, part]) => equals([...path, at], part))]);
}

/** A value as it would be kept. */
function asJson(path: JsonPath, value: unknown): unknown {
  let text: string | undefined;
  try {
    // NaN and infinities would be kept as null, and nobody means that by them here.
    text = JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === "number" && !Number.isFinite(inner)) throw new RangeError(`${inner} is no number of JSON`);
      return inner;
    });
  } catch (cause) {
    throw new KnowhowError("invalid_filter", `The filter of ${shown(path)} has a value that is no JSON.`, { cause });
  }
  if (text !== undefined) {
    if (!isKeepable(text))
      throw refusal(`The filter of ${shown(path)} has NUL or a lone surrogate, which no item has.`);
    return JSON.parse(text);
  }
  throw refusal(`The filter of ${shown(path)} is ${describe(value)}. Leave the field out, or ask { $exists: false }.`);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return typeof (value as { toJSON?: unknown }).toJSON !== "function";
}

const all = (of: readonly Condition[]): Condition => (of.length === 1 && of[0] ? of[0] : { kind: "all", of });

function count(condition: Condition): number {
  if (condition.kind === "all" || condition.kind === "any")
    return condition.of.reduce((sum, one) => sum + count(one), 0);
  return condition.kind === "not" ? count(condition.of) : 1;
}

const shown = (path: JsonPath): string => JSON.stringify(path.join("."));

const refusal = (message: string): KnowhowError => new KnowhowError("invalid_filter", message);
