/** `knowhow backup` and `knowhow restore`: a checked copy of an SQLite database, and back. */
import { KnowhowError } from "../../core/errors.js";
import type { Cli } from "../context.js";
import { readUrl } from "../../stores/postgres/address.js";
import { databaseOf, withoutPassword } from "../database.js";
import { shellWord } from "../output/words.js";

export interface RestoreOptions {
  readonly force?: boolean;
}

export async function backup(cli: Cli, target: string): Promise<void> {
  const path = fileOf(
    cli,
    (url, schema) => `pg_dump --schema=${schema} --format=custom --file=${shellWord(target)} ${url}`,
  );
  const { backUpSqlite } = await import("../../stores/sqlite/backup.js");
  backUpSqlite(path, target);
  cli.answer({ database: path, backup: target }, () => [
    `${cli.paint.green("✓")} ${path} is copied to ${target}, and the copy is in order.`,
  ]);
}

export async function restore(cli: Cli, copy: string, { force = false }: RestoreOptions): Promise<void> {
  const path = fileOf(cli, (url) => `pg_restore --clean --if-exists --dbname=${url} ${shellWord(copy)}`);
  const { restoreSqlite } = await import("../../stores/sqlite/backup.js");
  restoreSqlite(copy, path, force);
  cli.answer({ database: path, restored: copy }, () => [`${cli.paint.green("✓")} ${path} is what ${copy} was.`]);
}

/** The path of an SQLite database. @throws `store_unsupported` for a server, with the command that does it there */
function fileOf(cli: Cli, instead: (url: string, schema: string) => string): string {
  const database = databaseOf(cli.db);
  if (database.kind === "sqlite") return database.path;
  const { url, schema } = readUrl(database.url);
  throw new KnowhowError(
    "store_unsupported",
    `PostgreSQL has tools of its own for that. Run: ${instead(shellWord(withoutPassword(url)), schema ?? "knowhow")} ` +
      "For a copy that any database takes: knowhow export FILE, and knowhow import FILE.",
  );
}
