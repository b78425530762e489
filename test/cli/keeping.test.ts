// `knowhow export`, `import`, `prune` and `vacuum`, as people run them.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DatabaseSync } from "@photostructure/sqlite";
import { makeMessage, makeRun } from "knowhow/testing";
import { sqliteStore } from "knowhow/sqlite";
import { expect, test } from "vitest";
import { type Knowhow, useCommands } from "./knowhow.js";

const newFolder = useCommands();

async function taught(knowhow: Knowhow): Promise<void> {
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  await knowhow.json(["feedback", "tweets", "No hashtags.", "--by", "ana", "--role", "reviewer"]);
  await knowhow.json(["reflect", "tweets"]);
}

/** All lines but the header, which has the time. */
const rowsOf = (text: string): string[] => text.split("\n").slice(1);

test("an export goes into another database, by file, compressed, or through a pipe, and twice changes nothing", async () => {
  const knowhow = newFolder();
  await taught(knowhow);
  const printed = await knowhow(["export"]);
  expect(printed.code).toBe(0);
  const made = await knowhow.json(["export", "copies/monday.jsonl.gz"]);
  expect(made).toMatchObject({ export: "copies/monday.jsonl.gz", lines: printed.stdout.split("\n").length - 1 });
  const file = join(knowhow.folder, "copies/monday.jsonl.gz");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(rowsOf(gunzipSync(readFileSync(file)).toString())).toEqual(rowsOf(printed.stdout));
  expect(await knowhow.fails(["export", "copies/monday.jsonl.gz"])).toMatchObject({ code: "invalid_usage" });

  const other = ["--db", "other.db"];
  const dry = await knowhow.json(["import", "copies/monday.jsonl.gz", "--dry-run", ...other]);
  expect(dry).toMatchObject({ dryRun: true, added: { instructions: 1, version: 2, feedback: 1 } });
  expect(existsSync(join(knowhow.folder, "other.db"))).toBe(false);
  const { dryRun: _dry, ...would } = dry;
  expect(await knowhow.json(["import", "copies/monday.jsonl.gz", ...other])).toMatchObject(would);
  expect(await knowhow.json(["show", "tweets", ...other])).toMatchObject({ version: 2 });
  const again = await knowhow(["import", ...other], { stdin: printed.stdout });
  expect(again.stdout).toContain("Everything in it was there already.");
  expect(rowsOf((await knowhow(["export", ...other])).stdout)).toEqual(rowsOf(printed.stdout));
});

test("what cannot be imported is refused with what to do, and a file of which one line is broken changes nothing", async () => {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  const { stdout } = await knowhow(["export"]);
  const target = ["--db", "target.db"];
  await knowhow.json(["init", "tweets", "--seed", "Mine.", ...target]);
  const good = knowhow.file("good.jsonl", stdout);
  const refused = await knowhow(["import", good, ...target]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/another history.*Erase it there first.*import_conflict/);
  expect(await knowhow.json(["show", "tweets", ...target])).toMatchObject({ text: "Mine." });

  const spoilt = knowhow.file("spoilt.jsonl", stdout.slice(0, -30));
  const fresh = ["--db", "fresh.db"];
  expect(await knowhow.fails(["import", spoilt, ...fresh])).toMatchObject({
    code: "invalid_export",
    message: expect.stringMatching(/Line \d+ is cut off/),
  });
  expect(await knowhow.json(["list", ...fresh])).toEqual({ instructions: [] });
  const broken: readonly (readonly [readonly string[], string | Uint8Array, string])[] = [
    [["import"], Uint8Array.from([0x1f, 0x8b, 8, 0, 0]), "invalid_export"],
    [["import", "none.jsonl"], "", "invalid_usage"],
    [["export", "x.jsonl", "--db", "nowhere.db"], "", "store_unavailable"],
    [["export", "spoilt.jsonl/x.jsonl"], "", "invalid_usage"],
  ];
  for (const [args, stdin, code] of broken)
    expect(await knowhow.fails(args, { stdin }), args.join(" ")).toMatchObject({ code });
});

test("an import that is killed goes on, and ends as if it had not been", async () => {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  const address = { namespace: [], name: "tweets" };
  const source = sqliteStore(knowhow.database);
  const said = "x".repeat(10_000);
  const runs = Array.from({ length: 1500 }, () => makeRun({ address, messages: [makeMessage(said)] }));
  await source.takeIn(address, { runs });
  await source.close();
  await knowhow.json(["export", "all.jsonl"]);
  const target = join(knowhow.folder, "target.db");
  const rows = (): number => {
    if (!existsSync(target)) return 0;
    const native = new DatabaseSync(target, { readOnly: true });
    try {
      return Number(native.prepare("select count(*) as rows from runs").get()?.["rows"]);
    } catch {
      return 0; // the schema is being made
    } finally {
      native.close();
    }
  };
  // From a pipe it begins to write at once.
  const killed = await knowhow(["import", "--db", "target.db"], {
    stdin: readFileSync(join(knowhow.folder, "all.jsonl")),
    started(child) {
      const look = setInterval(() => {
        if (rows() > 0) child.kill("SIGKILL");
      }, 5);
      child.on("close", () => clearInterval(look));
    },
  });
  expect(killed.signal).toBe("SIGKILL");
  const half = rows();
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(1500);
  expect(await knowhow.json(["import", "all.jsonl", "--db", "target.db"])).toMatchObject({
    added: { run: 1500 - half },
    conflicts: [],
  });
  expect(rowsOf((await knowhow(["export", "--db", "target.db"])).stdout)).toEqual(
    rowsOf(readFileSync(join(knowhow.folder, "all.jsonl"), "utf8")),
  );
});

test("old runs are pruned when it was meant, and the room they took is given back", async () => {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  const address = { namespace: [], name: "tweets" };
  const store = sqliteStore(knowhow.database);
  const messages = [makeMessage("x".repeat(20_000))];
  await store.takeIn(address, {
    runs: Array.from({ length: 40 }, () => makeRun({ address, messages, createdAt: "2025-01-01T00:00:00.000Z" })),
  });
  await store.close();
  const prune = ["prune", "--runs-older-than", "90d"];
  expect(await knowhow.fails(prune)).toMatchObject({ code: "invalid_usage", message: expect.stringMatching(/--yes/) });
  expect(await knowhow.fails(["prune", "--runs-older-than", "soon"])).toMatchObject({ code: "invalid_usage" });
  expect(await knowhow.json([...prune, "--dry-run"])).toMatchObject({ dryRun: true, runs: { deleted: 40 } });
  expect((await knowhow([...prune, "--yes"])).stdout).toMatch(/Deleted 40 runs.[^]*vacuum/);
  const { before, after } = await knowhow.json<{ before: number; after: number }>(["vacuum"]);
  expect(after).toBeLessThan(before - 500_000);
  expect(after).toBe(statSync(knowhow.database).size);
  expect(await knowhow.json(["show", "tweets"])).toMatchObject({ version: 1 });

  const other = new DatabaseSync(knowhow.database);
  other.exec("begin immediate");
  const locked = await knowhow.fails(["vacuum", "--busy-timeout", "0.1"]);
  expect(locked).toMatchObject({ code: "store_locked", message: expect.stringMatching(/Let it finish/) });
  other.exec("rollback");
  other.close();
});
