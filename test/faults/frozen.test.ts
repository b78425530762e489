// A worker that stands still in the middle of a reflection (SIGSTOP), is taken for gone, and goes on: its late result
// changes nothing.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { createMemory } from "../../src/memory.js";
import type { Bundled } from "../bundle.js";
import { freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";
import { temporaryFolder } from "../stores/drivers.js";
import { checkHistory } from "./checker.js";
import { callsOf, type Told } from "./history.js";
import { holdingsOf } from "./holdings.js";
import { observed } from "./observed.js";
import { feedback, NAMESPACE, SEED } from "./operations.js";
import { buildWorker, startWorker, type Worker } from "./process.js";
import type { Database } from "./task.js";

let build: Bundled;
let folder: string;
let server: TestServer;
const workers: Worker[] = [];

beforeAll(async () => {
  [build, server] = await Promise.all([buildWorker(), startServer()]);
  folder = temporaryFolder();
}, 120_000);
afterEach(async () => {
  for (const { process } of workers) process.kill("SIGKILL");
  await Promise.all(workers.splice(0).map(({ ended }) => ended));
});
afterAll(async () => {
  build.remove();
  rmSync(folder, { recursive: true });
  await server.end();
}, 60_000);

function reflecting(database: Database, name: string, by: "runner" | "hand", slow: boolean): Worker {
  const task = { kind: "reflect", database, name, instructions: "a", slow, by, lease: 1500, seed: 1 } as const;
  const worker = startWorker(build.file, task);
  workers.push(worker);
  return worker;
}

const stores = [
  {
    name: "sqlite",
    make: async (name: string): Promise<[Database, Store]> => {
      const path = join(folder, `${name}.db`);
      return [{ path }, sqliteStore(path)];
    },
  },
  {
    name: "postgres",
    make: async (name: string): Promise<[Database, Store]> => {
      const url = await freshDatabase(server.url, name);
      return [{ url }, postgresStore(url)];
    },
  },
];

describe.skipIf(process.platform === "win32").each(stores)("on $name", ({ make }) => {
  test.each(["runner", "hand"] as const)("a reflection by %s", { timeout: 60_000 }, async (by) => {
    const [database, store] = await make(`frozen_${by}`);
    const told: Told[] = [];
    const memory = createMemory({ store: observed(store, (one) => told.push(one)) });
    const instructions = memory.instructions("a", { namespace: NAMESPACE, seed: SEED });
    for (const key of ["olga-1", "olga-2"]) await feedback(instructions, key);

    const frozen = reflecting(database, "frozen", by, true);
    await frozen.printed((line) => line.reflecting === true);
    frozen.process.kill("SIGSTOP");
    // By a runner, this one waits until the claim of the other has run out.
    const other = reflecting(database, "other", by, false);
    await other.printed((line) => line.reflecting === true);
    const pending = () => store.lessons(instructions.address, ["pending"]);
    while ((await pending()).items.length > 0);
    const before = await holdingsOf(store, instructions.address);

    frozen.process.kill("SIGCONT");
    frozen.process.stdin.write("go on\n");
    const { turn } = await frozen.printed((line) => line.turn !== undefined);
    expect(by === "hand" ? ["conflict"] : ["busy", "reflected"]).toContain(turn);
    if (by === "hand") expect(await Promise.all([frozen.ended, other.ended])).toEqual([0, 0]);

    const after = await holdingsOf(store, instructions.address);
    expect(after.versions).toHaveLength(2);
    expect(after.versions).toEqual(before.versions);
    expect(after.lessons).toEqual(before.lessons);
    expect(after.lessons.map(({ state, version }) => [state, version])).toEqual([
      ["applied", 2],
      ["applied", 2],
    ]);
    const calls = [told, frozen.told, other.told].flatMap((one) => callsOf(one));
    expect(checkHistory(calls, [after], { settled: true })).toEqual([]);
    await memory.close();
  });
});
