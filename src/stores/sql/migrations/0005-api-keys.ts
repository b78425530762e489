/** Schema version 5: keys of the server. */
import { createTable } from "./create-table.js";
import type { Migration } from "./migration.js";

export const apiKeys: Migration = {
  number: 5,
  async up(schema, dialect) {
    await createTable(
      schema,
      dialect,
      "apiKeys",
      {
        id: "key",
        principalId: "text",
        principalRole: "text",
        roles: "text",
        namespaces: "text",
        forUsers: "integer",
        createdAt: "text",
        expiresAt: "text?",
        revokedAt: "text?",
        hash: "text",
      },
      { primary: ["id"] },
    );
  },
};
