/** Writing and deleting items. */
import { sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import type { NewItem } from "./dialect.js";

export interface ItemName {
  readonly namespace: string;
  readonly key: string;
}

/** What tells items apart. */
export const idOf = ({ namespace, key }: ItemName): string => `${namespace}\0${key}`;

/** How many items one statement speaks of. */
const MOST_AT_ONCE = 100;

/** Inserts items over those that are there, which keep the time they were made unless they had expired. */
export function upsert(db: Queries, items: readonly NewItem[], more: (item: NewItem) => object = () => ({})) {
  const extra = Object.keys(items[0] ? more(items[0]) : {});
  const rows = items.map((item) => {
    const { namespace, key, value, createdAt, updatedAt, ttl, expiresAt } = item;
    return { namespace, key, value, createdAt, updatedAt, ttl, expiresAt, ...more(item) };
  });
  return db
    .insertInto("knowhowItems")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["namespace", "key"]).doUpdateSet((eb) => ({
        value: eb.ref("excluded.value"),
        createdAt: eb
          .case()
          .when("knowhowItems.expiresAt", "<=", eb.ref("excluded.updatedAt"))
          .then(eb.ref("excluded.createdAt"))
          .else(eb.ref("knowhowItems.createdAt"))
          .end(),
        updatedAt: eb.ref("excluded.updatedAt"),
        ttl: eb.ref("excluded.ttl"),
        expiresAt: eb.ref("excluded.expiresAt"),
        ...Object.fromEntries(extra.map((column) => [column, sql.ref(`excluded.${column}`)])),
      })),
    );
}

export async function deleteItems(db: Queries, names: readonly ItemName[]): Promise<void> {
  for (const some of chunks(names)) {
    await db
      .deleteFrom("knowhowItems")
      .where((eb) => eb.or(some.map((name) => eb.and({ namespace: name.namespace, key: name.key }))))
      .execute();
  }
}

export function chunks<T>(all: readonly T[]): (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(all.length / MOST_AT_ONCE) }, (_none, index) => index * MOST_AT_ONCE);
  return starts.map((start) => all.slice(start, start + MOST_AT_ONCE));
}
