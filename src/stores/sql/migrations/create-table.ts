/** How migrations write a table: its columns by kind, its keys. */
import type { CreateTableBuilder, SchemaModule } from "kysely";
import type { SqlDialect } from "../connection.js";

/** A column: text unless said otherwise, and `?` for one that may be null. */
export type Columns = Readonly<Record<string, "key" | "key?" | "text" | "text?" | "integer" | "integer?" | "number?">>;

export interface Constraints {
  readonly primary: readonly string[];
  readonly unique?: readonly string[];
  /** Columns that name a row of another table by its primary key. */
  readonly references?: Reference;
}

interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly target: readonly string[];
}

export async function createTable(
  schema: SchemaModule,
  dialect: SqlDialect,
  name: string,
  columns: Columns,
  { primary, unique, references }: Constraints,
): Promise<void> {
  const types = { key: dialect.key, text: "text", integer: "integer", number: "double precision" } as const;
  let table: CreateTableBuilder<string, string> = schema.createTable(name);
  for (const [column, declared] of Object.entries(columns)) {
    const optional = declared.endsWith("?");
    const type = types[declared.replace("?", "") as keyof typeof types];
    table = table.addColumn(column, type, (built) => (optional ? built : built.notNull()));
  }
  table = table.addPrimaryKeyConstraint(`${name}Key`, [...primary]);
  if (unique) table = table.addUniqueConstraint(`${name}Once`, [...unique]);
  if (references) {
    const { columns: own, table: other, target } = references;
    table = table.addForeignKeyConstraint(`${name}Of`, [...own], other, [...target]);
  }
  await table.execute();
}
