// Several processes on one SQLite file: nobody's writes are lost, and no batch is seen half done.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sqliteBaseStore } from "knowhow/langgraph/sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bundle, type Bundled } from "../bundle.js";

const execute = promisify(execFile);

let script: Bundled;
let folder: string;
let file: string;
beforeAll(async () => {
  script = await bundle(new URL("./child.ts", import.meta.url));
});
afterAll(() => script.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "knowhow-base-store-"));
  file = join(folder, "deep", "items.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a task in a process of its own, and gives the name that it went by. */
async function child(task: string, count: number): Promise<string> {
  const { stdout } = await execute(process.execPath, [script.file, file, task, String(count)]);
  return stdout.trim();
}

test("four processes that open a new file and write to it at once lose nothing", { timeout: 120_000 }, async () => {
  const names = await Promise.all([1, 2, 3, 4].map(() => child("put", 40)));
  const store = sqliteBaseStore(file);
  for (const name of names) {
    expect(await store.search(["own", name], { limit: 100 })).toHaveLength(40);
    expect(await store.search(["own"], { query: name, limit: 100 })).toHaveLength(40);
  }
  expect((await store.get(["shared"], "last"))?.value["n"]).toBe(39);
  expect(await store.listNamespaces({ prefix: ["own"] })).toHaveLength(4);
  await store.stop();
});

test("no batch is seen half done while others write", { timeout: 120_000 }, async () => {
  const store = sqliteBaseStore({ path: file, busyTimeout: 60_000 });
  let running = true;
  const children = Promise.all([1, 2, 3].map(() => child("move", 60))).finally(() => (running = false));
  let looks = 0;
  while (running) {
    for (const [, name = ""] of await store.listNamespaces({ prefix: ["pair"] })) {
      const pair = await store.search(["pair", name]);
      expect(pair).toHaveLength(1);
      looks += 1;
    }
    await new Promise(setImmediate);
  }
  expect(await children).toHaveLength(3);
  expect(looks).toBeGreaterThan(0);
  const pairs = await store.search(["pairs"], { query: "moved" });
  expect(pairs.map(({ value }) => value["n"])).toEqual([59, 59, 59]);
  await store.stop();
});
