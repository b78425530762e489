/** What a URL of PostgreSQL says: where to connect, which schema, and a name that may be shown to anybody. */
import { KnowhowError } from "../../core/errors.js";

export interface PostgresAddress {
  /** For the driver, with user and password, without our own parameter. */
  readonly url: string;
  /** From `?schema=`; null if it says nothing. */
  readonly schema: string | null;
  /** Host, port and database: no user, no password, no parameters. */
  readonly name: string;
}

const EXAMPLE = "postgres://user:password@localhost:5432/app";

/** @throws `invalid_policy` for what is no URL of PostgreSQL, without repeating it */
export function readUrl(given: string): PostgresAddress {
  if (!/^postgres(ql)?:\/\//i.test(given)) {
    throw new KnowhowError("invalid_policy", `A URL of PostgreSQL looks like ${EXAMPLE}.`);
  }
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    // Not passed on as the cause: it holds the whole text.
    throw new KnowhowError(
      "invalid_policy",
      `The URL of the database cannot be read. It looks like ${EXAMPLE}; in a password write %23 for #, %2F for /, %40 for @.`,
    );
  }
  const schema = url.searchParams.get("schema");
  url.searchParams.delete("schema");
  return { url: url.href, schema, name: nameOf(url.host, url.pathname.slice(1)) };
}

/** The name of a database at a host and port. */
export function nameOf(host: string, database: string): string {
  return `postgres://${decode(host)}/${decode(database)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Lower case, because that is what PostgreSQL makes of a name that nobody quotes; short, because channels are named
 * after it.
 */
const SCHEMA = /^[a-z_][a-z0-9_]{0,47}$/;

/** @throws `invalid_policy` */
export function checkSchema(schema: unknown): string {
  if (typeof schema === "string" && SCHEMA.test(schema) && !schema.startsWith("pg_")) return schema;
  throw new KnowhowError(
    "invalid_policy",
    `The schema ${JSON.stringify(schema)} must be lower-case letters, digits and _, at most 48, not beginning with a digit or pg_.`,
  );
}
