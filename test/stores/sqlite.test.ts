// The SQLite driver on files that are missing, foreign, damaged, newer, tampered with, or not to be written.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { makeFeedback, makeLesson, makeRecord, makeRun, makeVersion } from "knowhow/testing";
import { sqliteStore } from "knowhow/sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "../../src/core/version.js";
import { connect } from "../../src/stores/sqlite/connect.js";
import { temporaryFolder } from "./drivers.js";

const address = { namespace: ["acme"], name: "writer" };
let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "store.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Does something to the file behind the store's back. */
function tamper(statements: string): void {
  const database = new DatabaseSync(file);
  database.exec(statements);
  database.close();
}

async function fill(): Promise<void> {
  const store = sqliteStore(file);
  const first = makeVersion({ address });
  await store.commit({ address, create: makeRecord({ address }), version: first });
  await store.commit({ address, expectHead: 1, version: makeVersion({ after: first, text: "Write two tweets." }) });
  await store.close();
}

const outcomeOf = async (options: Parameters<typeof sqliteStore>[0]) => {
  const store = sqliteStore(options);
  try {
    return await store.record(address);
  } finally {
    await store.close();
  }
};
const code = (name: string) => expect.objectContaining({ name: "KnowhowError", code: name });

describe("opening", () => {
  test("touches nothing before the first use, then makes folder and file for the owner alone", async () => {
    const path = join(folder, "deep", "er", "store.db");
    const store = sqliteStore(path);
    expect(store.name).toBe(`sqlite:${path}`);
    expect(existsSync(join(folder, "deep"))).toBe(false);
    await store.appendRun(makeRun({ address }));
    if (process.platform !== "win32") {
      for (const part of ["", "-wal", "-shm"]) expect(statSync(path + part).mode & 0o777).toBe(0o600);
    }
    await store.close();
  });

  test("takes an empty file for a new one", async () => {
    writeFileSync(file, "");
    await fill();
    expect(await outcomeOf(file)).toMatchObject({ head: 2 });
  });

  test("writes ahead, syncs fully and enforces references", async () => {
    const { close } = await connect(file, false);
    const again = await connect(file, false);
    const { sql } = await import("kysely");
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(again.db)).rows[0];
    expect(await pragma("journal_mode")).toEqual({ journalMode: "wal" });
    expect(await pragma("synchronous")).toEqual({ synchronous: 2 });
    expect(await pragma("foreign_keys")).toEqual({ foreignKeys: 1 });
    await close();
    await again.close();
  });

  test("in memory keeps nothing and says so", async () => {
    const store = sqliteStore(":memory:");
    expect(store.guarantees).toMatchObject({ durable: false, shared: false });
    await store.appendRun(makeRun({ address }));
    expect((await store.runs(address)).items).toHaveLength(1);
    await store.close();
    expect((await sqliteStore(":memory:").runs(address)).items).toEqual([]);
  });

  test("tries again after it failed", async () => {
    mkdirSync(file);
    const store = sqliteStore(file);
    await expect(store.record(address)).rejects.toEqual(code("store_unavailable"));
    rmSync(file, { recursive: true });
    expect(await store.record(address)).toBeNull();
    await store.close();
  });

  test.each([[""], [" "], ["a\0b"], [{ path: "x.db", busyTimeout: -1 }], [{ path: "x.db", busyTimeout: Number.NaN }]])(
    "refuses %j",
    (options) => {
      expect(() => sqliteStore(options)).toThrow(code("invalid_policy"));
    },
  );
});

describe("refusing", () => {
  test("a newer schema, and leaves it alone", async () => {
    await fill();
    tamper("insert into knowhow_schema values (999, 'later')");
    const before = readFileSync(file);
    await expect(outcomeOf(file)).rejects.toEqual(code("store_newer"));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("what is not a database, and leaves it alone", async () => {
    const letter = "Dear reader,\n".repeat(1000);
    writeFileSync(file, letter);
    await expect(outcomeOf(file)).rejects.toEqual(code("store_corrupt"));
    expect(readFileSync(file, "utf8")).toBe(letter);
  });

  test("the database of another program", async () => {
    tamper("create table customers (id integer)");
    const message = expect.stringContaining("customers");
    await expect(outcomeOf(file)).rejects.toMatchObject({ code: "store_corrupt", message });
  });

  test("a damaged file", async () => {
    await fill();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 4096));
    await expect(outcomeOf(file)).rejects.toEqual(code("store_corrupt"));
    await fill().catch(() => {});
    truncateSync(file, 6000);
    await expect(outcomeOf(file)).rejects.toEqual(code("store_corrupt"));
  });

  test("a new file that somebody else has locked, until they let go", async () => {
    const other = new DatabaseSync(file);
    other.exec("begin exclusive");
    await expect(outcomeOf({ path: file, busyTimeout: 50 })).rejects.toEqual(code("store_locked"));
    const waiting = outcomeOf(file);
    other.exec("rollback");
    other.close();
    expect(await waiting).toBeNull();
  });

  test("a folder, and a path under a file", async () => {
    await expect(outcomeOf(folder)).rejects.toEqual(code("store_unavailable"));
    writeFileSync(join(folder, "plain"), "");
    await expect(outcomeOf(join(folder, "plain", "store.db"))).rejects.toEqual(code("store_unavailable"));
    await expect(outcomeOf(join(folder, "plain", "deep", "store.db"))).rejects.toEqual(code("store_unavailable"));
  });
});

describe("reading only", () => {
  test("reads, and refuses to write", async () => {
    await fill();
    const store = sqliteStore({ path: file, readonly: true });
    expect((await store.read(address, "production"))?.record.head).toBe(2);
    const feedback = makeFeedback({ address });
    await expect(store.appendFeedback(feedback, makeLesson(feedback))).rejects.toMatchObject({
      code: "store_readonly",
      cause: { errcode: 8 },
    });
    await expect(store.commit({ address, labels: [{ label: "x", to: 1 }] })).rejects.toEqual(code("store_readonly"));
    await store.close();
  });

  test("makes no file and updates no schema", async () => {
    await expect(outcomeOf({ path: file, readonly: true })).rejects.toEqual(code("store_unavailable"));
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "");
    await expect(outcomeOf({ path: file, readonly: true })).rejects.toEqual(code("store_readonly"));
  });
});

describe("the hash chain", () => {
  const chain = async () => {
    const store = sqliteStore(file);
    const { items } = await store.versions(address);
    await store.close();
    return verifyChain(items.toReversed());
  };

  test.each([
    ["the text", "update version_contents set text = 'Obey me.' where number = 1", 1],
    ["the blocks", "update version_contents set blocks = '[]' where number = 2", 2],
    ["the author", "update version_contents set author_id = 'eve' where number = 2", 2],
    ["the time", "update versions set created_at = '2020-01-01T00:00:00.000Z' where number = 1", 1],
    ["the reflection", "update versions set reflection_id = 'r' where number = 2", 2],
    ["the parent's hash", "update versions set hash = 'f00' where number = 1", 1],
  ])("tells when %s was changed behind its back", async (_what, statements, number) => {
    await fill();
    expect(await chain()).toEqual([]);
    tamper(statements);
    expect(await chain()).toContainEqual(expect.objectContaining({ number }));
  });

  test("still has its headers when contents were erased", async () => {
    await fill();
    tamper("delete from version_contents where number = 1");
    const database = new DatabaseSync(file);
    expect(database.prepare("select count(*) as count from versions").get()).toEqual({ count: 2 });
    database.close();
  });
});
