/** What PostgreSQL writes differently. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Queries, SqlDialect } from "../sql/connection.js";

/** The dialect for one schema; with `channel`, commits are told there. */
export function postgresDialect(schema: string, channel: string | null = null): SqlDialect {
  return {
    // Byte order, as cursors and namespaces need it, whatever the database's collation.
    key: sql`text collate "C"`,
    rowLocks: true,
    writesWithin: true,
    dropsConstraints: true,
    rowsOf(json, columns) {
      const typed = Object.entries(columns).map(([name, type]) => sql.raw(`${name} ${type}`));
      return sql`json_to_recordset(${json}::json) as given(${sql.join(typed)})`;
    },
    jsonArrayFrom,
    beforeMigrating: (transaction) => takeTurns(transaction, schema),
    ...(channel !== null && { announce: (transaction, key) => announce(transaction, channel, key) }),
  };
}

/** A message holds less than 8000 bytes; an empty one says that it may be anywhere. */
const LONGEST_MESSAGE = 7900;

async function announce(transaction: Queries, channel: string, key: string): Promise<void> {
  const message = Buffer.byteLength(key) > LONGEST_MESSAGE ? "" : key;
  await sql`select pg_notify(${channel}, ${message})`.execute(transaction);
}

/** "knowhow", as a number: what the lock is about. */
const LOCK = 0x6b6e6f77;

/** Lets one process migrate at a time, and makes the schema. */
async function takeTurns(transaction: Queries, schema: string): Promise<void> {
  await lock(transaction, schema);
  const found = await sql`select 1 from information_schema.schemata where schema_name = ${schema}`.execute(transaction);
  // Asked first, so that a role that may not create schemas can use one that was made for it.
  if (found.rows.length === 0) await transaction.schema.createSchema(schema).ifNotExists().execute();
}

/** Held until the transaction ends, so that it needs no session. */
async function lock(transaction: Queries, schema: string): Promise<void> {
  await sql`savepoint turns`.execute(transaction);
  try {
    await sql`select pg_advisory_xact_lock(${LOCK}::int, hashtext(${schema}))`.execute(transaction);
  } catch (error) {
    // Databases that speak PostgreSQL's language without these locks; there the tables' own keys decide who was first.
    const { code } = Object(error) as { code?: unknown };
    if (code !== "0A000" && code !== "42883") throw error;
    await sql`rollback to savepoint turns`.execute(transaction);
  }
}
