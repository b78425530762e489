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

test("running them again changes nothing", async () => {
  const { db, dialect, close } = await connect(":memory:", false);
  const tables = async () => (await db.introspection.getTables()).map(({ name, columns }) => [name, columns]);
  const before = [await tables(), await db.selectFrom("knowhowSchema").selectAll().execute()];
  expect(await schemaVersion(db)).toBe(SCHEMA_VERSION);
  await migrate(db, dialect, ":memory:");
  expect([await tables(), await db.selectFrom("knowhowSchema").selectAll().execute()]).toEqual(before);
  await close();
});
