/** Erasing: rows go whole; of a version only the content goes, and its salt with it, so that the chain stays. */
import { addressKey } from "../../core/address.js";
import type { ErasedRows, Erasure } from "../../core/ports/store.js";
import { ERASED } from "../../core/version.js";
import { batches } from "./batches.js";
import type { Queries, SqlDialect } from "./connection.js";
import { insertEvidence } from "./evidence.js";
import { lockRecord } from "./instructions.js";
import { putReflection } from "./reflections.js";

/** All but those of feedback. What refers to another table stands before it. */
const TABLES = [
  "labels",
  "versionContents",
  "versions",
  "instructions",
  "runContents",
  "runs",
  "proposalContents",
  "proposals",
  "caseContents",
  "cases",
  "evidence",
  "reflections",
  "answers",
  "claims",
  "modelCalls",
] as const;

/** In a transaction. False, and nothing is erased, where the head or a label is in the way. */
export async function eraseRows(db: Queries, dialect: SqlDialect, erasure: Erasure): Promise<boolean> {
  const address = addressKey(erasure.address);
  await lockRecord(db, dialect, erasure.address);
  if (erasure.everything) {
    for (const table of TABLES) await db.deleteFrom(table).where("address", "=", address).execute();
    await eraseFeedback(db, dialect, address, null);
    return true;
  }
  const { rows } = erasure;
  if (await inUse(db, address, rows.versions)) return false;
  await eraseContents(db, address, rows.versions);
  await remove(db, address, ["runContents", "runs"], rows.runs);
  for (const ids of batches(rows.feedback)) await eraseFeedback(db, dialect, address, ids);
  await remove(db, address, ["proposalContents", "proposals"], rows.proposals);
  await remove(db, address, ["caseContents", "cases"], rows.cases);
  await remove(db, address, ["evidence"], [...rows.evidence, ...rows.redacted.evidence.map(({ id }) => id)]);
  await insertEvidence(db, erasure.address, rows.redacted.evidence);
  await redact(db, address, rows.redacted);
  if (typeof rows.answers === "object") {
    for (const ids of batches(rows.answers))
      await db.deleteFrom("answers").where("address", "=", address).where("reflectionId", "in", ids).execute();
  } else if (rows.answers) {
    await db.deleteFrom("answers").where("address", "=", address).execute();
    const failed = db.updateTable("claims").set({ message: ERASED }).where("message", "is not", null);
    await failed.where("address", "=", address).execute();
  }
  return true;
}

/**
 * Feedback with its contents and lessons, of which nothing may stay behind alone; null for all under the address. Where
 * others append meanwhile it goes by one statement, which sees what they append whole or not at all.
 */
async function eraseFeedback(
  db: Queries,
  dialect: SqlDialect,
  address: string,
  ids: readonly string[] | null,
): Promise<void> {
  const lessons = (on: Deleting) => {
    const all = on.deleteFrom("lessons").where("address", "=", address);
    return ids === null ? all : all.where("feedbackId", "in", ids);
  };
  const rows = (on: Deleting, table: "feedback" | "feedbackContents") => {
    const all = on.deleteFrom(table).where("address", "=", address);
    return ids === null ? all : all.where("id", "in", ids);
  };
  if (!dialect.writesWithin) {
    await lessons(db).execute();
    await rows(db, "feedbackContents").execute();
    await rows(db, "feedback").execute();
    return;
  }
  const within = db.with("taught", (on) => lessons(on)).with("said", (on) => rows(on, "feedbackContents"));
  await rows(within, "feedback").execute();
  // Lessons that were taken in while it waited for who did so; from now on they find no feedback.
  await lessons(db)
    .where((eb) => {
      const said = eb.selectFrom("feedback as f").select("f.id").where("f.address", "=", address);
      return eb.not(eb.exists(said.whereRef("f.id", "=", "lessons.feedbackId")));
    })
    .execute();
}

type Deleting = Pick<Queries, "deleteFrom">;

async function inUse(db: Queries, address: string, versions: readonly number[]): Promise<boolean> {
  const labels = await db.selectFrom("labels").select("version").where("address", "=", address).execute();
  const head = await db.selectFrom("instructions").select("head").where("address", "=", address).executeTakeFirst();
  const used = new Set([...labels.map(({ version }) => version), head?.head]);
  return versions.some((number) => used.has(number));
}

async function eraseContents(db: Queries, address: string, versions: readonly number[]): Promise<void> {
  for (const numbers of batches(versions)) {
    await db
      .updateTable("versionContents")
      .set({ text: "", blocks: "[]", authorId: ERASED, reason: "", salt: "" })
      .where("address", "=", address)
      .where("number", "in", numbers)
      .execute();
  }
}

type WithIds = Exclude<
  (typeof TABLES)[number],
  "labels" | "versions" | "versionContents" | "instructions" | "answers" | "claims"
>;

async function remove(db: Queries, address: string, tables: readonly WithIds[], ids: readonly string[]): Promise<void> {
  for (const batch of batches(ids)) {
    for (const table of tables) {
      await db.deleteFrom(table).where("address", "=", address).where("id", "in", batch).execute();
    }
  }
}

async function redact(db: Queries, address: string, redacted: ErasedRows["redacted"]): Promise<void> {
  for (const { id, reason } of redacted.lessons) {
    await db.updateTable("lessons").set({ reason }).where("address", "=", address).where("id", "=", id).execute();
  }
  for (const { id, by, gate, decision, edits, supports, text, rationale, screens, seed } of redacted.proposals) {
    await db
      .updateTable("proposals")
      // One that was decided meanwhile keeps its decision.
      .set({
        byId: by.id,
        gate: JSON.stringify(gate),
        ...(decision ? { decision: JSON.stringify(decision) } : {}),
      })
      .where("address", "=", address)
      .where("id", "=", id)
      .execute();
    await db
      .updateTable("proposalContents")
      .set({
        edits: JSON.stringify(edits),
        supports: JSON.stringify(supports),
        text,
        rationale,
        screens: JSON.stringify(screens),
        seed,
      })
      .where("address", "=", address)
      .where("id", "=", id)
      .execute();
  }
  for (const record of redacted.reflections) await putReflection(db, record);
  for (const { id, messages, metadata } of redacted.runs ?? []) {
    const content = { messages: JSON.stringify(messages), metadata: JSON.stringify(metadata) };
    await db.updateTable("runContents").set(content).where("address", "=", address).where("id", "=", id).execute();
  }
}
