/** Schema version 3: claims, and an index of the lessons that wait. */
import { sql } from "kysely";
import { createTable } from "./create-table.js";
import type { Migration } from "./migration.js";

export const claims: Migration = {
  number: 3,
  async up(schema, dialect) {
    await createTable(
      schema,
      dialect,
      "claims",
      {
        address: "key",
        holder: "key?",
        since: "key?",
        until: "key?",
        failedAt: "key?",
        failures: "integer",
        code: "text?",
        message: "text?",
        nextTry: "key?",
      },
      { primary: ["address"] },
    );
    // Holds only what waits, so that looking for it costs as much as there is, whatever was ever taught.
    await schema
      .createIndex("lessonsWaiting")
      .on("lessons")
      .columns(["address", "state", "createdAt"])
      .where(sql<boolean>`state in ('pending', 'parked')`)
      .execute();
  },
};
