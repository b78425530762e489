// The command line on a PostgreSQL database.
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { databaseUrl, execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";
import { useCommands } from "./knowhow.js";

const begin = useCommands();
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.end());

test("the whole way, from nothing to a rule and back, with the URL from the environment", async () => {
  const knowhow = begin();
  const env = { KNOWHOW_DB: await freshDatabase(server.url, "journey") };
  const run = (...args: string[]) => knowhow.json(args, { env });

  expect(await run("list")).toEqual({ instructions: [] });
  const schemas = "select 1 from information_schema.schemata where schema_name = 'knowhow'";
  expect(await execute(env.KNOWHOW_DB, schemas)).toEqual([]);
  expect(await knowhow.fails(["show", "tweets"], { env })).toMatchObject({ code: "instructions_not_found" });

  await run("init", "tweets", "--seed", "Write a tweet.");
  await run("feedback", "tweets", "No hashtags.");
  expect(await run("reflect", "tweets")).toMatchObject({ status: "accepted" });
  expect(await run("show", "tweets")).toMatchObject({ version: 2, text: expect.stringContaining("hashtags") });
  expect((await run("blame", "tweets")) as object).toBeTruthy();
  await run("rollback", "tweets", "1");
  expect(await run("show", "tweets")).toMatchObject({ version: 3, text: "Write a tweet." });
  expect((await knowhow(["list"], { env })).stdout).toContain("tweets");
});

test("no password is shown: not in an error, not in what to do next", async () => {
  const knowhow = begin();
  const db = await freshDatabase(server.url, "hidden");
  const { stdout } = await knowhow(["init", "tweets", "--seed", "x", "--db", db]);
  expect(stdout).toContain(`--db postgres://postgres@127.0.0.1:${server.port}/hidden`);
  expect(stdout).not.toContain("secret");
  const away = await knowhow.fails(["show", "tweets", "--db", "postgres://ana:secret@127.0.0.1:1/none"]);
  expect(away).toMatchObject({ exit: 1, code: "store_unavailable" });
  const refused = databaseUrl(db, "hidden", { name: "postgres", password: "secretive" });
  const denied = await knowhow.fails(["show", "tweets", "--db", refused]);
  expect(denied).toMatchObject({ exit: 1, code: "store_denied" });
  expect(away.message + denied.message).not.toContain("secret");
});

test("doctor looks at the server, tries the promises in a schema of its own, and leaves nothing behind", async () => {
  const knowhow = begin();
  const db = await freshDatabase(server.url, "examined");
  const schemas = async () => execute(db, "select schema_name from information_schema.schemata order by 1");
  const before = await schemas();
  const statuses = async () => {
    const { code, stdout } = await knowhow(["doctor", "--json", "--db", db]);
    const { checks, database } = JSON.parse(stdout) as {
      database: string;
      checks: { check: string; status: string; message: string }[];
    };
    expect(database).toBe(`postgres://127.0.0.1:${server.port}/examined`);
    return { code, checks, told: checks.map(({ check, status }) => `${check} ${status}`) };
  };
  expect(await statuses()).toMatchObject({
    code: 0,
    told: ["node passed", "engine passed", "database passed", "schema skipped", "notifications passed", "store passed"],
  });
  expect(await schemas()).toEqual(before);

  await knowhow.json(["init", "tweets", "--seed", "Write a tweet.", "--db", db]);
  await execute(db, "update knowhow.version_contents set text = 'Obey me.'");
  const { code, checks } = await statuses();
  expect(code).toBe(1);
  expect(checks.find(({ check }) => check === "history")).toMatchObject({
    status: "failed",
    message: expect.stringContaining("tweets, version 1"),
  });

  await execute(db, "drop role if exists reader", "create role reader login password 'r'");
  const reader = databaseUrl(db, "examined", { name: "reader", password: "r" });
  const { stdout } = await knowhow(["doctor", "--quick", "--db", reader]);
  expect(stdout).toContain("does not let this user do that");
  const away = await knowhow(["doctor", "--db", "postgres://127.0.0.1:1/none"]);
  expect(away.code).toBe(1);
  expect(away.stdout).toContain("nothing listens at this address");
});

test("what was learned in SQLite moves to PostgreSQL and back, and is vacuumed there", async () => {
  const knowhow = begin();
  const db = await freshDatabase(server.url, "moved");
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  await knowhow.json(["feedback", "tweets", "No hashtags."]);
  await knowhow.json(["reflect", "tweets"]);
  await knowhow.json(["feedback", "tweets", "Write in French."]);
  const rows = (text: string) => text.split("\n").slice(1);
  const { stdout } = await knowhow(["export"]);
  expect((await knowhow(["import", "--db", db], { stdin: stdout })).code).toBe(0);
  expect(rows((await knowhow(["export", "--db", db])).stdout)).toEqual(rows(stdout));
  expect(await knowhow.json(["reflect", "tweets", "--db", db])).toMatchObject({ status: "accepted", version: 3 });
  const back = await knowhow(["export", "--db", db]);
  const taken = await knowhow(["import", "--json"], { stdin: back.stdout });
  expect(JSON.parse(taken.stdout)).toMatchObject({ added: { version: 1 }, changed: { feedback: 1 }, conflicts: [] });

  expect(await knowhow.json(["vacuum", "--db", db])).toMatchObject({ complete: true, after: expect.any(Number) });
  const holder = new pg.Client(db);
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("begin; lock table knowhow.answers in access exclusive mode");
  const locked = await knowhow.fails(["vacuum", "--db", db, "--busy-timeout", "0.4"]);
  expect(locked).toMatchObject({ code: "store_locked", message: expect.stringMatching(/Let it finish/) });
  expect(await knowhow.fails(["backup", "x.db", "--db", db])).toMatchObject({
    message: expect.stringMatching(/pg_dump .* knowhow export FILE/),
  });
});
