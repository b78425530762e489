/**
 * The tables of a `BaseStore`, as Kysely types. They stand beside those of instructions in the same database, with a
 * schema number of their own, so that either is there without the other.
 */
import type { Generated } from "kysely";

export interface ItemRow {
  /** SQLite alone has it, for the index of words to point at. */
  id: Generated<number>;
  /** As `namespace.ts` encodes it. First in every index by which items are found. */
  namespace: string;
  key: string;
  /** JSON as it was given, so that the order of fields stays. */
  value: string;
  /** This and the other times in milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  /** How long an item lives after it was written or read, in milliseconds; null for ever. */
  ttl: number | null;
  expiresAt: number | null;
}

/** The index of words, which SQLite alone has as a table. */
export interface ItemWordRow {
  rowid: number;
}
