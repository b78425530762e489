/**
 * `postgresStore`: PostgreSQL 14 to 18, for many processes on many machines, on the package `pg`.
 * Guarantees: all. Limits: a namespace, name or key of more than about 2,600 bytes cannot be indexed.
 */
import type { Store } from "../../core/ports/store.js";
import { checkKnown } from "../../core/known-options.js";
import { sqlStore } from "../sql/store.js";
import { POSTGRES_OPTIONS, postgresDatabase, type PostgresStoreOptions } from "./database.js";

/**
 * A store in a PostgreSQL database. Nothing is connected or loaded before the first use; then the schema is made or
 * brought up to date, one process at a time.
 *
 * A write whose connection broke off is tried again until it is known to be made, once, or `retryTimeout` has passed.
 * Works behind PgBouncer in transaction mode: it keeps no state in sessions.
 * @param options a URL, or {@link PostgresStoreOptions}
 * @throws `invalid_policy` for options that fit nothing. Its methods throw `missing_dependency` without the package
 * `pg`, `store_unavailable`, `store_timeout`, `store_denied`, `store_readonly`, `store_locked`, `store_newer`,
 * `store_engine`, `store_corrupt`, `store_unsupported` and, after `close()`, `store_closed`
 */
export function postgresStore(options: string | PostgresStoreOptions): Store {
  checkKnown<PostgresStoreOptions>(
    "postgresStore",
    typeof options === "string" ? undefined : options,
    POSTGRES_OPTIONS,
  );
  const { settings, attempt } = postgresDatabase(options);
  return sqlStore({
    name: settings.name,
    guarantees: { durable: true, transactions: true, compareAndSet: true, shared: true, listing: true },
    watches: settings.listen !== null,
    async connect() {
      const { connect } = await import("./connect.js");
      return connect(settings);
    },
    attempt,
  });
}
