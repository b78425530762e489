// Opening and closing: files of others, of newer versions, shared with the store of instructions, and what goes wrong.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { sqliteBaseStore } from "knowhow/langgraph/sqlite";
import { sqliteStore } from "knowhow/sqlite";
import { makeRecord, makeVersion } from "knowhow/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { kinds, newPlace } from "./stores.js";

const address = { namespace: ["acme"], name: "writer" };
const code = (name: string) => expect.objectContaining({ name: "KnowhowError", code: name });

describe.each(kinds)("$name", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);

  test("keeps what it has when it is opened again, by one handle or several", async () => {
    const place = newPlace();
    const first = await open({}, place);
    await first.put(["a"], "k", { n: 1 });
    const second = await open({}, place);
    await second.put(["a"], "k2", { n: 2 });
    expect(await first.search(["a"])).toHaveLength(2);
    await first.stop();
    await second.stop();
    const third = await open({}, place);
    expect((await third.get(["a"], "k"))?.value).toEqual({ n: 1 });
    await third.stop();
  });

  test("ends what was begun before it stops, refuses what comes after, and may be stopped again", async () => {
    const place = newPlace();
    const store = await open({}, place);
    const writing = store.put(["a"], "k", { n: 1 });
    await store.stop();
    await writing;
    await store.stop();
    await expect(store.get(["a"], "k")).rejects.toEqual(code("store_closed"));
    await (await open()).stop();
  });

  test("opened by many at once, makes its tables once", async () => {
    const place = newPlace();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open({}, place)));
    await Promise.all(stores.map((store, n) => store.put(["a"], `k${n}`, {})));
    expect(await stores[0]?.search(["a"])).toHaveLength(6);
    await Promise.all(stores.map((store) => store.stop()));
  });
});

describe("the file of sqliteBaseStore", () => {
  let folder: string;
  let path: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "knowhow-base-store-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    path = join(folder, `${newPlace()}.db`);
  });

  test.each(["instructions first", "items first"])("may hold instructions too: %s", async (order) => {
    const instructions = sqliteStore(path);
    const items = sqliteBaseStore(path);
    const works = [
      () => instructions.commit({ address, create: makeRecord({ address }), version: makeVersion({ address }) }),
      () => items.put(["a"], "k", { text: "tea" }),
    ];
    for (const work of order === "items first" ? works.reverse() : works) await work();
    expect(await instructions.record(address)).toMatchObject({ head: 1 });
    expect(await items.search([], { query: "tea" })).toHaveLength(1);
    await instructions.close();
    await items.stop();
    const both = [await sqliteStore(path).record(address), await sqliteBaseStore(path).get(["a"], "k")];
    expect(both).toMatchObject([{ head: 1 }, { value: { text: "tea" } }]);
  });

  test("of another program, of a newer version, or no database is refused", async () => {
    const foreign = new DatabaseSync(path);
    foreign.exec("create table customers (id integer)");
    foreign.close();
    await expect(sqliteBaseStore(path).get(["a"], "k")).rejects.toEqual(code("store_corrupt"));
    const newer = sqliteBaseStore(`${path}2`);
    await newer.put(["a"], "k", {});
    await newer.stop();
    const database = new DatabaseSync(`${path}2`);
    database.exec("insert into knowhow_items_schema values (99, 'later')");
    database.close();
    await expect(sqliteBaseStore(`${path}2`).get(["a"], "k")).rejects.toEqual(code("store_newer"));
    writeFileSync(`${path}3`, "no database at all ".repeat(100));
    await expect(sqliteBaseStore(`${path}3`).get(["a"], "k")).rejects.toEqual(code("store_corrupt"));
    await expect(sqliteBaseStore(folder).get(["a"], "k")).rejects.toEqual(code("store_unavailable"));
  });

  test.each([undefined, "", " ", 5, { path: "x", busyTimeout: -1 }, { path: "\0" }])("is not %j", (options) => {
    expect(() => sqliteBaseStore(options as never)).toThrow(code("invalid_policy"));
  });

  test("in memory is gone with the store", async () => {
    const store = sqliteBaseStore(":memory:");
    await store.put(["a"], "k", { text: "tea" });
    expect(await store.search(["a"], { query: "tea" })).toHaveLength(1);
    await store.stop();
    expect(await sqliteBaseStore(":memory:").search([])).toEqual([]);
  });

  test("locked by somebody else is waited for, and then said to be", async () => {
    const store = sqliteBaseStore({ path, busyTimeout: 100 });
    await store.put(["a"], "k", { n: 1 });
    const other = new DatabaseSync(path);
    other.exec("begin immediate");
    await expect(store.put(["a"], "k", { n: 2 })).rejects.toEqual(code("store_locked"));
    expect((await store.get(["a"], "k"))?.value).toEqual({ n: 1 });
    other.exec("rollback");
    other.close();
    await store.put(["a"], "k", { n: 3 });
    await store.stop();
  });
});
