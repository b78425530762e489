/** Schema version 2: cases. What was said sits in rows of its own, so that it can be erased. */
import { createTable } from "./create-table.js";
import type { Migration } from "./migration.js";

export const cases: Migration = {
  number: 2,
  async up(schema, dialect) {
    await createTable(
      schema,
      dialect,
      "cases",
      {
        address: "key",
        id: "key",
        createdAt: "text",
        updatedAt: "text",
        state: "key",
        reason: "text?",
        retiredIn: "integer?",
        block: "key?",
        lessonId: "key?",
        feedbackId: "key?",
        runAddress: "key?",
        runId: "key?",
        byId: "key",
        byRole: "text",
        version: "integer",
      },
      { primary: ["address", "id"] },
    );
    await createTable(
      schema,
      dialect,
      "caseContents",
      { address: "key", id: "key", rule: "text?", messages: "text", metadata: "text", definition: "text" },
      {
        primary: ["address", "id"],
        references: { columns: ["address", "id"], table: "cases", target: ["address", "id"] },
      },
    );
    await schema.createIndex("casesByState").on("cases").columns(["address", "state", "id"]).execute();
  },
};
