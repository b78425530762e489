/** The tables of a `BaseStore`, by numbered steps of their own: a database has them only where one is used. */
import { sql } from "kysely";
import type { Migration } from "../sql/migrations/migration.js";
import type { Series } from "../sql/migrate.js";
import type { ItemsDialect } from "./dialect.js";

/** In order. A migration that was released is never changed. */
export function itemMigrations(dialect: ItemsDialect): Series {
  const items: Migration = {
    number: 1,
    async up(schema, { key }, transaction) {
      const table = schema
        .createTable("knowhowItems")
        .addColumn("namespace", key, (column) => column.notNull())
        .addColumn("key", key, (column) => column.notNull())
        .addColumn("value", "text", (column) => column.notNull())
        .addColumn("createdAt", "double precision", (column) => column.notNull())
        .addColumn("updatedAt", "double precision", (column) => column.notNull())
        .addColumn("ttl", "double precision")
        .addColumn("expiresAt", "double precision");
      await dialect.createItems(table, ["namespace", "key"], transaction);
      // The one index that does not begin with the namespace: by it all that has expired is swept.
      await schema
        .createIndex("knowhowItemsExpiring")
        .on("knowhowItems")
        .column("expiresAt")
        .where(sql.ref("expiresAt"), "is not", null)
        .execute();
    },
  };
  return { table: "knowhowItemsSchema", migrations: [items] };
}
