/** Finding items: by name, and under a namespace by filter and words. What has expired is not found. */
import { type CompiledQuery, sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import type { ItemsDialect, WordQuery } from "./dialect.js";
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

/** What the query of {@link findItem} was compiled to, for each connection: it is what is asked most. */
const compiled = new WeakMap<Queries, CompiledQuery<FoundRow>>();

async function findItem(db: Queries, { namespace, key }: ItemName, now: number): Promise<FoundRow | undefined> {
  let query = compiled.get(db);
  if (!query) {
    query = items(db, 0).where("namespace", "=", "").where("key", "=", "").select(FOUND).compile();
    compiled.set(db, query);
  }
  return (await db.executeQuery<FoundRow>({ ...query, parameters: [now, namespace, key] })).rows[0];
}

/** Those that fit the words best first, else those that were written last; then by name. */
export async function searchItems(
  db: Queries,
  dialect: ItemsDialect,
  search: Search,
  now: number,
): Promise<(FoundRow & { readonly score?: number })[]> {
  const { under, filter, query, limit, offset } = search;
  if (limit === 0 || query?.words.length === 0) return [];
  const end = endOf(under);
  let found = items(db, now);
  if (end !== null) found = found.where("namespace", ">=", under).where("namespace", "<", end);
  if (filter) found = found.where(filterSql(filter, dialect.json));
  const columns = FOUND.map((column) => `knowhowItems.${column}` as const);
  const page = <Row>(rows: { limit(limit: number): { offset(offset: number): Row } }): Row =>
    rows.limit(limit).offset(offset);
  if (query) {
    const ranked = dialect.matching(found.select(columns), query).orderBy(sql.ref("score"), "desc");
    return page(ranked.orderBy("updatedAt", "desc").orderBy("namespace").orderBy("key")).execute();
  }
  const latest = found.select(columns).orderBy("updatedAt", "desc").orderBy("namespace").orderBy("key");
  return page(latest).execute();
}

/** All items that have not expired. */
function items(db: Queries, now: number) {
  return db.selectFrom("knowhowItems").where((eb) => eb.or([eb("expiresAt", "is", null), eb("expiresAt", ">", now)]));
}
