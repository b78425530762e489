/**
 * Connects to PostgreSQL: a pool of our own or the application's, the server looked at, the schema brought up to date.
 */
import {
  CamelCasePlugin,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  sql,
} from "kysely";
import { KnowhowError } from "../../core/errors.js";
import type { Queries, SqlConnection } from "../sql/connection.js";
import { migrate, needsMigration, ofInstructions, schemaVersion } from "../sql/migrate.js";
import type { Tables } from "../sql/schema.js";
import { postgresDialect } from "./dialect.js";
import { channelOf, listenFor } from "./listen.js";
import { loadPg } from "./load-pg.js";
import { GuardedPool, type PostgresPool } from "./pool.js";
import { vacuumPostgres } from "./vacuum.js";

/** How long a migration's or a vacuum's statement may take, in milliseconds: it may go over a large table. */
const LONG_LIMIT = 15 * 60_000;

/** Where to connect and how, all decided. */
export interface Connecting {
  readonly name: string;
  readonly schema: string;
  /** A URL for a pool of our own, or a pool that is not ours to end. */
  readonly to: { readonly url: string } | { readonly pool: PostgresPool };
  readonly connections: number;
  readonly connectTimeout: number;
  readonly statementTimeout: number;
  /** Where others' commits are listened for: what `pg` connects to; null for nowhere. */
  readonly listen: string | object | null;
}

interface Server {
  readonly encoding: string;
  readonly version: string;
}

interface OwnPool extends PostgresPool {
  end(): Promise<void>;
}

/** @throws `KnowhowError` and the errors of `pg` */
export async function connect(settings: Connecting, series = ofInstructions): Promise<SqlConnection> {
  const { name, schema, to, statementTimeout } = settings;
  const own = "url" in to ? await openPool(to.url, settings) : null;
  const pool = "pool" in to ? to.pool : own;
  if (!pool) throw new KnowhowError("invalid_policy", "postgresStore needs a URL or a pool.");
  const guarded = new GuardedPool(pool, statementTimeout);
  const db = kyselyOn(guarded, schema);
  const channel = channelOf(schema);
  const stops = new Set<() => void>();
  try {
    const tells = await checkServer(db, name);
    const dialect = postgresDialect(schema, tells && settings.listen !== null ? channel : null);
    if (needsMigration(await foundVersion(db, series), name, series)) {
      await migrate(queries(pool, schema, LONG_LIMIT), dialect, name, series);
    }
    return {
      db,
      dialect,
      ask: (statement, values) => guarded.ask(statement, values),
      watch(listener) {
        if (!tells || settings.listen === null) return () => {};
        const stop = listenFor(settings.listen, channel, listener);
        stops.add(stop);
        return stop;
      },
      vacuum: () => vacuumPostgres(db, queries(pool, schema, LONG_LIMIT), settings),
      async close() {
        for (const stop of stops) stop();
        await own?.end();
      },
    };
  } catch (error) {
    await own?.end();
    throw error;
  }
}

/** Kysely on a pool, in a schema, with a limit for each statement. */
export function queries(pool: PostgresPool, schema: string, limit: number): Kysely<Tables> {
  return kyselyOn(new GuardedPool(pool, limit), schema);
}

function kyselyOn(guarded: GuardedPool, schema: string): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: guarded.forKysely }),
    plugins: [
      new CamelCasePlugin(),
      // PostgreSQL does not know the empty list of `in ()`.
      new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }),
    ],
  }).withSchema(schema);
}

/** @throws `missing_dependency` without the package `pg` */
export async function openPool(
  url: string,
  { connections, connectTimeout }: Pick<Connecting, "connections" | "connectTimeout">,
): Promise<OwnPool> {
  const pg = await loadPg();
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: "knowhow",
    // A process that has nothing else to do may end.
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is taken out of the pool by it; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

/** Whether the server can tell of commits. @throws `store_engine` where not every text can be kept */
async function checkServer(db: Queries, name: string): Promise<boolean> {
  const query = sql<Server>`select current_setting('server_encoding') as encoding, version() as version`;
  const { encoding, version } = (await query.execute(db)).rows[0] ?? { encoding: "UTF8", version: "" };
  // Databases that speak PostgreSQL's language without LISTEN and NOTIFY.
  if (encoding === "UTF8") return !/CockroachDB|-YB-/.test(version);
  throw new KnowhowError(
    "store_engine",
    `The database ${name} has the encoding ${encoding}, which cannot hold every text. Make one with: createdb -E UTF8 -T template0 NAME`,
  );
}

/** The version of the schema; 0 where there is none. */
export async function foundVersion(db: Queries, series = ofInstructions): Promise<number> {
  try {
    return await schemaVersion(db, series);
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    if (code === "42P01" || code === "3F000") return 0;
    throw error;
  }
}
