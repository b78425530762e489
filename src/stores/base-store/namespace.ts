/**
 * How a namespace is kept: its labels, each followed by a period, which no label may hold. So what begins with `u.1.`
 * lies under `["u","1"]`, all of that is one range of an index, and `["u","12"]` is not in it.
 */
import { KnowhowError } from "../../core/errors.js";
import { checkText } from "../../core/text.js";

const END = ".";
const AFTER_END = "/";

/**
 * The text that stands for a namespace; the empty one for all.
 * @throws `invalid_name` for labels that LangGraph does not allow, `invalid_text`
 */
export function encodeNamespace(namespace: unknown): string {
  if (!Array.isArray(namespace)) {
    throw new KnowhowError("invalid_name", `A namespace is an array of labels, not ${JSON.stringify(namespace)}.`);
  }
  return namespace.map((label: unknown) => `${checkLabel(label)}${END}`).join("");
}

export function decodeNamespace(encoded: string): string[] {
  return encoded.slice(0, -1).split(END);
}

/** What sorts after everything that lies under a namespace, and before all else; null for the empty one. */
export function endOf(encoded: string): string | null {
  return encoded === "" ? null : `${encoded.slice(0, -1)}${AFTER_END}`;
}

/** The namespace and all that it lies under, longest first. */
export function withPrefixes(encoded: string): string[] {
  const prefixes = [];
  for (let at = encoded.length; at > 0; at = encoded.lastIndexOf(END, at - 2) + 1) prefixes.push(encoded.slice(0, at));
  return prefixes;
}

function checkLabel(label: unknown): string {
  if (typeof label !== "string" || label === "" || /[.:]/.test(label)) {
    const shown = typeof label === "string" ? JSON.stringify(label) : String(label);
    throw new KnowhowError("invalid_name", `A label of a namespace is a text without "." and ":", not ${shown}.`);
  }
  return checkText(label, "A label of a namespace");
}
