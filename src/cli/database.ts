/** What `--db` and KNOWHOW_DB can say, as the path of an SQLite file. */
import { fileURLToPath } from "node:url";
import { KnowhowError } from "../core/errors.js";

/** Where the data is when nothing else is said, below the working directory. */
const DEFAULT_DATABASE = ".knowhow/knowhow.db";

/** A scheme has at least two letters, so that `C:\knowhow.db` is a path. */
const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/**
 * A path, `sqlite:PATH`, `sqlite:///ABSOLUTE`, `file:PATH` or `file:///ABSOLUTE`.
 * @throws `store_unsupported` for another kind of database, `store_unavailable` for a URL that is none
 */
export function databasePath(db: string | null): string {
  if (db === null) return DEFAULT_DATABASE;
  const scheme = SCHEME.exec(db)?.[1]?.toLowerCase();
  const rest = db.slice((scheme?.length ?? -1) + 1);
  switch (scheme) {
    case undefined:
      return db;
    case "sqlite":
      return required(db, rest.replace(/^\/\/(?=\/|$)/, ""));
    case "file":
      return required(db, rest.startsWith("//") ? pathOfUrl(db) : rest);
    case "postgres":
    case "postgresql":
      throw new KnowhowError(
        "store_unsupported",
        "This version of the command line does not support PostgreSQL yet. Give the path of an SQLite file to --db.",
      );
    default:
      throw new KnowhowError(
        "store_unsupported",
        `The command line knows no database of the kind "${scheme}:". Give a path, sqlite:PATH or file:URL to --db.`,
      );
  }
}

function required(db: string, path: string): string {
  if (path !== "") return path;
  throw new KnowhowError("store_unavailable", `${JSON.stringify(db)} names no file. Write the path behind it.`);
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new KnowhowError(
      "store_unavailable",
      `${JSON.stringify(url)} is not the URL of a local file. Write file:///ABSOLUTE/PATH, or just the path.`,
      { cause },
    );
  }
}
