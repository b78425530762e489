// The `dbos` runner on a real server: in this process, and `knowhow worker --runner dbos` as processes that share a
// queue, are killed and drained. Nothing is paid or done twice.
import { DBOSClient } from "@dbos-inc/dbos-sdk";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createMemory, type KnowhowError, type Memory, playbook, type Turn } from "knowhow";
import { dbosQueue, dbosWorker, type DbosWorkerOptions } from "knowhow/dbos";
import { literal } from "knowhow/literal";
import { postgresStore } from "knowhow/postgres";
import { resolveModel } from "knowhow/models";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { mainFile, useKnowhow } from "../cli/knowhow.js";
import { execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";
import { comment, type ModelServer, startModelServer } from "./model-server.js";

const folderOf = useKnowhow();
const ana = { id: "ana", role: "reviewer" } as const;
let server: TestServer | null = null;
let db = "";
beforeAll(async () => {
  server = await startServer();
  db = await freshDatabase(server.url, "here");
}, 60_000);
afterAll(() => server?.end());

const agents = (memory: Memory, name: string) => memory.instructions(name, { seed: "Answer the question.\n" });
const waitUntil = (what: () => unknown) =>
  vi.waitFor(async () => expect(await what()).toBe(true), { timeout: 60_000, interval: 150 });
const waiting = async (memory: Memory) => (await memory.store.backlog([])).items;
const nothingWaits = async (memory: Memory) => (await waiting(memory)).length === 0;

describe("in this process", () => {
  /** A worker that looks often, and a model that it asks. */
  async function start(options: Partial<DbosWorkerOptions> = {}) {
    const model = await startModelServer();
    const turns: Turn[] = [];
    const errors: KnowhowError[] = [];
    const runner = dbosWorker({
      url: db,
      after: 0,
      pollEvery: 100,
      lookEvery: 300,
      lease: 2000,
      onTurn: (turn) => turns.push(turn),
      onError: (error) => errors.push(error),
      ...options,
    });
    const memory = createMemory({
      store: postgresStore(db),
      strategy: playbook({ model: await resolveModel(model.model) }),
      autoReflect: runner,
      reopen: () => ({}),
    });
    onTestFinished(async () => {
      await memory.close();
      await model.end();
    });
    await runner.ready();
    return { model, memory, turns, errors, statuses: () => turns.map(({ status }) => status) };
  }

  test("too few lessons wait for maxWait, enough of them do not", async () => {
    const { memory, model, turns } = await start({ minFeedback: 2, maxWait: 3_600_000 });
    const few = agents(memory, "few");
    const enough = agents(memory, "enough");
    await few.feedback({ comment: comment(1), by: ana });
    await enough.feedback({ comment: comment(2), by: ana });
    await enough.feedback({ comment: comment(3), by: ana });
    await waitUntil(() => turns.length >= 2);
    const early = turns.find(({ address }) => address.name === "few");
    expect(early).toMatchObject({ status: "early", result: null });
    const { createdAt } = (await few.lessons()).items[0] ?? { createdAt: "" };
    expect(early?.due).toBe(Date.parse(createdAt) + 3_600_000);
    await waitUntil(async () => (await waiting(memory)).length === 1);
    expect(model.calls).toEqual([[2, 3]]);
    await few.dismissLesson((await few.lessons()).items[0]?.id ?? "", { by: { id: "op", role: "operator" } });
  });

  test("what failed is shown, and tried again after its back-off", async () => {
    const { memory, model, statuses } = await start({ retry: { first: 1500 } });
    model.fail(1);
    await agents(memory, "failing").feedback({ comment: comment(1), by: ana });
    await waitUntil(() => statuses().includes("failed"));
    const [{ claim } = { claim: null }] = await waiting(memory);
    expect(claim).toMatchObject({ holder: null, failure: { code: "model_failed", failures: 1 } });
    await waitUntil(() => statuses().includes("reflected"));
    expect(model.calls).toEqual([[1], [1]]);
    expect(statuses().filter((status) => status === "failed")).toHaveLength(1);
    expect(await nothingWaits(memory)).toBe(true);
  });

  test("what is cancelled in DBOS is called off at once, and its lessons wait for the next look", async () => {
    const { memory, model, statuses } = await start();
    const client = await DBOSClient.create({ systemDatabaseUrl: db, systemDatabaseSchemaName: "knowhow_dbos" });
    onTestFinished(() => client.destroy());
    model.hold();
    await agents(memory, "cancelled").feedback({ comment: comment(1), by: ana });
    await waitUntil(() => model.calls.length === 1);
    const running = await client.listWorkflows({ queueName: "knowhow-turns", status: "PENDING" });
    expect(running).toMatchObject([{ queuePartitionKey: "cancelled" }]);
    await client.cancelWorkflow(running[0]?.workflowID ?? "");
    await waitUntil(() => statuses().includes("cancelled"));
    model.answer();
    await waitUntil(() => nothingWaits(memory));
    expect((await agents(memory, "cancelled").current()).text).toContain(comment(1));
  });

  test("draining ends what is under way; closing calls it off, and another worker has its turn at once", async () => {
    const first = await start();
    first.model.hold();
    await agents(first.memory, "drained").feedback({ comment: comment(1), by: ana });
    await waitUntil(() => first.model.calls.length === 1);
    const drained = first.memory.drain();
    first.model.answer();
    await drained;
    expect(await nothingWaits(first.memory)).toBe(true);
    await agents(first.memory, "drained").feedback({ comment: comment(2), by: ana });
    await first.memory.close();

    const second = await start();
    second.model.hold();
    await waitUntil(() => second.model.calls.length === 1);
    await second.memory.close();
    expect(second.statuses()).toContain("cancelled");

    const third = await start();
    await waitUntil(() => nothingWaits(third.memory));
    expect(third.model.calls).toEqual([[2]]);
  });

  test("lessons that nobody told the queue of are found, DBOS keeps nothing of what was said, and no row for long", async () => {
    const teller = createMemory({ store: postgresStore(db) });
    onTestFinished(() => teller.close());
    await agents(teller, "untold").feedback({ comment: comment(77), by: ana });
    const { memory } = await start();
    await waitUntil(() => nothingWaits(memory));
    const tables = await execute(
      db,
      "select table_name from information_schema.tables where table_schema = 'knowhow_dbos'",
    );
    const rows = await Promise.all(
      tables.map(({ table_name }) => execute(db, `select t::text from knowhow_dbos."${String(table_name)}" t`)),
    );
    const kept = JSON.stringify(rows);
    expect(kept).toContain("untold");
    expect(kept).not.toMatch(/number\d|mention|ana/);
    await memory.close();

    await start({ keep: 0 });
    await waitUntil(
      async () =>
        (await execute(db, "select 1 from knowhow_dbos.workflow_status where status <> 'DELAYED'")).length === 0,
    );
  });

  test("DBOS runs once in a process, and a database that is away is said at once", async () => {
    await start();
    const [second, away] = [db, "postgres://app@127.0.0.1:1/none"].map((url) => {
      const runner = dbosWorker({ url });
      const memory = createMemory({ store: postgresStore(url), strategy: literal(), autoReflect: runner });
      onTestFinished(() => memory.close());
      return runner;
    });
    await expect(second?.ready()).rejects.toMatchObject({ code: "invalid_policy" });
    await expect(away?.ready()).rejects.toMatchObject({ code: "store_unavailable" });
    for (const url of ["", "mysql://h/d", "postgres://h/d?schema=Bad-Name"]) {
      expect(() => dbosWorker({ url })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
    }
    expect(() => dbosQueue({ url: db, after: -1 })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  });

  test("an application says so when there is no queue yet, and its lesson waits", async () => {
    const empty = await freshDatabase(server?.url ?? "", "empty");
    const errors: KnowhowError[] = [];
    const autoReflect = dbosQueue({ url: empty, onError: (error) => errors.push(error) });
    const memory = createMemory({ store: postgresStore(empty), autoReflect });
    await agents(memory, "agent").feedback({ comment: comment(1), by: ana });
    await memory.drain();
    expect(errors).toMatchObject([{ code: "store_unavailable", message: expect.stringContaining("no worker") }]);
    expect(await waiting(memory)).toMatchObject([{ pending: 1 }]);
    await memory.close();
  });
});

describe.concurrent("as processes", () => {
  type After = (work: () => Promise<void> | void) => void;

  /** A database with its model, and an application that only puts into the queue. */
  async function place(name: string, after: After) {
    const url = await freshDatabase(server?.url ?? "", name);
    const model = await startModelServer();
    const memory = createMemory({ store: postgresStore(url), autoReflect: dbosQueue({ url, after: 500 }) });
    after(async () => {
      await memory.close();
      await model.end();
    });
    return { url, model, memory, startWorker: (...more: string[]) => startWorker(url, model, more, after) };
  }

  /** Starts a worker, and waits until it has begun. */
  async function startWorker(url: string, model: ModelServer, more: string[], after: After) {
    const args = ["worker", "--runner", "dbos", "--db", url, "--model", model.model, "--after", "0", "--json", ...more];
    const child = spawn(process.execPath, ["--no-deprecation", mainFile(), ...args]);
    after(() => void child.kill("SIGKILL"));
    let said = "";
    child.stdout.on("data", (data) => (said += String(data)));
    child.stderr.on("data", (data) => process.stderr.write(String(data)));
    await waitUntil(() => said.includes('"event":"begun"'));
    return child;
  }

  async function ended(worker: ChildProcessWithoutNullStreams, signal: NodeJS.Signals) {
    worker.kill(signal);
    return await once(worker, "close");
  }

  test("workers share a queue, no lesson is shown to the model twice, and they drain", async ({ onTestFinished }) => {
    const { model, memory, startWorker } = await place("sharing", onTestFinished);
    const workers = await Promise.all([startWorker(), startWorker()]);
    for (let number = 0; number < 24; number += 1)
      await agents(memory, `agent-${number % 8}`).feedback({ comment: comment(number), by: ana });
    await waitUntil(() => nothingWaits(memory));
    expect(model.calls.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_none, number) => number));
    let versions = 0;
    for (let agent = 0; agent < 8; agent += 1) {
      const handle = agents(memory, `agent-${agent}`);
      versions += (await handle.history()).items.length - 1;
      expect(await handle.verify()).toEqual([]);
    }
    expect(model.calls).toHaveLength(versions);

    // Told to stop, they let the reflection under way end, and begin no other.
    model.hold();
    await agents(memory, "agent-0").feedback({ comment: comment(24), by: ana });
    await waitUntil(() => model.calls.length === versions + 1);
    const closed = Promise.all(workers.map((worker) => ended(worker, "SIGTERM")));
    await agents(memory, "agent-1").feedback({ comment: comment(25), by: ana });
    model.answer();
    expect(await closed).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(await waiting(memory)).toMatchObject([{ address: { name: "agent-1" }, claim: null }]);
    expect((await agents(memory, "agent-0").current()).text).toContain(comment(24));
  });

  test("after kill -9 the work goes on, and no call is repeated whose answer was recorded", async ({
    onTestFinished,
  }) => {
    const { url, model, memory, startWorker } = await place("killing", onTestFinished);
    const more = ["--lease", "2", "--strategy", "gradient"];
    const first = await startWorker(...more);
    // In the middle of the second call, whose answer never arrives.
    model.hold(1);
    await agents(memory, "agent").feedback({ comment: comment(1), by: ana });
    await waitUntil(() => model.calls.length === 2);
    await ended(first, "SIGKILL");
    model.answer();
    expect(await answersKept(url)).toBe(1);
    expect(await waiting(memory)).toMatchObject([{ pending: 1, claim: { holder: expect.any(String) } }]);

    // Between the last answer and its effect: nobody can commit a version.
    const letGo = await blockVersions(url);
    const second = await startWorker(...more);
    await waitUntil(async () => (await answersKept(url)) === 2);
    await ended(second, "SIGKILL");
    await letGo();

    await startWorker(...more);
    await waitUntil(() => nothingWaits(memory));
    expect(model.calls).toHaveLength(3); // the critique once, the rewrite again after it was cut off
    const handle = agents(memory, "agent");
    expect((await handle.history()).items).toHaveLength(2);
    expect((await handle.lessons()).items).toMatchObject([{ state: "applied", attempts: 0 }]);
    expect((await handle.current()).text).toContain(comment(1));
    // It is the one turn all the way, which DBOS has been given back twice.
    const turns = "select status from knowhow_dbos.workflow_status where name = 'knowhow-turns'";
    await waitUntil(async () => (await execute(url, turns)).every(({ status }) => status === "SUCCESS"));
    expect(await execute(url, turns)).toHaveLength(1);
  });
});

test("the command needs PostgreSQL, and one queue has no namespaces", async () => {
  const knowhow = folderOf();
  expect(await knowhow.fails(["worker", "--runner", "dbos"])).toMatchObject({ exit: 2, code: "invalid_usage" });
  const named = ["worker", "--runner", "dbos", "--db", db, "--namespace", "acme"];
  expect(await knowhow.fails(named)).toMatchObject({ exit: 2, code: "invalid_usage" });
});

/** Makes whoever inserts a version wait; the function it gives lets them go on. */
async function blockVersions(url: string): Promise<() => Promise<void>> {
  const blocker = new pg.Client(url);
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("lock table knowhow.versions in share mode");
  return async () => {
    await blocker.query("commit");
    await blocker.end();
  };
}

async function answersKept(url: string): Promise<number> {
  return (await execute(url, "select 1 from knowhow.answers")).length;
}
