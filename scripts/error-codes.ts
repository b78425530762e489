/** Writes the table of error codes into docs/errors.md, from the table in the source. Run it after changing a code. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ERROR_CODES } from "../src/core/errors.js";

const page = fileURLToPath(new URL("../docs/errors.md", import.meta.url));
const BEGIN = "<!-- codes: written by scripts/error-codes.ts -->";
const END = "<!-- /codes -->";

/** The page with the table of now between its two marks. @throws if a mark is missing */
export function withCodes(text: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/errors.md needs the lines ${BEGIN} and ${END}.`);
  const rows = Object.entries(ERROR_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  const table = ["| code | what it means, and how to mend it |", "|---|---|", ...rows].join("\n");
  return `${text.slice(0, begin)}${BEGIN}\n${table}\n${text.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, withCodes(readFileSync(page, "utf8")));
