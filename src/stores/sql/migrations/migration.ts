/** One numbered step of the schema. It names columns itself: the types of today may not fit the tables of then. */
import type { SchemaModule } from "kysely";
import type { Queries, SqlDialect } from "../connection.js";

export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  /** `transaction` is for what `schema` has no words for. */
  up(schema: SchemaModule, dialect: SqlDialect, transaction: Queries): Promise<void>;
}
