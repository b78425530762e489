/** `sqliteBaseStore`: a LangGraph `BaseStore` in one SQLite file. Limits: one machine; one writer at a time. */
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { type SqliteFileOptions, sqliteFile } from "../sqlite/file.js";
import { BASE_STORE_OPTIONS, type BaseStoreOptions, settle } from "./settings.js";
import { SqlBaseStore } from "./store.js";

export interface SqliteBaseStoreOptions extends SqliteFileOptions, BaseStoreOptions {}

const OPTIONS: OptionsOf<SqliteBaseStoreOptions> = { ...BASE_STORE_OPTIONS, path: true, busyTimeout: true };

/**
 * A `BaseStore` in one SQLite file, which several processes may use at once; the file may be that of `sqliteStore`.
 * Nothing is opened before the first use; then the folder and the file (mode 0600) are made if missing.
 * @param options the file's path, or {@link SqliteBaseStoreOptions}
 * @throws `invalid_policy` for options that fit nothing, `store_unsupported` for embeddings. Its methods throw
 * `store_unavailable`, `store_readonly`, `store_locked`, `store_corrupt`, `store_newer`, `store_engine` and, after
 * `stop()`, `store_closed`
 */
export function sqliteBaseStore(options: string | SqliteBaseStoreOptions): SqlBaseStore {
  const given = typeof options === "string" ? { path: options } : options;
  checkKnown<SqliteBaseStoreOptions>("sqliteBaseStore", given, OPTIONS);
  const { path, place, attempt } = sqliteFile(given, "sqliteBaseStore");
  return new SqlBaseStore(
    {
      name: `sqlite:${path}`,
      async connect() {
        const { connectItems } = await import("./sqlite-connect.js");
        return connectItems(place);
      },
      attempt,
    },
    settle(given),
  );
}
