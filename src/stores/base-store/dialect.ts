/** What databases write differently: how words are indexed, and how a place of a JSON text is asked. */
import type { CreateTableBuilder, RawBuilder, SelectQueryBuilder, SqlBool } from "kysely";
import type { Queries } from "../sql/connection.js";
import type { Tables } from "../sql/schema.js";
import type { JsonPath } from "./filter.js";
import type { ItemRow } from "./schema.js";

/** An item as it is written. */
export interface NewItem extends Omit<ItemRow, "id"> {
  /** The text that is searched; null for none. */
  readonly words: string | null;
  /** A token for each namespace that it lies under. */
  readonly places: readonly string[];
}

/** What is searched for. */
export interface WordQuery {
  /** At least one; letters, digits and marks only. */
  readonly words: readonly string[];
  /** The token of the namespace that items lie under; null for all. Tokens can be shared: not to be relied on. */
  readonly place: string | null;
}

/** The same in the database's own language, to be passed on as it is. */
export interface WordsAsked {
  readonly words: string;
  /** Null where it is in the words, or for all. */
  readonly place: string | null;
}

/** A query for items; what it selects is the caller's. */
export type ItemQuery<Found> = SelectQueryBuilder<Tables, "knowhowItems", Found>;

/** The columns by which an item is known. */
export type ItemKey = "namespace" | "key";

export interface ItemsDialect {
  /** Makes the table of items, with its key and what indexes its words. */
  createItems(table: CreateTableBuilder<string, ItemKey>, key: readonly ItemKey[], db: Queries): Promise<void>;
  /** Whether `put` is one statement, which is a transaction by itself. */
  readonly putsAtOnce: boolean;
  /** Writes items, each once, over those that are there. */
  put(db: Queries, items: readonly NewItem[]): Promise<void>;
  /** Narrows a query to items with any of the words, and adds how well they fit as `score`: the more, the better. */
  matching<Found>(query: ItemQuery<Found>, asked: WordsAsked): ItemQuery<Found & { score: number }>;
  wordsAsked(wanted: WordQuery): WordsAsked;
  readonly json: JsonDialect;
}

/** Questions to a place of the column `value`. */
export interface JsonDialect {
  /** `object`, `array`, `string`, `number`, `true`, `false` or `null`; SQL's null where there is nothing. */
  type(path: JsonPath): RawBuilder<string | null>;
  /** The text at a place that holds a string, comparable by code points. */
  text(path: JsonPath): RawBuilder<string>;
  /** The number at a place; SQL's null if there is none. */
  number(path: JsonPath): RawBuilder<number | null>;
  /** Whether there is one of these numbers. */
  isAmong(path: JsonPath, numbers: readonly number[]): Answer;
  /** A number as a parameter. */
  numberOf(value: number): RawBuilder<number>;
  /** Of an object or array, how many fields or elements it has; anything for others. */
  size(path: JsonPath, type: "object" | "array"): RawBuilder<number>;
}

/** An answer to a question. */
export type Answer = RawBuilder<SqlBool>;
