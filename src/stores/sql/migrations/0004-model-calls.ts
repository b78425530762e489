/** Schema version 4: what calls of models used. */
import { createTable } from "./create-table.js";
import type { Migration } from "./migration.js";

export const modelCalls: Migration = {
  number: 4,
  async up(schema, dialect) {
    await createTable(
      schema,
      dialect,
      "modelCalls",
      {
        address: "key",
        id: "key",
        at: "text",
        purpose: "text",
        reflectionId: "key?",
        strategy: "text?",
        model: "text",
        inputTokens: "integer",
        outputTokens: "integer",
        estimated: "integer",
        error: "text?",
      },
      { primary: ["address", "id"] },
    );
  },
};
