/**
 * Looks at a PostgreSQL database from outside, changing nothing: for `knowhow doctor` and for reading at a terminal.
 */
import { sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import { SCHEMA_VERSION } from "../sql/migrate.js";
import { foundVersion, openPool, queries } from "./connect.js";
import { explainFailure } from "./failures.js";
import { listenFor } from "./listen.js";
import { settle } from "./database.js";

/** What there is to say about a database. */
export interface PostgresInspection {
  /** The server's version, `18.4`. */
  readonly server: string;
  /** The schema the database has; 0 for none yet. */
  readonly schema: number;
  /** The schema this code reads and writes. */
  readonly newestSchema: number;
}

/** @throws the `store_*` errors of `postgresStore`, and `missing_dependency` */
export async function inspectPostgres(url: string): Promise<PostgresInspection> {
  return withDatabase(url, async (db) => {
    const version = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    const server = version.rows[0]?.version.split(" ")[0] ?? "unknown";
    return { server, schema: await foundVersion(db), newestSchema: SCHEMA_VERSION };
  });
}

/** How long a notification may take, in milliseconds. */
const NOTIFIED_WITHIN = 2000;

/**
 * Whether what one connection tells reaches another that listens, which it does not through a pooler in transaction
 * mode. Takes two seconds if not.
 */
export async function hearsNotifications(url: string): Promise<boolean> {
  const settings = settle({ url, connections: 1 });
  const channel = `knowhow_probe_${crypto.randomUUID().slice(0, 8)}`;
  return withDatabase(url, async (db) => {
    let heard = false;
    const stop = listenFor("url" in settings.to ? settings.to.url : url, channel, () => (heard = true));
    try {
      for (const end = performance.now() + NOTIFIED_WITHIN; !heard && performance.now() < end;) {
        await sql`select pg_notify(${channel}, 'probe')`.execute(db);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return heard;
    } finally {
      stop();
    }
  });
}

/** Removes a schema and all in it. */
export async function dropPostgresSchema(url: string, schema: string): Promise<void> {
  await withDatabase(url, (db) => db.schema.dropSchema(schema).ifExists().cascade().execute());
}

async function withDatabase<T>(url: string, work: (db: Queries) => Promise<T>): Promise<T> {
  const settings = settle({ url, connections: 1 });
  try {
    const pool = await openPool("url" in settings.to ? settings.to.url : url, settings);
    try {
      return await work(queries(pool, settings.schema, settings.statementTimeout));
    } finally {
      await pool.end();
    }
  } catch (error) {
    throw explainFailure(error, settings.name);
  }
}
