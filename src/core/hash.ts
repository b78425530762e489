/** SHA-256 over text and canonical JSON; pure, so that it runs wherever JavaScript does. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of the UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of the value's canonical JSON: keys sorted, `undefined` left out, no white space. */
export function hashJson(value: unknown): string {
  return hashText(canonicalJson(value));
}

/** JSON with sorted keys, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** A copy with sorted keys: much quicker than a function that `JSON.stringify` calls back for each value. */
function sorted(given: unknown): unknown {
  if (typeof given !== "object" || given === null) return given;
  const { toJSON } = given as { toJSON?: unknown };
  const value: unknown = typeof toJSON === "function" ? toJSON.call(given) : given;
  if (value !== given && (typeof value !== "object" || value === null)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const inner = sorted((value as Record<string, unknown>)[key]);
    // By assignment it would be no key, but the copy's prototype.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: inner, enumerable: true });
    else copy[key] = inner;
  }
  return copy;
}
