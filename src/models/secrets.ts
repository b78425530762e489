/** Keeps API keys out of errors: a server may echo the header it was sent. */

const SHOWN = "[secret]";

/**
 * The error as it is if it shows none of the secrets; else a plain one in its place that tells the same without them.
 */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  const telling = secrets.filter((secret) => secret.length >= 4);
  if (!telling.some((secret) => shows(error, secret, new Set()))) return error;
  const replacement = new Error(redact(error instanceof Error ? error.message : String(error), telling));
  if (error instanceof Error) replacement.name = redact(error.name, telling);
  return replacement;
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, SHOWN), text);
}

function shows(value: unknown, secret: string, seen: Set<object>): boolean {
  if (typeof value === "string") return value.includes(secret);
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  seen.add(value);
  // Own names, so that an error's message and stack, which are not enumerable, are read too.
  return Object.getOwnPropertyNames(value).some((name) =>
    shows((value as Record<string, unknown>)[name], secret, seen),
  );
}

/** The text without what looks like a key or a token, of whomever: for messages, which are stored and shown. */
export const withoutKeys = (text: string): string =>
  text.replace(/\b(?:bearer\s+|(?:sk|pk|rk|key|token)[-_])[\w.+/=*-]{8,}/gi, SHOWN);
