/** Where a PostgreSQL database is, and how its failures are met: what everything kept in one has in common. */
import { KnowhowError } from "../../core/errors.js";
import type { OptionsOf } from "../../core/known-options.js";
import { checkSchema, nameOf, readUrl } from "./address.js";
import type { Connecting } from "./connect.js";
import { explainFailure } from "./failures.js";
import type { PostgresPool } from "./pool.js";
import { retrying } from "./retrying.js";

/** How to connect: by `url` or by `pool`. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database`, with the parameters that `pg` knows, and `?schema=`. */
  readonly url?: string;
  /** A pool of `pg` that the application has already. It is used, never ended. */
  readonly pool?: PostgresPool;
  /** The schema that holds the tables; made if missing. Default `knowhow`. */
  readonly schema?: string;
  /** The most connections of a pool made from `url`. Default 10. */
  readonly connections?: number;
  /** How long to wait for a connection of a pool made from `url`, in milliseconds. Default 5000. */
  readonly connectTimeout?: number;
  /** How long one statement may take, in milliseconds. Default 10,000. */
  readonly statementTimeout?: number;
  /**
   * Whether to hear of other processes' commits at once, by LISTEN on a connection of its own, and to tell them of
   * these. A URL for that connection where `url` or `pool` leads through PgBouncer, which passes nothing on in
   * transaction mode. Default true; without it a change is seen after the memory's `maxAge`.
   */
  readonly listen?: boolean | string;
  /** How long to try again after a lost connection or a deadlock, in milliseconds. Default 10,000. */
  readonly retryTimeout?: number;
}

export const POSTGRES_OPTIONS: OptionsOf<PostgresStoreOptions> = {
  url: true,
  pool: true,
  schema: true,
  connections: true,
  connectTimeout: true,
  statementTimeout: true,
  listen: true,
  retryTimeout: true,
};

export interface PostgresDatabase {
  readonly settings: Connecting;
  /** Runs work, again after failures that pass. @throws `KnowhowError` only */
  readonly attempt: <T>(work: (again: boolean) => Promise<T>, writes: boolean) => Promise<T>;
}

/** @throws `invalid_policy` for options that fit nothing */
export function postgresDatabase(options: string | PostgresStoreOptions): PostgresDatabase {
  const given = typeof options === "string" ? { url: options } : options;
  const settings = settle(given);
  const retryTimeout = milliseconds("retryTimeout", given.retryTimeout, 10_000);
  return {
    settings,
    async attempt(work, writes) {
      try {
        return await retrying(retryTimeout, writes, work);
      } catch (error) {
        throw explainFailure(error, settings.name);
      }
    },
  };
}

/** The options with their defaults. @throws `invalid_policy` */
export function settle(options: PostgresStoreOptions): Connecting {
  const { url, pool } = options;
  if ((url === undefined) === (pool === undefined)) {
    throw new KnowhowError("invalid_policy", "postgresStore needs a url or a pool, and not both.");
  }
  if (pool !== undefined && typeof Object(pool).connect !== "function") {
    throw new KnowhowError("invalid_policy", "The pool of postgresStore must be one of the package pg: new Pool(…).");
  }
  if (url !== undefined && typeof url !== "string") {
    throw new KnowhowError("invalid_policy", "The url of postgresStore must be a string.");
  }
  const read = url === undefined ? null : readUrl(url);
  const schema = checkSchema(options.schema ?? read?.schema ?? "knowhow");
  const named = read?.name ?? poolName(pool);
  const connections = options.connections ?? 10;
  if (!Number.isInteger(connections) || connections < 1) {
    throw new KnowhowError("invalid_policy", `connections must be a whole number from 1 up, not ${connections}.`);
  }
  return {
    name: schema === "knowhow" ? named : `${named} (schema ${schema})`,
    schema,
    listen: listenTo(options, read?.url ?? null),
    to: read ? { url: read.url } : { pool: pool as PostgresPool },
    connections,
    connectTimeout: milliseconds("connectTimeout", options.connectTimeout, 5000),
    statementTimeout: milliseconds("statementTimeout", options.statementTimeout, 10_000),
  };
}

/** What `pg` connects to for listening; null for nothing. @throws `invalid_policy` */
function listenTo({ listen = true, pool }: PostgresStoreOptions, url: string | null): string | object | null {
  if (typeof listen === "string") return readUrl(listen).url;
  if (!listen) return null;
  // A pool that does not say where it leads cannot be followed.
  const { options } = Object(pool) as { options?: unknown };
  return url ?? (typeof options === "object" ? options : null);
}

/** What the pool says of itself, without what is secret. */
function poolName(pool: unknown): string {
  const { options } = Object(pool) as { options?: Record<string, unknown> };
  const { connectionString, host, port, database } = options ?? {};
  if (typeof connectionString === "string" && /^postgres(ql)?:\/\//i.test(connectionString)) {
    try {
      return readUrl(connectionString).name;
    } catch {
      return "postgres";
    }
  }
  const at = [host, port].filter((part) => typeof part === "string" || typeof part === "number");
  return typeof database === "string" ? nameOf(at.join(":"), database) : "postgres";
}

function milliseconds(what: string, given: number | undefined, usual: number): number {
  const value = given ?? usual;
  if (Number.isInteger(value) && value > 0 && value <= 2 ** 31 - 1) return value;
  throw new KnowhowError("invalid_policy", `${what} must be whole milliseconds from 1 up, not ${String(given)}.`);
}
