/** Looks at an SQLite file from outside, changing nothing: for `knowhow doctor`. */
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { SCHEMA_VERSION } from "../sql/migrate.js";
import { checkEngine } from "./engine.js";
import { explainFailure } from "./failures.js";
import { openReadonly } from "./open-readonly.js";

/** What there is to say about a database. */
export interface Inspection {
  /** The version of SQLite; it is safe for several processes. */
  readonly engine: string;
  /** The schema the file has; 0 for none yet. */
  readonly schema: number;
  /** The schema this code reads and writes. */
  readonly newestSchema: number;
  /** What SQLite's own check found; empty is good. */
  readonly damage: readonly string[];
}

/**
 * Inspects a file, or with `:memory:` the engine alone.
 * @throws `store_engine`, and for a file that cannot be read `store_unavailable`, `store_readonly`, `store_locked` or
 * `store_corrupt`
 */
export function inspectSqlite(path: string): Inspection {
  let native: DatabaseSyncInstance | null = null;
  try {
    native = path === ":memory:" ? new DatabaseSync(path) : openReadonly(path, 2000);
    const engine = String(firstColumn(native, "select sqlite_version()")[0]);
    checkEngine(engine);
    const damage = firstColumn(native, "pragma quick_check").map(String);
    return {
      engine,
      schema: schemaOf(native),
      newestSchema: SCHEMA_VERSION,
      damage: damage.filter((line) => line !== "ok"),
    };
  } catch (error) {
    throw explainFailure(error, path);
  } finally {
    native?.close();
  }
}

/**
 * False for an empty file, and for one of ours that holds no instructions yet. What cannot be read or is somebody
 * else's counts, since opening it says what it is.
 */
export function mayHoldInstructions(path: string): boolean {
  let native: DatabaseSyncInstance | null = null;
  try {
    native = openReadonly(path, 2000);
    const tables = firstColumn(native, "select name from sqlite_schema where type = 'table'").map(String);
    return tables.includes("knowhow_schema") || (tables.length > 0 && !tables.includes("knowhow_items_schema"));
  } catch {
    return true;
  } finally {
    native?.close();
  }
}

function schemaOf(native: DatabaseSyncInstance): number {
  const known = firstColumn(native, "select 1 from sqlite_schema where type = 'table' and name = 'knowhow_schema'");
  return known.length === 0 ? 0 : Number(firstColumn(native, "select max(version) from knowhow_schema")[0] ?? 0);
}

const firstColumn = (native: DatabaseSyncInstance, query: string): unknown[] =>
  native
    .prepare(query)
    .all()
    .map((row) => Object.values(row)[0]);
