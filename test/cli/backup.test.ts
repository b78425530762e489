// `knowhow backup` and `restore`: a whole copy, and nothing overwritten by mistake.
import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { useCommands } from "./knowhow.js";

const newFolder = useCommands();

test("a copy is made, checked, and put back", async () => {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  const copy = `${knowhow.folder}/copies/one.db`;
  await knowhow.json(["backup", copy]);
  expect(readdirSync(`${knowhow.folder}/copies`)).toEqual(["one.db"]);
  expect(await knowhow.fails(["backup", copy])).toMatchObject({ code: "store_unavailable" });
  await knowhow.json(["init", "other", "--seed", "Be brief."]);
  const refused = await knowhow.fails(["restore", copy]);
  expect(refused).toMatchObject({ code: "store_unavailable", message: expect.stringContaining("--force") });
  expect((await knowhow.json<{ instructions: unknown[] }>(["list"])).instructions).toHaveLength(2);
  await knowhow.json(["restore", copy, "--force"]);
  expect(await knowhow.json(["list"])).toMatchObject({ instructions: [{ name: "tweets", version: 1 }] });
  const broken = knowhow.file("broken.db", "This is no database.".repeat(100));
  expect(await knowhow.fails(["restore", broken, "--force"])).toMatchObject({ code: "store_corrupt" });
  expect(await knowhow.fails(["restore", "none.db", "--force"])).toMatchObject({ code: "store_unavailable" });
  expect(await knowhow.json(["show", "tweets"])).toMatchObject({ text: "Write a tweet." });
});

test("without a database nothing is made, and PostgreSQL's own tools are named", async () => {
  const knowhow = newFolder();
  expect(await knowhow.fails(["backup", "copy.db"])).toMatchObject({ code: "store_unavailable" });
  expect(existsSync(`${knowhow.folder}/copy.db`)).toBe(false);
  const server = await knowhow.fails(["backup", "copy.db", "--db", "postgres://me:secret@localhost/knowhow"]);
  expect(server).toMatchObject({
    code: "store_unsupported",
    message: expect.stringMatching(/pg_dump --schema=knowhow .*postgres:\/\/me@localhost\/knowhow/),
  });
  expect(server.message).not.toContain("secret");
});
