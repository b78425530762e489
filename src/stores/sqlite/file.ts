/** Where an SQLite database is, and how its lock is waited for: what everything kept in a file has in common. */
import { resolve } from "node:path";
import { KnowhowError } from "../../core/errors.js";
import { explainFailure } from "./failures.js";
import { whileLocked } from "./waiting.js";

/** How to open a database. */
export interface SqliteFileOptions {
  /** The file. It and its folder are made on first use. `:memory:` keeps everything in memory. */
  readonly path: string;
  /** How long to wait for another process's lock, in milliseconds. Default 5000. */
  readonly busyTimeout?: number;
}

export interface SqliteFile {
  /** For messages. */
  readonly path: string;
  /** For the engine: absolute, or `:memory:`. */
  readonly place: string;
  readonly inMemory: boolean;
  /** Runs work until no other process's lock is in its way. @throws `KnowhowError` only */
  readonly attempt: <T>(work: (again: boolean) => Promise<T>) => Promise<T>;
}

/** @throws `invalid_policy` for a path or time that is none */
export function sqliteFile(options: SqliteFileOptions, what: string): SqliteFile {
  const { path, busyTimeout = 5000 } = Object(options) as SqliteFileOptions;
  if (typeof path !== "string" || path.trim() === "" || path.includes("\0")) {
    throw new KnowhowError("invalid_policy", `${what} needs the path of a file, for example "knowhow.db".`);
  }
  if (!Number.isFinite(busyTimeout) || busyTimeout < 0) {
    throw new KnowhowError("invalid_policy", `busyTimeout must be milliseconds from 0 up, not ${busyTimeout}.`);
  }
  const inMemory = path === ":memory:";
  return {
    path,
    place: inMemory ? path : resolve(path),
    inMemory,
    attempt: (work) =>
      whileLocked(busyTimeout, async () => {
        try {
          // SQLite says what became of every transaction, so no earlier try can have taken effect.
          return await work(false);
        } catch (error) {
          throw explainFailure(error, path);
        }
      }),
  };
}
