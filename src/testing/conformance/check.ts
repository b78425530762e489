/** The few assertions that the conformance suite needs, so that it runs without any test runner. */
import { type ErrorCode, KnowhowError } from "../../core/errors.js";
import { canonicalJson } from "../../core/hash.js";

/** A store did not keep to the port. */
export class ConformanceFailure extends Error {
  override readonly name = "ConformanceFailure";
}

/** @throws ConformanceFailure unless both are the same as JSON, whatever the order of keys */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [canonicalJson(actual) ?? "undefined", canonicalJson(expected) ?? "undefined"];
  if (got === wanted) return;
  let start = 0;
  while (got[start] === wanted[start]) start += 1;
  const near = (text: string) => JSON.stringify(text.slice(Math.max(0, start - 40), start + 80));
  const place = `at character ${start} of its JSON`;
  throw new ConformanceFailure(`${what}: expected ${near(wanted)}, got ${near(got)} (${place})`);
}

/** @throws ConformanceFailure unless the work throws a KnowhowError with this code */
export async function refuses(code: ErrorCode, work: () => Promise<unknown>, what: string): Promise<void> {
  let outcome: unknown;
  try {
    outcome = await work();
  } catch (error) {
    if (KnowhowError.is(error, code)) return;
    throw new ConformanceFailure(`${what}: expected the error ${code}, got ${String(error)}`, { cause: error });
  }
  const shown = (canonicalJson(outcome) ?? "undefined").slice(0, 120);
  throw new ConformanceFailure(`${what}: expected the error ${code}, but it went through with ${shown}`);
}

/** The value, which must be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new ConformanceFailure(`${what} is missing`);
  return value;
}

/** In one order, for comparing where the order does not matter. */
export function sorted(values: readonly string[]): string[] {
  return values.toSorted((a, b) => (a < b ? -1 : 1));
}
