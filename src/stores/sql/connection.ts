/** What a driver gives to the queries: a connection, and how to wait for it and name its errors. */
import type { Expression, Kysely } from "kysely";
import type { jsonArrayFrom } from "kysely/helpers/sqlite";
import type { Store } from "../../core/ports/store.js";
import type { Tables } from "./schema.js";

/** Where a query runs: the connection, or a transaction on it. */
export type Queries = Kysely<Tables>;

/** What the dialects write differently. */
export interface SqlDialect {
  /** A column type, for ids, addresses and other keys: text that compares byte by byte. */
  readonly key: "text" | Expression<unknown>;
  /** Whether a row is locked by `for update`; if not, a transaction that may write is alone from its begin. */
  readonly rowLocks: boolean;
  /** Kysely's function of that name for the dialect. */
  readonly jsonArrayFrom: typeof jsonArrayFrom;
}

/** An open database whose schema is up to date. */
export interface SqlConnection {
  readonly db: Queries;
  readonly dialect: SqlDialect;
  close(): Promise<void>;
}

export interface SqlDriver extends Pick<Store, "name" | "guarantees"> {
  connect(): Promise<SqlConnection>;
  /**
   * Runs `work`, again while another process holds a lock that `work` could not get: it has done nothing then.
   * @throws `KnowhowError` only
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}
