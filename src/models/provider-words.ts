/** What a provider said in the body of a refused request, where its error's own message does not say it. */

/** The fields that providers put it in. */
const FIELDS = ["error", "message", "detail", "errors", "msg", "title"] as const;
const LONGEST = 300;

/** From an error and what it wraps; null where the body says nothing that is for people. */
export function wordsOfProvider(errors: readonly object[]): string | null {
  for (const error of errors) {
    const { responseBody } = error as { readonly responseBody?: unknown };
    if (typeof responseBody === "string" && responseBody.trim() !== "") return read(responseBody.trim());
  }
  return null;
}

function read(body: string): string | null {
  try {
    return find(JSON.parse(body), 0)?.slice(0, LONGEST) ?? null;
  } catch {
    // A page of some proxy is for browsers.
    return body.startsWith("<") ? null : body.slice(0, LONGEST);
  }
}

function find(value: unknown, depth: number): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value !== "object" || value === null || depth > 4) return null;
  if (Array.isArray(value)) return find(value[0], depth + 1);
  for (const field of FIELDS) {
    const found = find((value as Record<string, unknown>)[field], depth + 1);
    if (found !== null) return found;
  }
  return null;
}
