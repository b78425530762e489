/** Connects to PostgreSQL for items. Apart, so that Kysely's dialect and `pg` are loaded when they are used. */
import { connect, type Connecting } from "../postgres/connect.js";
import { itemMigrations } from "./migrations.js";
import { postgresItems } from "./postgres-dialect.js";
import type { ItemsConnection } from "./store.js";

export async function connectItems(settings: Connecting): Promise<ItemsConnection> {
  const connection = await connect(settings, itemMigrations(postgresItems));
  return { db: connection.db, dialect: postgresItems, close: () => connection.close() };
}
