/** Opens an SQLite file: makes it, checks the engine, sets it up for several processes, updates its schema. */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { CamelCasePlugin, Kysely, sql, SqliteDialect } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/sqlite";
import { KnowhowError } from "../../core/errors.js";
import type { SqlConnection, SqlDialect } from "../sql/connection.js";
import { migrate, needsMigration, ofInstructions, schemaVersion } from "../sql/migrate.js";
import type { Tables } from "../sql/schema.js";
import { watchDataVersion } from "./data-version.js";
import { checkEngine } from "./engine.js";
import { openReadonly } from "./open-readonly.js";
import { kyselyDatabase } from "./shim.js";
import { STANDSTILL } from "./waiting.js";

const sqliteDialect: SqlDialect = {
  key: "text",
  rowLocks: false,
  writesWithin: false,
  dropsConstraints: false,
  rowsOf(json, columns) {
    const fields = Object.keys(columns).map((name) => sql.raw(`value ->> '${name}' as ${name}`));
    return sql`(select ${sql.join(fields)} from json_each(${json}))`;
  },
  jsonArrayFrom,
};

/** @throws `KnowhowError` and the errors of SQLite and the file system */
export async function connect(path: string, readonly: boolean, series = ofInstructions): Promise<SqlConnection> {
  if (!readonly) createFile(path);
  const native = readonly ? openReadonly(path, STANDSTILL) : new DatabaseSync(path, { timeout: STANDSTILL });
  try {
    checkEngine(String(ask(native, "select sqlite_version()")));
    setUp(native, readonly);
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: kyselyDatabase(native) }),
      plugins: [new CamelCasePlugin()],
    });
    const found = hasSchema(native, path, SCHEMA_TABLES[series.table]) ? await schemaVersion(db, series) : 0;
    if (needsMigration(found, path, series)) {
      if (readonly) {
        throw new KnowhowError(
          "store_readonly",
          `The database ${path} has an older schema, or none. Open it once without readonly, which updates it.`,
        );
      }
      await migrate(db, sqliteDialect, path, series);
    }
    return {
      db,
      dialect: sqliteDialect,
      watch(listener) {
        // Prepared once: the engine's wrapper lets go of statements only as garbage.
        const version = native.prepare("pragma data_version");
        return watchDataVersion(
          () => Object.values(version.get() ?? {})[0],
          () => listener(null),
        );
      },
      purge: async () => emptyLog(native),
      vacuum: async () => {
        const before = bytesOf(native, path);
        native.exec("vacuum");
        // What was made anew is in the log until it is emptied, and only then is the file cut.
        const complete = emptyLog(native);
        return { before, after: bytesOf(native, path), complete };
      },
      close: () => disconnect(db, native, readonly),
    };
  } catch (error) {
    if (native.isOpen) native.close();
    throw error;
  }
}

/**
 * The engine's wrapper finalizes statements only when they are collected as garbage, and until then the file stays open
 * and the log beside it stays there. So the log is emptied here: the file alone is whole once the store is closed.
 */
async function disconnect(db: Kysely<Tables>, native: DatabaseSyncInstance, readonly: boolean): Promise<void> {
  try {
    if (!readonly) native.exec("pragma wal_checkpoint(truncate)");
  } catch {
    // Somebody else is in the way, or the disk fails: what was committed is in the log, for the next to open it.
  }
  await db.destroy();
}

/** The log still holds pages as they were before something was erased. False while another process reads from it. */
function emptyLog(native: DatabaseSyncInstance): boolean {
  return Number(ask(native, "pragma wal_checkpoint(truncate)")) === 0;
}

/** The file and its log; of a database in memory, its pages. */
function bytesOf(native: DatabaseSyncInstance, path: string): number {
  if (path === MEMORY) return Number(ask(native, "pragma page_count")) * Number(ask(native, "pragma page_size"));
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Instructions and feedback are nobody else's business: a new file is for its owner alone. */
function createFile(path: string): void {
  if (path === MEMORY || existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, "a", 0o600));
}

/** SQLite's name for a database that is not a file. */
const MEMORY = ":memory:";

function setUp(native: DatabaseSyncInstance, readonly: boolean): void {
  // Secure: what is deleted is overwritten, so that what was erased is not left in the file.
  native.exec("pragma foreign_keys = on; pragma synchronous = full; pragma secure_delete = on");
  // Asked first, so that a file in this mode can be read without permission to write.
  if (!readonly && ask(native, "pragma journal_mode") !== "wal") native.exec("pragma journal_mode = wal");
}

/** What holds a schema's number, as SQLite has its name. A database that has one of these is ours. */
const SCHEMA_TABLES = { knowhowSchema: "knowhow_schema", knowhowItemsSchema: "knowhow_items_schema" } as const;

/** False if there is none yet. @throws `store_corrupt` for somebody else's database */
function hasSchema(native: DatabaseSyncInstance, path: string, schema: string): boolean {
  const rows = native.prepare("select name from sqlite_schema where type = 'table'").all();
  const names = rows.map(({ name }) => String(name));
  if (names.length === 0 || Object.values(SCHEMA_TABLES).some((name) => names.includes(name))) {
    return names.includes(schema);
  }
  const some = names.slice(0, 3).join(", ");
  throw new KnowhowError(
    "store_corrupt",
    `The database ${path} holds the tables of another program (${some}). Choose another path.`,
  );
}

/** The first column of a query's only row. */
function ask(native: DatabaseSyncInstance, query: string): unknown {
  return Object.values(native.prepare(query).get() ?? {})[0];
}
