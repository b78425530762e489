/** Where DBOS keeps its queue: a schema of its own in the store's database. */
import { KnowhowError } from "../../core/errors.js";
import type { OptionsOf } from "../../core/known-options.js";

export interface DbosPlace {
  /** The database, `postgres://…`: the one that the store is in. It may say `?schema=`, like the store's. */
  readonly url: string;
  /** The schema of DBOS's tables. Default: that of the store and `_dbos`, so `knowhow_dbos`. */
  readonly schema?: string;
}

export const PLACE_OPTIONS: OptionsOf<DbosPlace> = { url: true, schema: true };

/** The application that owns what we write, in a system database that may hold others. */
export const APPLICATION = "knowhow";
/**
 * What a worker must know to do what is in the queue. Another version of the package that knows the same has the same.
 */
export const PROTOCOL = "knowhow-turns-1";

const SCHEMA = /^(?!pg_)[a-z_][a-z0-9_]{0,52}$/;

/** @throws `invalid_policy`, without repeating the URL */
export function checkPlace({ url, schema }: DbosPlace): Required<DbosPlace> {
  const parsed = /^postgres(ql)?:\/\//i.test(url) ? parse(url) : null;
  if (!parsed) {
    throw new KnowhowError(
      "invalid_policy",
      "DBOS needs the URL of a PostgreSQL database, like postgres://user:password@localhost:5432/app.",
    );
  }
  const own = schema ?? `${parsed.searchParams.get("schema") ?? "knowhow"}_dbos`;
  if (!SCHEMA.test(own)) {
    throw new KnowhowError(
      "invalid_policy",
      `The schema ${JSON.stringify(own)} must be lower-case letters, digits and _, at most 53, not beginning with a digit or pg_.`,
    );
  }
  parsed.searchParams.delete("schema");
  return { url: parsed.href, schema: own };
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
