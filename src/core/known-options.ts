/** Options that are not known: a slip of the pen is told, instead of being left out without a word. */
import { closestMatch } from "leven";
import { KnowhowError } from "./errors.js";

/** The names of all options that a type has. */
export type OptionsOf<T> = { readonly [Name in keyof Required<T>]: true };

/** What there is to say about an option that is not among the known ones, with the nearest of these; null for none. */
export function unknownOption<T>(what: string, given: T | undefined, known: OptionsOf<T>): KnowhowError | null {
  if (typeof given !== "object" || given === null) return null;
  const unknown = Object.entries(given).find(([name, value]) => value !== undefined && !Object.hasOwn(known, name));
  if (!unknown) return null;
  const [name] = unknown;
  const nearest = nearestOf(name, Object.keys(known));
  const hint = nearest === null ? `There are: ${Object.keys(known).join(", ")}.` : `Did you mean "${nearest}"?`;
  return new KnowhowError("invalid_policy", `${what} has no option ${JSON.stringify(name)}. ${hint}`);
}

/** @throws `invalid_policy` for an option that is not known. What is no object is left to whoever reads it. */
export function checkKnown<T>(what: string, given: T | undefined, known: OptionsOf<T>): void {
  const fault = unknownOption(what, given, known);
  if (fault) throw fault;
}

function nearestOf(name: string, names: readonly string[]): string | null {
  const lower = new Map(names.map((one) => [one.toLowerCase(), one]));
  const maxDistance = Math.ceil(name.length / 3);
  const nearest = closestMatch(name.slice(0, 100).toLowerCase(), [...lower.keys()], { maxDistance });
  return (nearest === undefined ? undefined : lower.get(nearest)) ?? null;
}
