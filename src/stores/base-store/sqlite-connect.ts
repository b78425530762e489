/** Opens an SQLite file for items. Apart, so that the engine is loaded when it is used. */
import { connect } from "../sqlite/connect.js";
import { itemMigrations } from "./migrations.js";
import { sqliteItems } from "./sqlite-dialect.js";
import type { ItemsConnection } from "./store.js";

export async function connectItems(path: string): Promise<ItemsConnection> {
  const connection = await connect(path, false, itemMigrations(sqliteItems));
  return { db: connection.db, dialect: sqliteItems, close: () => connection.close() };
}
