/** PostgreSQL: words as a `tsvector` beside the item, which holds the namespaces too, so that one index finds both. */
import { type CreateTableBuilder, sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import type { ItemKey, ItemQuery, ItemsDialect, NewItem, WordQuery, WordsAsked } from "./dialect.js";
import { postgresJson } from "./postgres-json.js";
import { upsert } from "./put.js";

async function createItems(table: CreateTableBuilder<string, ItemKey>, key: readonly ItemKey[], db: Queries) {
  await table
    .addColumn("words", sql`tsvector`)
    .addPrimaryKeyConstraint("knowhowItemsKey", [...key])
    .execute();
  const index = db.schema.createIndex("knowhowItemsWords").on("knowhowItems").using("gin").column("words");
  // Without the list of entries yet to be sorted in: it is read whole by every search, and makes the planner shun it.
  await sql`${sql.raw(index.compile().sql)} with (fastupdate = off)`.execute(db);
}

async function put(db: Queries, items: readonly NewItem[]): Promise<void> {
  await upsert(db, items, ({ words, places }) => ({
    words:
      words === null
        ? null
        : sql`array_to_tsvector(${places.map(lexeme)}::text[]) || to_tsvector('english', ${words}::text)`,
  })).execute();
}

/** No word begins with a slash, so that no word is taken for a namespace. */
const lexeme = (place: string): string => `/${place}`;

const wordsAsked = ({ words, place }: WordQuery): WordsAsked => ({
  words: words.join(" | "),
  place: place === null ? null : `'${lexeme(place)}'`,
});

function matching<Found>(query: ItemQuery<Found>, { words, place }: WordsAsked): ItemQuery<Found & { score: number }> {
  const column = sql.ref("knowhowItems.words");
  // As a query of its own it is worked out once, and not for every row, where the plan is not made for these words.
  const wanted = sql`(select to_tsquery('english', ${words}::text))`;
  const here = place === null ? query : query.where(sql<boolean>`${column} @@ ${place}::tsquery`);
  // The 1 lets a long text weigh its words less.
  return here
    .where(sql<boolean>`${column} @@ ${wanted}`)
    .select(sql<number>`ts_rank(${column}, ${wanted}, 1)`.as("score"));
}

export const postgresItems: ItemsDialect = {
  createItems,
  putsAtOnce: true,
  put,
  wordsAsked,
  matching,
  json: postgresJson,
};
