/** SQLite: words in an FTS5 index that keeps no text of its own, JSON by its own functions. */
import { type CreateTableBuilder, sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import type { ItemQuery, ItemKey, ItemsDialect, NewItem, WordQuery, WordsAsked } from "./dialect.js";
import { idOf, upsert } from "./put.js";
import { sqliteJson } from "./sqlite-json.js";

async function createItems(
  table: CreateTableBuilder<string, ItemKey>,
  key: readonly ItemKey[],
  db: Queries,
): Promise<void> {
  await table
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addUniqueConstraint("knowhowItemsKey", [...key])
    .execute();
  // Letters, digits and marks are words, as in words.ts. A trigger, so that no deletion forgets the words.
  await sql`create virtual table knowhow_item_words using fts5 (places, words, content='', contentless_delete=1,
    tokenize="porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'")`.execute(db);
  await sql`create trigger knowhow_items_deleted after delete on knowhow_items begin
    delete from knowhow_item_words where rowid = old.id; end`.execute(db);
}

async function put(db: Queries, items: readonly NewItem[]): Promise<void> {
  const written = await upsert(db, items).returning(["id", "namespace", "key"]).execute();
  const ids = new Map(written.map((row) => [idOf(row), row.id]));
  const found: [number, string, string][] = [];
  const silent: number[] = [];
  for (const item of items) {
    const { words, places } = item;
    const id = ids.get(idOf(item));
    if (id === undefined) continue;
    if (words === null) silent.push(id);
    else found.push([id, places.join(" "), words]);
  }
  if (found.length > 0) {
    await sql`insert or replace into knowhow_item_words (rowid, places, words)
      select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(found)})`.execute(db);
  }
  if (silent.length > 0) {
    await sql`delete from knowhow_item_words
      where rowid in (select value from json_each(${JSON.stringify(silent)}))`.execute(db);
  }
}

function wordsAsked({ words, place }: WordQuery): WordsAsked {
  const any = `words : (${words.map((word) => `"${word}"`).join(" OR ")})`;
  return { words: place === null ? any : `places : "${place}" AND ${any}`, place: null };
}

function matching<Found>(query: ItemQuery<Found>, { words }: WordsAsked): ItemQuery<Found & { score: number }> {
  // bm25 is better the smaller it is; places weigh nothing.
  return query
    .innerJoin("knowhowItemWords", "knowhowItemWords.rowid", "knowhowItems.id")
    .where(sql<boolean>`knowhow_item_words match ${words}`)
    .select(sql<number>`-bm25(knowhow_item_words, 0.0, 1.0)`.as("score"));
}

export const sqliteItems: ItemsDialect = {
  createItems,
  putsAtOnce: false,
  put,
  wordsAsked,
  matching,
  json: sqliteJson,
};
