/** One numbered step of the schema. It names columns itself: the types of today may not fit the tables of then. */
import type { SchemaModule } from "kysely";
import type { SqlDialect } from "../connection.js";

export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  up(schema: SchemaModule, dialect: SqlDialect): Promise<void>;
}
