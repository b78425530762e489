/** Vacuuming the tables of a schema, and nobody else's. */
import { sql } from "kysely";
import { KnowhowError } from "../../core/errors.js";
import type { Vacuumed } from "../../core/ports/store.js";
import type { Queries } from "../sql/connection.js";
import { TABLE_NAMES } from "../sql/schema.js";

/**
 * Vacuums and analyses. It locks nobody out, and mostly makes the room of deleted rows usable again rather than giving
 * it back to the disk. `unhurried` gives each statement the time it needs;
 * locks are waited for half as long as `statementTimeout`.
 * @throws `store_unsupported` where the database cleans up by itself
 */
export async function vacuumPostgres(
  db: Queries,
  unhurried: Queries,
  { schema, name, statementTimeout }: { schema: string; name: string; statementTimeout: number },
): Promise<Vacuumed> {
  const tables = await tablesIn(db, schema);
  for (const table of tables) await waitForLock(db, schema, table, Math.ceil(statementTimeout / 2));
  const before = await sizeOf(db, schema, tables);
  try {
    for (const table of tables) await sql`vacuum (analyze) ${sql.id(schema, table)}`.execute(unhurried);
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    if (code !== "0A000" && code !== "42601") throw error;
    throw new KnowhowError("store_unsupported", `The database ${name} knows no vacuum: it cleans up by itself.`, {
      cause: error,
    });
  }
  return { before, after: await sizeOf(db, schema, tables), complete: true };
}

async function tablesIn(db: Queries, schema: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r' and c.relname in (${sql.join(TABLE_NAMES)})
    order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** Bytes on disk, indexes included. Asking for it waits for who has a table locked. */
async function sizeOf(db: Queries, schema: string, tables: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const table of tables) {
    const query = sql<{
      size: number;
    }>`select pg_total_relation_size(format('%I.%I', ${schema}::text, ${table}::text)::regclass) as size`;
    bytes += (await query.execute(db)).rows[0]?.size ?? 0;
  }
  return bytes;
}

/** A vacuum waits for its lock for ever and cannot be given a limit without a setting of the session; this can. */
async function waitForLock(db: Queries, schema: string, table: string, limit: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`set local lock_timeout = ${sql.lit(limit)}`.execute(transaction);
    await sql`lock table ${sql.id(schema, table)} in share update exclusive mode`.execute(transaction);
  });
}
