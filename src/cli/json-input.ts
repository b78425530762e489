/** Parses JSON from a file, and says where it is broken. */
import { type ErrorCode, KnowhowError } from "../core/errors.js";
import { readText } from "./input.js";

/** @throws `invalid_messages` naming line and column, and as `readText` */
export async function readJson(path: string, what: string): Promise<unknown> {
  return parseJson(await readText(path, what), `${what}: ${nameOf(path)}`, "invalid_messages");
}

/** @throws an error with the code, naming line and column */
export async function parseJson(text: string, what: string, code: ErrorCode): Promise<unknown> {
  if (text.trim() === "") throw new KnowhowError(code, `${what} is empty.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnowhowError(code, `${what} is not JSON. ${await faultIn(text)}`, { cause });
  }
}

const nameOf = (path: string): string => (path === "-" ? "standard input" : path);

/** What is found is shown so far. */
const LONGEST = 20;

/** JSON.parse names no place on every version of Node. */
async function faultIn(text: string): Promise<string> {
  const { default: jsonc } = await import("jsonc-parser");
  const errors: import("jsonc-parser").ParseError[] = [];
  jsonc.parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return "";
  const before = text.slice(0, first.offset).split(/\r\n|\n|\r/);
  const what = jsonc
    .printParseErrorCode(first.error)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  const rest = text.slice(first.offset, first.offset + Math.min(Math.max(first.length, 1), LONGEST));
  const found = text.slice(first.offset).trim() === "" ? "the end" : rest;
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}, found ${found}.`;
}
