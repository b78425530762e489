/**
 * Regular expressions of checks. They run on RE2JS, a port of RE2, whose time is linear in the text: a pattern that
 * people or models write cannot stall the process, as backtracking ones can. No look-around and no back references.
 */
import { RE2JS } from "re2js";
import type { Pattern } from "../../core/case.js";
import { KnowhowError } from "../../core/errors.js";

/** Linear still means slow on a very long text; answers beyond this are not searched. In UTF-16 code units. */
export const LONGEST_SEARCHED = 200_000;

const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };

/** @throws `invalid_check` for a pattern that RE2 does not take, or unknown flags */
export function compilePattern({ pattern, flags = "" }: Pattern): RE2JS {
  const bits = [...flags].reduce((sum, flag) => {
    const bit = FLAGS[flag];
    if (bit === undefined)
      throw new KnowhowError("invalid_check", `The flag "${flag}" of a pattern is not one of i, m and s.`);
    return sum | bit;
  }, 0);
  try {
    return RE2JS.compile(pattern, bits);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowhowError(
      "invalid_check",
      `RE2 does not take the pattern ${JSON.stringify(pattern)}: ${why}. It has no look-around and no back references.`,
      { cause },
    );
  }
}

/** How many matches there are, none overlapping; an empty match counts. */
export function countMatches(pattern: Pattern, text: string): number {
  const matcher = compilePattern(pattern).matcher(text);
  let found = 0;
  while (matcher.find()) found += 1;
  return found;
}

export const isFound = (pattern: Pattern, text: string): boolean => compilePattern(pattern).matcher(text).find();
