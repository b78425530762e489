/** Which texts can be kept byte for byte: well-formed Unicode without NUL, up to a size. */
import { KnowhowError } from "./errors.js";

/** The largest text taken for instructions, a message or a comment, in UTF-16 code units (8 Mi). */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/**
 * Gives the text back if every store can keep it byte for byte.
 * @throws `invalid_text` for a non-string, lone surrogates or NUL; `too_large` beyond `limit` code units.
 */
export function checkText(text: unknown, what: string, limit = MAX_TEXT_LENGTH): string {
  if (typeof text !== "string") {
    throw new KnowhowError("invalid_text", `${what} must be a string, not ${describe(text)}.`);
  }
  if (text.length > limit) {
    throw new KnowhowError("too_large", `${what} has ${text.length} characters; the limit is ${limit}. Shorten it.`);
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw new KnowhowError("invalid_text", `${what} has a NUL character at offset ${nul}. Remove it.`);
  }
  if (!text.isWellFormed()) {
    throw new KnowhowError(
      "invalid_text",
      `${what} is not well-formed Unicode (a lone surrogate). Decode it as UTF-8 first.`,
    );
  }
  return text;
}

/** A word for a value in an error message: `null`, `an array`, `a number`. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
