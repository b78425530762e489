/** What a driver gives to the queries: a connection, and how to wait for it and name its errors. */
import type { Expression, Kysely, RawBuilder } from "kysely";
import type { jsonArrayFrom } from "kysely/helpers/sqlite";
import type { Store, Vacuumed } from "../../core/ports/store.js";
import type { Tables } from "./schema.js";

/** Where a query runs: the connection, or a transaction on it. */
export type Queries = Kysely<Tables>;

export type ColumnType = "text" | "integer" | "double precision";

/** What the dialects write differently. */
export interface SqlDialect {
  /** A column type, for ids, addresses and other keys: text that compares byte by byte. */
  readonly key: "text" | Expression<unknown>;
  /** Whether a row is locked by `for update`; if not, a transaction that may write is alone from its begin. */
  readonly rowLocks: boolean;
  /** Whether one statement can insert into several tables, by `with`, and is a transaction by itself. */
  readonly writesWithin: boolean;
  /** Whether a table's constraints can be taken away after it was made. */
  readonly dropsConstraints: boolean;
  /** A JSON array of objects as something to select from, with the columns named. */
  rowsOf(json: string, columns: Readonly<Record<string, ColumnType>>): RawBuilder<unknown>;
  /** Kysely's function of that name for the dialect. */
  readonly jsonArrayFrom: typeof jsonArrayFrom;
  /** First in the transaction of the migrations: lets one process do it at a time. */
  readonly beforeMigrating?: (transaction: Queries) => Promise<void>;
  /** Within the transaction of a commit that readers would see: tells the others of it once it is done. */
  readonly announce?: (transaction: Queries, key: string) => Promise<void>;
}

/** An open database whose schema is up to date. */
export interface SqlConnection {
  readonly db: Queries;
  readonly dialect: SqlDialect;
  /**
   * Asks one statement outside of transactions past the query builder, for what is asked most. Left out where a
   * connection is one alone, on which a transaction may be under way.
   */
  ask?(statement: string, values: readonly unknown[]): Promise<unknown[]>;
  /**
   * Tells of commits by others: the key of an address, or null if it may be anywhere. Gives a function that ends it.
   */
  watch?(listener: (key: string | null) => void): () => void;
  /** Takes what was deleted out of the files too; false if somebody was in the way. Left out where there is no such. */
  purge?(): Promise<boolean>;
  /** Takes back the room of deleted rows. */
  vacuum(): Promise<Vacuumed>;
  close(): Promise<void>;
}

export interface SqlDriver extends Pick<Store, "name" | "guarantees"> {
  /** Whether its connections can tell of commits by others. */
  readonly watches: boolean;
  connect(): Promise<SqlConnection>;
  /**
   * Runs `work`, and runs it again after failures that pass: while another process holds a lock that it could not get,
   * or when its connection broke off. Of work that `writes`, an earlier try may then have taken effect after all;
   * `work` is told so by `again`, and must not do it twice.
   * @throws `KnowhowError` only
   */
  attempt<T>(work: (again: boolean) => Promise<T>, writes: boolean): Promise<T>;
}
