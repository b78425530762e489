/**
 * `sqliteStore`: one SQLite file, the embedded default, on the prebuilt engine of @photostructure/sqlite.
 * Guarantees: all. Limits: one machine (no network file systems); one writer at a time.
 */
import type { Store } from "../../core/ports/store.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { sqlStore } from "../sql/store.js";
import { type SqliteFileOptions, sqliteFile } from "./file.js";

/** How to open a database. */
export interface SqliteStoreOptions extends SqliteFileOptions {
  /** Opens an existing file for reading only. Default false. */
  readonly readonly?: boolean;
}

const OPTIONS: OptionsOf<SqliteStoreOptions> = { path: true, busyTimeout: true, readonly: true };

/**
 * A store in one SQLite file, which several processes may use at once. Writes are synced before they are acknowledged.
 * Nothing is opened or loaded before the first use; then the folder and the file (mode 0600) are made if missing.
 * @param options the file's path, or {@link SqliteStoreOptions}
 * @throws `invalid_policy` for a path or time that is none. Its methods throw `store_unavailable`, `store_readonly`,
 * `store_locked`, `store_corrupt`, `store_newer`, `store_engine` and, after `close()`, `store_closed`
 */
export function sqliteStore(options: string | SqliteStoreOptions): Store {
  const given = typeof options === "string" ? { path: options } : options;
  checkKnown<SqliteStoreOptions>("sqliteStore", given, OPTIONS);
  const { path, place, inMemory, attempt } = sqliteFile(given, "sqliteStore");
  return sqlStore({
    name: `sqlite:${path}`,
    guarantees: { durable: !inMemory, transactions: true, compareAndSet: true, shared: !inMemory, listing: true },
    watches: !inMemory,
    async connect() {
      const { connect } = await import("./connect.js");
      return connect(place, given.readonly ?? false);
    },
    attempt,
  });
}
