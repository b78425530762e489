/** Where instructions live: a namespace of segments and a name, and their one string form. */
import { KnowhowError } from "./errors.js";
import { describe } from "./text.js";

/** Segments from general to specific, for example `["org", "acme"]`. May be empty. */
export type Namespace = readonly string[];

/** Names one instructions: `{ namespace: ["acme"], name: "tweet-writer" }`. */
export interface Address {
  readonly namespace: Namespace;
  readonly name: string;
}

/** The longest name or namespace segment, in code points. */
const MAX_SEGMENT_LENGTH = 128;
/** The most segments in a namespace. */
const MAX_NAMESPACE_DEPTH = 16;

const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/**
 * Gives the address back if it is valid.
 * @throws `invalid_name` for an empty, overlong or blank-edged name or segment, `.`/`..`, `/`, or invisible characters.
 */
export function checkAddress(namespace: unknown, name: unknown): Address {
  return { namespace: checkNamespace(namespace), name: checkSegment(name, "The name") };
}

/** Like {@link checkAddress}, for a namespace alone. */
export function checkNamespace(namespace: unknown): Namespace {
  if (!Array.isArray(namespace)) {
    throw new KnowhowError("invalid_name", `A namespace must be an array of strings, not ${describe(namespace)}.`);
  }
  if (namespace.length > MAX_NAMESPACE_DEPTH) {
    throw new KnowhowError(
      "invalid_name",
      `A namespace has at most ${MAX_NAMESPACE_DEPTH} segments, not ${namespace.length}.`,
    );
  }
  return namespace.map((segment: unknown, index) => checkSegment(segment, `Namespace segment ${index + 1}`));
}

function checkSegment(given: unknown, what: string): string {
  // Composed and decomposed accents look alike and must be the same name.
  const value = typeof given === "string" ? given.normalize("NFC") : given;
  const fail = (why: string): never => {
    throw new KnowhowError("invalid_name", `${what} ${why}.`);
  };
  if (typeof value !== "string") return fail(`must be a string, not ${describe(value)}`);
  if (value === "") return fail("must not be empty");
  if (value !== value.trim()) return fail("must not begin or end with white space");
  const length = [...value].length;
  if (length > MAX_SEGMENT_LENGTH) return fail(`has ${length} characters; at most ${MAX_SEGMENT_LENGTH} are allowed`);
  if (value.includes("/")) return fail('must not contain "/"; give a namespace as separate segments');
  if (value === "." || value === "..") return fail(`must not be "${value}"`);
  if (!value.isWellFormed() || FORBIDDEN.test(value)) return fail("has control or invisible characters; remove them");
  return value;
}

/** The address as one string, `acme/tweet-writer`. Segments cannot contain `/`, so it is unambiguous. */
export function addressKey(address: Address): string {
  return [...address.namespace, address.name].join("/");
}

/** The address of a key. Not checked again: what was stored stays readable if the rules for names get stricter. */
export function addressOfKey(key: string): Address {
  const segments = key.split("/");
  return { namespace: segments.slice(0, -1), name: segments.at(-1) ?? "" };
}

/** True if `address` lies in `namespace` or below, compared segment by segment (`u/1` never holds `u/12`). */
export function isWithin(address: Address, namespace: Namespace): boolean {
  return namespace.every((segment, index) => address.namespace[index] === segment);
}
