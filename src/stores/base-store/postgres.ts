/** `postgresBaseStore`: a LangGraph `BaseStore` in PostgreSQL, for many processes on many machines. */
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { POSTGRES_OPTIONS, postgresDatabase, type PostgresStoreOptions } from "../postgres/database.js";
import { BASE_STORE_OPTIONS, type BaseStoreOptions, settle } from "./settings.js";
import { SqlBaseStore } from "./store.js";

export interface PostgresBaseStoreOptions extends PostgresStoreOptions, BaseStoreOptions {}

const OPTIONS: OptionsOf<PostgresBaseStoreOptions> = { ...BASE_STORE_OPTIONS, ...POSTGRES_OPTIONS };

/**
 * A `BaseStore` in a PostgreSQL database, by URL or by the application's own pool; the schema may be that of
 * `postgresStore`. Nothing is connected or loaded before the first use; then the schema and tables are made if missing.
 *
 * A batch whose connection broke off is tried again, since it comes to the same; what it reads may then be its own
 * writes.
 * @param options a URL, or {@link PostgresBaseStoreOptions}
 * @throws `invalid_policy` for options that fit nothing, `store_unsupported` for embeddings. Its methods throw
 * `missing_dependency` without the package `pg`, `store_unavailable`, `store_timeout`, `store_denied`,
 * `store_readonly`, `store_locked`, `store_newer`, `store_engine`, `store_corrupt`, `store_unsupported` and, after
 * `stop()`, `store_closed`
 */
export function postgresBaseStore(options: string | PostgresBaseStoreOptions): SqlBaseStore {
  const given = typeof options === "string" ? { url: options } : options;
  checkKnown<PostgresBaseStoreOptions>("postgresBaseStore", given, OPTIONS);
  const { settings, attempt } = postgresDatabase(given);
  return new SqlBaseStore(
    {
      name: settings.name,
      async connect() {
        const { connectItems } = await import("./postgres-connect.js");
        return connectItems(settings);
      },
      attempt,
    },
    settle(given),
  );
}
