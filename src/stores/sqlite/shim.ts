/** Makes a node:sqlite database look as Kysely's SQLite dialect expects it, with prepared statements kept for reuse. */
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** How many statements are kept. The store's own are fewer; lists of changing length are what could grow. */
const MOST_STATEMENTS = 200;

export function kyselyDatabase(native: DatabaseSyncInstance): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => native.close(),
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept) return kept;
      const statement = prepare(native, sql);
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

function prepare(native: DatabaseSyncInstance, sql: string): SqliteStatement {
  // Kysely begins deferred: such a transaction reads first and is then refused when it wants to write.
  const statement = native.prepare(sql === "begin" ? "begin immediate" : sql);
  // After some errors SQLite has rolled back by itself; to do it again would be an error that hides the first.
  const nothing = { changes: 0, lastInsertRowid: 0 };
  if (sql === "rollback") return plain(() => (native.isTransaction ? statement.run() : nothing));
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters),
    run: (parameters) => statement.run(...parameters),
    iterate: (parameters) => statement.iterate(...parameters),
  };
}

function plain(run: SqliteStatement["run"]): SqliteStatement {
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}
