/** The databases of the bench: one SQLite file or PostgreSQL schema for each thing measured, and SQL on them. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { Store } from "knowhow";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import pg from "pg";
import type { BulkDatabase } from "./loading.js";

export const KINDS = ["sqlite", "postgres"] as const;
export type Kind = (typeof KINDS)[number];

/** Where databases are made. */
export interface Place {
  /** A folder for files, removed at the end. */
  readonly folder: string;
  /** A database of a PostgreSQL server. */
  readonly url: string;
}

/** A file or a schema, by name. */
export interface Named extends Place {
  readonly kind: Kind;
  readonly name: string;
}

export const fileOf = ({ folder, name }: Named): string => join(folder, `${name}.db`);

/** As `knowhow --db` takes it. */
export const addressOfDatabase = (named: Named): string =>
  named.kind === "sqlite" ? fileOf(named) : `${named.url}?schema=${named.name}`;

export function openStore(named: Named): Store {
  mkdirSync(named.folder, { recursive: true });
  return named.kind === "sqlite"
    ? sqliteStore({ path: fileOf(named), busyTimeout: 60_000 })
    : postgresStore({ url: named.url, schema: named.name });
}

/** Runs SQL on a database whose tables are there already. What is loaded is not synced before the end. */
export async function withSql<T>(named: Named, work: (database: BulkDatabase) => Promise<T>): Promise<T> {
  return named.kind === "sqlite" ? onSqlite(fileOf(named), work) : onPostgres(named, work);
}

async function onSqlite<T>(path: string, work: (database: BulkDatabase) => Promise<T>): Promise<T> {
  const native = new DatabaseSync(path);
  try {
    native.exec("pragma foreign_keys = off; pragma synchronous = off; pragma cache_size = -400000");
    return await work({
      run: async (sql) => native.exec(sql),
      table: (name) => name,
      numbers: (from, to) =>
        `(with recursive n(g) as (select ${from} union all select g + 1 from n where g < ${to}) select g from n)`,
      digits: (number, width) => `printf('%0${width}d', ${number})`,
    });
  } finally {
    native.exec("pragma wal_checkpoint(truncate); analyze");
    native.close();
  }
}

async function onPostgres<T>({ url, name }: Named, work: (database: BulkDatabase) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // References hold by how the rows are made.
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    const done = await work({
      run: async (sql) => void (await client.query(sql)),
      table: (table) => `"${name}".${table}`,
      numbers: (from, to) => `generate_series(${from}, ${to}) as g`,
      digits: (number, width) => `lpad((${number})::text, ${width}, '0')`,
    });
    // As autovacuum would in time.
    await client.query("vacuum (analyze)");
    await client.query("checkpoint");
    return done;
  } finally {
    await client.end();
  }
}

/** Bytes on disk, indexes included. */
export async function diskOf(named: Named): Promise<number> {
  if (named.kind === "sqlite") return statSync(fileOf(named)).size;
  const client = new pg.Client(named.url);
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>(
      `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'`,
      [named.name],
    );
    return Number(rows[0]?.bytes);
  } finally {
    await client.end();
  }
}
