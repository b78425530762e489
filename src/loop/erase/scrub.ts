/** Taking a person's id and words out of what is kept of others: reasons, decisions, what screens said. */
import { ERASED } from "../../core/version.js";

/** Shorter words are too common to be told apart from others'. */
const SHORTEST = 4;

/**
 * Gives a function that copies a value without them: a principal with this id becomes one that was erased, and the
 * phrases are taken out of every text. What has nothing of it is given back as it is.
 */
export function scrubber(person: string | null, phrases: Iterable<string>): <T>(value: T) => T {
  const words = [...phrases].filter((phrase) => phrase.trim().length >= SHORTEST);
  // The longest first: it may hold a shorter one.
  words.sort((a, b) => b.length - a.length);
  if (person !== null) words.push(`“${person}”`, `"${person}"`);
  const scrubText = (text: string): string =>
    words.reduce((left, phrase) => (left.includes(phrase) ? left.replaceAll(phrase, ERASED) : left), text);

  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return scrubText(value);
    if (Array.isArray(value)) return sameUnlessChanged(value, value.map(scrub));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, part]): [string, unknown] => {
      if (key === "id" && "role" in value && part === person) return [key, ERASED];
      if (key === "people" && Array.isArray(part)) return [key, part.map((one) => (one === person ? ERASED : one))];
      return [key, scrub(part)];
    });
    const changed = entries.some(([key, part]) => part !== (value as Record<string, unknown>)[key]);
    return changed ? Object.fromEntries(entries) : value;
  };
  return <T>(value: T): T => scrub(value) as T;
}

const sameUnlessChanged = (before: unknown[], after: unknown[]): unknown[] =>
  after.some((part, index) => part !== before[index]) ? after : before;
