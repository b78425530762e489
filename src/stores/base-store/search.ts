/** Finding items: by name, and under a namespace by filter and words. What has expired is not found. */
import { sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import { KeptQuery } from "../sql/kept-query.js";
import type { ItemQuery, ItemsDialect, WordQuery } from "./dialect.js";
import type { Condition } from "./filter.js";
import { filterSql } from "./filter-sql.js";
import { FOUND, type FoundRow } from "./item.js";
import { endOf } from "./namespace.js";
import { chunks, idOf, type ItemName } from "./put.js";

export interface Search {
  /** Of a namespace; empty for all. */
  readonly under: string;
  readonly filter: Condition | null;
  /** Null without a query; one without words finds nothing. */
  readonly query: WordQuery | null;
  readonly limit: number;
  readonly offset: number;
}

export async function findItems(db: Queries, names: readonly ItemName[], now: number): Promise<Map<string, FoundRow>> {
  const different = [...new Map(names.map((name) => [idOf(name), name])).values()];
  const [only, ...others] = different;
  if (only && others.length === 0) {
    const row = await findItem(db, only, now);
    return new Map(row ? [[idOf(only), row]] : []);
  }
  const rows = [];
  for (const some of chunks(different)) {
    const found = await items(db, now)
      .where((eb) => eb.or(some.map(({ namespace, key }) => eb.and({ namespace, key }))))
      .select(FOUND)
      .execute();
    rows.push(...found);
  }
  return new Map(rows.map((row) => [idOf(row), row]));
}

const oneItem = new KeptQuery<{ namespace: string; key: string; now: number }, FoundRow>();

async function findItem(db: Queries, { namespace, key }: ItemName, now: number): Promise<FoundRow | undefined> {
  const query = oneItem.filled(db, { namespace, key, now }, (name) =>
    items(db, name.now).where("namespace", "=", name.namespace).where("key", "=", name.key).select(FOUND),
  );
  return (await db.executeQuery(query)).rows[0];
}

type Scored = FoundRow & { readonly score?: number };

/** What a search asks with. */
type Asked = Readonly<Record<"now" | "limit" | "offset", number>> & {
  readonly under: string;
  /** Where the namespace ends; null for all. */
  readonly end: string | null;
  /** As the database wants to be asked; null without a query. */
  readonly words: string | null;
  readonly place: string | null;
};

const unfiltered = new KeptQuery<Asked, Scored>();

/** Those that fit the words best first, else those that were written last; then by name. */
export async function searchItems(
  db: Queries,
  dialect: ItemsDialect,
  { under, filter, query, limit, offset }: Search,
  now: number,
): Promise<Scored[]> {
  if (limit === 0 || query?.words.length === 0) return [];
  const words = query ? dialect.wordsAsked(query) : { words: null, place: null };
  const asked = { now, under, end: endOf(under), ...words, limit, offset };
  if (filter) return searching(db, dialect, asked, filter).execute();
  return (await db.executeQuery(unfiltered.filled(db, asked, (some) => searching(db, dialect, some, null)))).rows;
}

function searching(db: Queries, dialect: ItemsDialect, asked: Asked, filter: Condition | null) {
  const { under, end, words, place, limit, offset } = asked;
  let within = items(db, asked.now);
  if (end !== null) within = within.where("namespace", ">=", under).where("namespace", "<", end);
  if (filter) within = within.where(filterSql(filter, dialect.json));
  const found = within.select(FOUND.map((column) => `knowhowItems.${column}` as const));
  const ranked: ItemQuery<Scored> =
    words === null ? found : dialect.matching(found, { words, place }).orderBy(sql.ref("score"), "desc");
  return ranked.orderBy("updatedAt", "desc").orderBy("namespace").orderBy("key").limit(limit).offset(offset);
}

/** All items that have not expired. */
function items(db: Queries, now: number) {
  return db.selectFrom("knowhowItems").where((eb) => eb.or([eb("expiresAt", "is", null), eb("expiresAt", ">", now)]));
}
