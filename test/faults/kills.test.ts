// kill -9 at random moments and at every boundary of writing, and what the histories of all processes say of it. A
// short form; `npm run test:faults` does a thousand kills. KILLS=n for another number, SEED=n to repeat a run.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";
import { temporaryFolder } from "../stores/drivers.js";
import { checkHistory } from "./checker.js";
import type { Bundled } from "../bundle.js";
import { type Call, callsOf, type Told, type Violation } from "./history.js";
import { holdingsOf, settle } from "./holdings.js";
import { type Kill, killAll } from "./killing.js";
import { observed } from "./observed.js";
import { NAMESPACE, type Operation } from "./operations.js";
import { buildWorker, startWorker } from "./process.js";
import { randomFrom } from "./random.js";
import type { Database } from "./task.js";

const kills = Number(process.env["KILLS"] ?? 50);
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const names = ["a", "b", "c"];
/** A database does not live longer than so many kills: every version holds the whole text. */
const MOST_KILLS = 50;

let worker: Bundled;
let folder: string;
let server: TestServer;

beforeAll(async () => {
  [worker, server] = await Promise.all([buildWorker(), startServer()]);
  folder = temporaryFolder();
}, 120_000);
afterAll(async () => {
  worker.remove();
  rmSync(folder, { recursive: true });
  await server.end();
}, 60_000);

interface Driver {
  readonly name: string;
  readonly share: number;
  readonly make: (name: string) => Promise<Database>;
  readonly open: (database: Database) => Store;
  /** Waits until nobody is at work any more, and looks whether the database itself is whole. */
  readonly examine: (database: Database) => Promise<void>;
}

const drivers: readonly Driver[] = [
  {
    name: "sqlite",
    share: 0.6,
    make: async (name) => ({ path: join(folder, `${name}.db`) }),
    open: (database) => sqliteStore("path" in database ? database.path : ""),
    async examine(database) {
      const native = new DatabaseSync("path" in database ? database.path : "");
      expect(native.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
      expect(native.prepare("pragma foreign_key_check").all()).toEqual([]);
      native.close();
    },
  },
  {
    name: "postgres",
    share: 0.4,
    make: async (name) => ({ url: await freshDatabase(server.url, name) }),
    open: (database) => postgresStore("url" in database ? database.url : ""),
    async examine(database) {
      // A commit that was sent before the kill may still be under way.
      const others = "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
      while ((await execute("url" in database ? database.url : "", others)).length > 0);
    },
  },
];

test.each(drivers)("on $name, nothing is lost or done twice", { timeout: 60_000 + kills * 5000 }, async (driver) => {
  const boundaries = await countBoundaries(await driver.make("counting"));
  const plan = planOf(boundaries, Math.round(kills * driver.share));
  const violations: Violation[] = [];
  const died = new Set<string>();
  const sums = { operations: 0, calls: 0, acknowledged: 0, versions: 0, lessons: 0 };
  for (let from = 0; from < plan.length; from += MOST_KILLS) {
    const name = `r${from / MOST_KILLS}`;
    const database = await driver.make(name);
    const part = plan.slice(from, from + MOST_KILLS);
    const killed = await killAll({ workerFile: worker.file, database, names, name, random, kills: part });
    await driver.examine(database);
    const store = driver.open(database);
    const holdings = () => Promise.all(names.map((one) => holdingsOf(store, { namespace: NAMESPACE, name: one })));
    violations.push(...checkHistory(killed.calls, await holdings(), { settled: false }));
    const told: Told[] = [];
    await settle(
      observed(store, (one) => told.push(one)),
      names,
    );
    const calls: Call[] = [...killed.calls, ...callsOf(told)];
    const settled = await holdings();
    violations.push(...checkHistory(calls, settled, { settled: true }));
    await store.close();
    for (const one of killed.died) died.add(one);
    sums.operations += killed.operations;
    sums.calls += calls.length;
    sums.acknowledged += calls.filter(({ answer }) => answer !== null).length;
    for (const { versions, lessons } of settled) {
      sums.versions += versions.length;
      sums.lessons += lessons.length;
    }
  }
  const atRandom = plan.filter((kill) => kill === null).length;
  const missed = [...boundaries.keys()].filter((boundary) => !died.has(boundary));
  process.stdout.write(
    `${driver.name}: ${plan.length} kills (${atRandom} at random moments, the others at ${boundaries.size - missed.length} of ${boundaries.size} boundaries), ` +
      `${sums.operations} operations, ${sums.calls} calls of the store (${sums.calls - sums.acknowledged} unanswered), ` +
      `${sums.versions} versions, ${sums.lessons} lessons, ${violations.length} violations; seed ${seed}\n`,
  );
  expect(violations, `seed ${seed}`).toEqual([]);
  if (plan.length - atRandom >= boundaries.size) expect(missed, `seed ${seed}`).toEqual([]);
});

/** Every boundary of every operation, by what a process says that dies there. */
async function countBoundaries(database: Database): Promise<Map<string, Kill>> {
  const counting = startWorker(worker.file, { kind: "count", database, name: "counting", seed });
  expect(await counting.ended, counting.errors()).toBe(0);
  const found = new Map<string, Kill>();
  for (const { operation, boundaries = [] } of counting.lines) {
    for (const boundary of boundaries) {
      found.set(`${operation}: ${boundary}`, { operation: operation as Operation, boundary });
    }
  }
  expect(found.size).toBeGreaterThan(50);
  return found;
}

/** A quarter at random moments, the others at boundaries: at all of them in turn, or evenly spread if they are more. */
function planOf(boundaries: ReadonlyMap<string, Kill>, count: number): Kill[] {
  const all = [...boundaries.values()];
  const some = Math.ceil(count / 4);
  const rest = count - some;
  const step = Math.max(1, all.length / rest);
  const start = random() * all.length;
  const chosen = Array.from({ length: rest }, (_, index) => all[Math.floor(start + index * step) % all.length] ?? null);
  const plan: Kill[] = [...Array.from({ length: some }, () => null), ...chosen];
  // In an order that mixes them.
  return plan
    .map((kill) => ({ kill, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kill }) => kill);
}
