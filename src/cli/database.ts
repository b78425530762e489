/** What `--db` and KNOWHOW_DB can say: the path of an SQLite file, or the URL of a PostgreSQL database. */
import { fileURLToPath } from "node:url";
import { KnowhowError } from "../core/errors.js";
import { readUrl } from "../stores/postgres/address.js";

/** Where the data is. */
export type Database =
  | { readonly kind: "sqlite"; readonly path: string; readonly name: string }
  /** `name` is what may be shown: it has no password. */
  | { readonly kind: "postgres"; readonly url: string; readonly name: string };

/** Where the data is when nothing else is said, below the working directory. */
const DEFAULT_DATABASE = ".knowhow/knowhow.db";

/** A scheme has at least two letters, so that `C:\knowhow.db` is a path. */
const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/**
 * A path, `sqlite:PATH`, `sqlite:///ABSOLUTE`, `file:PATH`, `file:///ABSOLUTE` or `postgres://…`.
 * @throws `store_unsupported` for another kind of database, `store_unavailable` and `invalid_policy` for a URL that is
 * none
 */
export function databaseOf(db: string | null): Database {
  const scheme = db === null ? undefined : schemeOf(db);
  if (db !== null && (scheme === "postgres" || scheme === "postgresql")) {
    return { kind: "postgres", url: db, name: readUrl(db).name };
  }
  const path = db === null ? DEFAULT_DATABASE : pathOf(db, scheme);
  if (path === ":memory:") {
    throw new KnowhowError(
      "store_unsupported",
      "A database :memory: would be gone with the end of this command, and all that it kept. Give --db the path of a file.",
    );
  }
  return { kind: "sqlite", path, name: path };
}

/** What was given to `--db` without the password that may be in it, which is read from elsewhere then. */
export function withoutPassword(db: string): string {
  return schemeOf(db)?.startsWith("postgres") ? db.replace(/^([a-z]+:\/\/[^/@]*?):[^/]*@/i, "$1@") : db;
}

const schemeOf = (db: string): string | undefined => SCHEME.exec(db)?.[1]?.toLowerCase();

function pathOf(db: string, scheme: string | undefined): string {
  const rest = db.slice((scheme?.length ?? -1) + 1);
  switch (scheme) {
    case undefined:
      return db;
    case "sqlite":
      return required(db, rest.replace(/^\/\/(?=\/|$)/, ""));
    case "file":
      return required(db, rest.startsWith("//") ? pathOfUrl(db) : rest);
    default:
      throw new KnowhowError(
        "store_unsupported",
        `The command line knows no database of the kind "${scheme}:". Give a path, sqlite:PATH, file:URL or postgres://HOST/DATABASE to --db.`,
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
