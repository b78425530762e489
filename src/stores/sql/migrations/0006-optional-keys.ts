/**
 * Schema version 6: what versions, runs and feedback may have once, but need not have, is in an index that holds those
 * alone that have it. One with all rows looked as good as the primary key for checking a reference while the tables
 * were new, and the plan was kept: each append then went over all that its instructions had.
 */
import type { Migration } from "./migration.js";

const OPTIONAL = { versions: "reflectionId", runs: "idempotencyKey", feedback: "idempotencyKey" };

export const optionalKeys: Migration = {
  number: 6,
  async up(schema, dialect) {
    if (!dialect.dropsConstraints) return;
    for (const [table, column] of Object.entries(OPTIONAL)) {
      const name = `${table}Once`;
      await schema.alterTable(table).dropConstraint(name).execute();
      const index = schema.createIndex(name).on(table).unique().columns(["address", column]);
      await index.where(column, "is not", null).execute();
    }
  },
};
