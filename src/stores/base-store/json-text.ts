/** What JSON texts, made by `JSON.stringify`, databases keep and look into. */

/** Databases refuse JSON that is nested deeper than some limit when they look into it, not when they take it. */
export const MAX_DEPTH = 500;

/** True if a text made by `JSON.stringify` has neither NUL nor lone surrogates, which it writes as escapes. */
export function isKeepable(json: string): boolean {
  return !json.includes("\\u") || !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json);
}

export function isDeep(json: string): boolean {
  // Most texts are short, or do not even have so many brackets.
  if (json.length < 2 * MAX_DEPTH || !/(?:[[{][^[{]*){501}/.test(json)) return false;
  let depth = 0;
  // Strings are matched whole, so that brackets in them do not count.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
