/** Finds JSON in what a model wrote: alone, in a code fence, behind some thinking, or within prose. */

/** So many braces are looked at: each may stand for a look at all that follows. */
const MOST_STARTS = 500;

/** Every JSON object that stands in the text on its own, last first: what models say last is what they mean. */
export function objectsIn(text: string): unknown[] {
  const found: unknown[] = [];
  let at = text.indexOf("{");
  for (let starts = 0; at >= 0 && starts < MOST_STARTS; starts += 1) {
    const end = endOfObject(text, at);
    const value = end === null ? undefined : parse(text.slice(at, end));
    if (value !== undefined) found.unshift(value);
    at = text.indexOf("{", value === undefined || end === null ? at + 1 : end);
  }
  return found;
}

/** Just behind the brace that closes the one at `start`; null if it is never closed. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
