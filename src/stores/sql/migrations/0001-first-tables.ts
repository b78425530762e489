/** Schema version 1: all tables of the first release. */
import { type Columns, type Constraints, createTable } from "./create-table.js";
import type { Migration } from "./migration.js";

export const firstTables: Migration = {
  number: 1,
  async up(schema, dialect) {
    const table = (name: string, columns: Columns, constraints: Constraints) =>
      createTable(schema, dialect, name, columns, constraints);
    const ofVersion = { columns: ["address", "number"], table: "versions", target: ["address", "number"] };
    const sameId = (table: string) => ({ columns: ["address", "id"], table, target: ["address", "id"] });

    await table(
      "instructions",
      {
        address: "key",
        createdAt: "text",
        templateFormat: "text",
        overlay: "integer",
        owner: "key?",
        head: "integer",
        seed: "text?",
        offeredSeeds: "text",
      },
      { primary: ["address"] },
    );
    await table(
      "versions",
      {
        address: "key",
        number: "integer",
        parent: "integer?",
        createdAt: "text",
        proposalId: "key?",
        reflectionId: "key?",
        reverts: "integer?",
        commitment: "text",
        parentHash: "text?",
        hash: "text",
      },
      {
        primary: ["address", "number"],
        unique: ["address", "reflectionId"],
        references: { columns: ["address"], table: "instructions", target: ["address"] },
      },
    );
    await table(
      "versionContents",
      {
        address: "key",
        number: "integer",
        text: "text",
        blocks: "text",
        nextBlock: "integer",
        authorId: "key",
        authorRole: "text",
        reason: "text",
        salt: "text",
      },
      { primary: ["address", "number"], references: ofVersion },
    );
    await table(
      "labels",
      { address: "key", label: "key", version: "integer" },
      { primary: ["address", "label"], references: { ...ofVersion, columns: ["address", "version"] } },
    );
    await table(
      "runs",
      {
        address: "key",
        id: "key",
        createdAt: "text",
        ref: "text",
        thread: "key?",
        principalId: "key?",
        principalRole: "text?",
        idempotencyKey: "key?",
        contentHash: "text",
      },
      { primary: ["address", "id"], unique: ["address", "idempotencyKey"] },
    );
    await table(
      "runContents",
      { address: "key", id: "key", messages: "text", metadata: "text" },
      { primary: ["address", "id"], references: sameId("runs") },
    );
    await table(
      "feedback",
      {
        address: "key",
        id: "key",
        createdAt: "text",
        byId: "key",
        byRole: "text",
        runAddress: "key?",
        runId: "key?",
        message: "key?",
        score: "number?",
        idempotencyKey: "key?",
        contentHash: "text",
      },
      { primary: ["address", "id"], unique: ["address", "idempotencyKey"] },
    );
    await table(
      "feedbackContents",
      { address: "key", id: "key", comment: "text?", revised: "text?", original: "text?" },
      { primary: ["address", "id"], references: sameId("feedback") },
    );
    await table(
      "lessons",
      {
        address: "key",
        id: "key",
        feedbackId: "key",
        createdAt: "text",
        updatedAt: "text",
        state: "key",
        reason: "text?",
        attempts: "integer",
        proposalId: "key?",
        version: "integer?",
      },
      { primary: ["address", "id"], references: { ...sameId("feedback"), columns: ["address", "feedbackId"] } },
    );
    await table(
      "proposals",
      {
        address: "key",
        id: "key",
        createdAt: "text",
        state: "key",
        base: "integer",
        byId: "key",
        byRole: "text",
        trust: "text",
        lessonIds: "text",
        strategy: "text?",
        reflectionId: "key?",
        gate: "text",
        usage: "text",
        decision: "text?",
      },
      { primary: ["address", "id"] },
    );
    await table(
      "proposalContents",
      {
        address: "key",
        id: "key",
        edits: "text",
        supports: "text",
        text: "text?",
        rationale: "text",
        screens: "text",
        seed: "text?",
      },
      { primary: ["address", "id"], references: sameId("proposals") },
    );
    await table(
      "evidence",
      {
        address: "key",
        id: "key",
        blockId: "key",
        version: "integer",
        createdAt: "text",
        proposalId: "key?",
        byId: "key?",
        byRole: "text?",
        feedbackId: "key?",
        runId: "key?",
        evidence: "text",
      },
      { primary: ["address", "id"] },
    );
    await table(
      "reflections",
      {
        address: "key",
        id: "key",
        createdAt: "text",
        finishedAt: "text",
        status: "text",
        strategy: "text",
        model: "text?",
        base: "integer",
        lessonIds: "text",
        proposalId: "key?",
        version: "integer?",
        rationale: "text",
        usage: "text",
        error: "text?",
      },
      { primary: ["address", "id"] },
    );
    await table(
      "answers",
      { address: "key", reflectionId: "key", request: "key", answer: "text" },
      { primary: ["address", "reflectionId", "request"] },
    );

    await schema.createIndex("lessonsByState").on("lessons").columns(["address", "state", "id"]).execute();
    await schema.createIndex("proposalsByState").on("proposals").columns(["address", "state", "id"]).execute();
    // Proposals are also found by id alone.
    await schema.createIndex("proposalsById").on("proposals").column("id").execute();
    await schema.createIndex("evidenceByBlock").on("evidence").columns(["address", "blockId", "id"]).execute();
  },
};
