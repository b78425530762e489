import { expect, test } from "vitest";
import { connect } from "../sqlite/connect.js";
import { MIGRATIONS, migrate, needsMigration, SCHEMA_VERSION, schemaVersion } from "./migrate.js";

test("migrations are numbered from 1 without gaps", () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_migration, index) => index + 1));
});

test("an older schema needs them, the current one does not, a newer one is refused", () => {
  expect(needsMigration(0, "x.db")).toBe(true);
  expect(needsMigration(SCHEMA_VERSION, "x.db")).toBe(false);
  expect(() => needsMigration(SCHEMA_VERSION + 1, "x.db")).toThrow(expect.objectContaining({ code: "store_newer" }));
});

test("an older database keeps what it has, and gets what is new", async () => {
  const { db, dialect, close } = await connect(":memory:", false);
  const migrated = await db.introspection.getTables();
  await db.schema.dropIndex("lessonsWaiting").execute();
  await db.schema.dropTable("claims").execute();
  await db.schema.dropTable("modelCalls").execute();
  await db.schema.dropTable("apiKeys").execute();
  await db.schema.dropTable("caseContents").execute();
  await db.schema.dropTable("cases").execute();
  await db.deleteFrom("knowhowSchema").where("version", ">", 1).execute();
  const old = { address: "a", reflectionId: "r", request: "q", answer: "Kept." };
  await db.insertInto("answers").values(old).execute();
  await migrate(db, dialect, ":memory:");
  expect(await db.introspection.getTables()).toEqual(migrated);
  expect(await db.selectFrom("answers").selectAll().execute()).toEqual([old]);
  expect(await schemaVersion(db)).toBe(SCHEMA_VERSION);
  await close();
});

test("running them again changes nothing", async () => {
  const { db, dialect, close } = await connect(":memory:", false);
  const tables = async () => (await db.introspection.getTables()).map(({ name, columns }) => [name, columns]);
  const before = [await tables(), await db.selectFrom("knowhowSchema").selectAll().execute()];
  expect(await schemaVersion(db)).toBe(SCHEMA_VERSION);
  await migrate(db, dialect, ":memory:");
  expect([await tables(), await db.selectFrom("knowhowSchema").selectAll().execute()]).toEqual(before);
  await close();
});
