/** Brings a database's schema up to date, in one transaction that is safe when many processes open it at once. */
import { KnowhowError } from "../../core/errors.js";
import type { Queries, SqlDialect } from "./connection.js";
import { firstTables } from "./migrations/0001-first-tables.js";
import { cases } from "./migrations/0002-cases.js";
import { claims } from "./migrations/0003-claims.js";
import { modelCalls } from "./migrations/0004-model-calls.js";
import { apiKeys } from "./migrations/0005-api-keys.js";
import { optionalKeys } from "./migrations/0006-optional-keys.js";
import { feedbackByItself } from "./migrations/0007-feedback-by-itself.js";
import type { Migration } from "./migrations/migration.js";

/** In order. A migration that was released is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  cases,
  claims,
  modelCalls,
  apiKeys,
  optionalKeys,
  feedbackByItself,
];

/** Tables that have a schema number together, and where it is kept. */
export interface Series {
  readonly table: "knowhowSchema" | "knowhowItemsSchema";
  readonly migrations: readonly Migration[];
}

export const ofInstructions: Series = { table: "knowhowSchema", migrations: MIGRATIONS };

/** The schema that this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Gives false if the schema is current, true if it is older (0: there is none yet).
 * @throws `store_newer`
 */
export function needsMigration(found: number, name: string, { migrations } = ofInstructions): boolean {
  if (found > migrations.length) {
    throw new KnowhowError(
      "store_newer",
      `${name} has schema version ${found}; this Knowhow knows versions up to ${migrations.length}. Upgrade Knowhow.`,
    );
  }
  return found < migrations.length;
}

/** The version of the schema. The table that says it must be there. */
export async function schemaVersion(db: Queries, { table } = ofInstructions): Promise<number> {
  const versions = db.selectFrom(table).select("version");
  const row = await versions.orderBy("version", "desc").limit(1).executeTakeFirst();
  return row?.version ?? 0;
}

/** Runs the migrations that were not run yet, all or none. */
export async function migrate(db: Queries, dialect: SqlDialect, name: string, series = ofInstructions): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await dialect.beforeMigrating?.(transaction);
    await transaction.schema
      .createTable(series.table)
      .ifNotExists()
      .addColumn("version", "integer", (column) => column.primaryKey())
      .addColumn("appliedAt", "text", (column) => column.notNull())
      .execute();
    // Asked again inside the transaction: another process may have been first.
    const found = await schemaVersion(transaction, series);
    if (!needsMigration(found, name, series)) return;
    for (const migration of series.migrations.slice(found)) {
      await migration.up(transaction.schema, dialect, transaction);
      const row = { version: migration.number, appliedAt: new Date().toISOString() };
      await transaction.insertInto(series.table).values(row).execute();
    }
  });
}
