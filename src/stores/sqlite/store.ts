/**
 * `sqliteStore`: one SQLite file, the embedded default, on the prebuilt engine of @photostructure/sqlite.
 * Guarantees: all. Limits: one machine (no network file systems); one writer at a time.
 */
import { resolve } from "node:path";
import { KnowhowError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";
import { sqlStore } from "../sql/store.js";
import { explainFailure } from "./failures.js";
import { whileLocked } from "./waiting.js";

/** How to open a database. */
export interface SqliteStoreOptions {
  /** The file. It and its folder are made on first use. `:memory:` keeps everything in memory. */
  readonly path: string;
  /** How long to wait for another process's lock, in milliseconds. Default 5000. */
  readonly busyTimeout?: number;
  /** Opens an existing file for reading only. Default false. */
  readonly readonly?: boolean;
}

/**
 * A store in one SQLite file, which several processes may use at once. Writes are synced before they are acknowledged.
 * Nothing is opened or loaded before the first use; then the folder and the file (mode 0600) are made if missing.
 * @param options the file's path, or {@link SqliteStoreOptions}
 * @throws `invalid_policy` for a path or time that is none. Its methods throw `store_unavailable`, `store_readonly`,
 * `store_locked`, `store_corrupt`, `store_newer`, `store_engine` and, after `close()`, `store_closed`
 */
export function sqliteStore(options: string | SqliteStoreOptions): Store {
  const { path, busyTimeout = 5000, readonly = false } = typeof options === "string" ? { path: options } : options;
  if (typeof path !== "string" || path.trim() === "" || path.includes("\0")) {
    throw new KnowhowError("invalid_policy", 'sqliteStore needs the path of a file, for example "knowhow.db".');
  }
  if (!Number.isFinite(busyTimeout) || busyTimeout < 0) {
    throw new KnowhowError("invalid_policy", `busyTimeout must be milliseconds from 0 up, not ${busyTimeout}.`);
  }
  const inMemory = path === ":memory:";
  const place = inMemory ? path : resolve(path);
  return sqlStore({
    name: `sqlite:${path}`,
    guarantees: { durable: !inMemory, transactions: true, compareAndSet: true, shared: !inMemory, listing: true },
    async connect() {
      const { connect } = await import("./connect.js");
      return connect(place, readonly);
    },
    attempt: (work) =>
      whileLocked(busyTimeout, async () => {
        try {
          // SQLite says what became of every transaction, so no earlier try can have taken effect.
          return await work(false);
        } catch (error) {
          throw explainFailure(error, path);
        }
      }),
  });
}
