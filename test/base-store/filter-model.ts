// What a filter means, said over plain values: the model that every database is checked against.

type Json = unknown;

const OPERATORS: Readonly<Record<string, (value: Json, operand: Json) => boolean>> = {
  $eq: equal,
  $ne: (value, operand) => !equal(value, operand),
  $gt: (value, operand) => order(value, operand) === 1,
  $gte: (value, operand) => [0, 1].includes(order(value, operand) ?? 2),
  $lt: (value, operand) => order(value, operand) === -1,
  $lte: (value, operand) => [-1, 0].includes(order(value, operand) ?? 2),
  $in: (value, operand) => (operand as Json[]).some((one) => equal(value, one)),
  $nin: (value, operand) => !(operand as Json[]).some((one) => equal(value, one)),
  $exists: (value, operand) => (value !== undefined) === operand,
};

/** `undefined` stands for a field that is not there. */
export function fits(value: Json, filter: Json): boolean {
  if (!isObject(filter)) return equal(value, filter);
  const names = Object.keys(filter);
  if (names.some((name) => name.startsWith("$"))) {
    return names.every((name) => OPERATORS[name]?.(value, filter[name]));
  }
  return (
    isObject(value) && names.every((name) => fits(Object.hasOwn(value, name) ? value[name] : undefined, filter[name]))
  );
}

function equal(a: Json, b: Json): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, index) => equal(one, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
}

/** Text by code points; null for what has no order. */
function order(a: Json, b: Json): -1 | 0 | 1 | null {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a !== "string" || typeof b !== "string") return null;
  return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))) as -1 | 0 | 1;
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
