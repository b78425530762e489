// `knowhow worker` as processes: several share a backlog, one is killed, and nothing is paid or done twice.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createMemory, type Memory, type Store } from "knowhow";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { mainFile, useKnowhow } from "../cli/knowhow.js";
import { execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";
import { comment, type ModelServer, startModelServer } from "./model-server.js";

const folderOf = useKnowhow();
const ana = { id: "ana", role: "reviewer" } as const;
let server: TestServer | null = null;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server?.end());

async function place(kind: "sqlite" | "postgres", name: string): Promise<{ db: string; store: Store }> {
  if (kind === "sqlite") {
    const { database } = folderOf();
    return { db: database, store: sqliteStore({ path: database, busyTimeout: 30_000 }) };
  }
  const db = await freshDatabase(server?.url ?? "", name);
  return { db, store: postgresStore(db) };
}

function startWorker(db: string, model: ModelServer, ...more: string[]): ChildProcessWithoutNullStreams {
  const args = ["worker", "--db", db, "--model", model.model, "--after", "0", "--concurrency", "2", "--json", ...more];
  const child = spawn(process.execPath, [mainFile(), ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stderr.on("data", (data) => process.stderr.write(String(data)));
  return child;
}

const agents = (memory: Memory, name: string) => memory.instructions(name, { seed: "Answer the question.\n" });
const waitUntil = (what: () => unknown) =>
  vi.waitFor(async () => expect(await what()).toBe(true), { timeout: 60_000, interval: 50 });

describe.each(["sqlite", "postgres"] as const)("on %s", (kind) => {
  test("two workers share a backlog, and no lesson is shown to the model twice", async () => {
    const model = await startModelServer(50);
    onTestFinished(() => model.end());
    const { db, store } = await place(kind, "sharing");
    const memory = createMemory({ store });
    onTestFinished(() => memory.close());
    for (let number = 0; number < 24; number += 1)
      await agents(memory, `agent-${number % 8}`).feedback({ comment: comment(number), by: ana });
    const workers = [startWorker(db, model), startWorker(db, model)];
    await waitUntil(async () => (await store.backlog([])).items.length === 0);
    expect(model.calls.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_none, number) => number));
    expect(model.calls).toHaveLength(8);
    for (let agent = 0; agent < 8; agent += 1) {
      const handle = agents(memory, `agent-${agent}`);
      expect((await handle.history()).items).toHaveLength(2);
      expect(await handle.verify()).toEqual([]);
    }
    // Told to stop, they end by themselves.
    for (const worker of workers) worker.kill("SIGTERM");
    expect(await Promise.all(workers.map((worker) => once(worker, "close")))).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  test("what a worker was at when it was killed, another takes over", async () => {
    const model = await startModelServer();
    onTestFinished(() => model.end());
    const { db, store } = await place(kind, "killing");
    const memory = createMemory({ store });
    onTestFinished(() => memory.close());
    model.hold();
    await agents(memory, "agent").feedback({ comment: comment(1), by: ana });
    const killed = startWorker(db, model, "--lease", "3");
    await waitUntil(() => model.calls.length === 1);
    killed.kill("SIGKILL");
    await once(killed, "close");
    model.answer();
    expect((await store.backlog([])).items).toMatchObject([{ pending: 1, claim: { holder: expect.any(String) } }]);

    startWorker(db, model, "--lease", "3");
    await waitUntil(async () => (await store.backlog([])).items.length === 0);
    expect(model.calls).toEqual([[1], [1]]); // the answer to the first call never arrived
    const handle = agents(memory, "agent");
    expect((await handle.history()).items).toHaveLength(2);
    expect((await handle.lessons()).items).toMatchObject([{ state: "applied", attempts: 0 }]);
  });
});

test("an answer that arrived before the kill is not paid for again", async () => {
  const model = await startModelServer();
  onTestFinished(() => model.end());
  const { db, store } = await place("postgres", "answered");
  const memory = createMemory({ store });
  onTestFinished(() => memory.close());
  await agents(memory, "agent").feedback({ comment: comment(1), by: ana });
  // Nobody can commit a version, so that the worker is killed between the answer and its effect.
  const letGo = await blockVersions(db);
  const killed = startWorker(db, model, "--lease", "3");
  await waitUntil(async () => (await answersKept(db)) === 1);
  killed.kill("SIGKILL");
  await once(killed, "close");
  await letGo();

  startWorker(db, model, "--lease", "3");
  await waitUntil(async () => (await store.backlog([])).items.length === 0);
  expect(model.calls).toEqual([[1]]);
  expect((await agents(memory, "agent").current()).text).toContain(comment(1));
});

/** Makes whoever inserts a version wait; the function it gives lets them go on. */
async function blockVersions(db: string): Promise<() => Promise<void>> {
  const blocker = new pg.Client(db);
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("lock table knowhow.versions in share mode");
  return async () => {
    await blocker.query("commit");
    await blocker.end();
  };
}

async function answersKept(db: string): Promise<number> {
  return Number((await execute(db, "select count(*) as count from knowhow.answers"))[0]?.["count"]);
}
