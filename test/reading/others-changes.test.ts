// What another process accepts is read within a second, also by `peek`, however long `maxAge` is.
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { createMemory, type Instructions, type Store } from "knowhow";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { execute, freshDatabase } from "../postgres/database.js";
import { foreignServer, startServer, type TestServer } from "../postgres/server.js";
import { temporaryFolder } from "../stores/drivers.js";

const olga = { id: "olga", role: "operator" } as const;
let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.end());

const freshUrl = () => freshDatabase(server.url, `reading_${(count += 1)}`);

/** Handles of two memories that share data; reads would be kept for an hour. */
function pair(open: () => Store) {
  const [here, there] = [open(), open()].map((store) => createMemory({ store, maxAge: 3_600_000 }));
  onTestFinished(async () => {
    await here?.close();
    await there?.close();
  });
  const handle = (memory = here) => memory?.instructions("tweets", { seed: "Write a tweet.\n" }) as Instructions;
  return { here: handle(here), there: handle(there) };
}

async function change(instructions: Instructions, text: string): Promise<void> {
  const { id } = await instructions.propose({ by: olga, text, reason: "Better." });
  await instructions.accept(id, { by: olga });
}

/** Until `peek` shows it, and not a second longer. */
const shows = (instructions: Instructions, text: string, timeout = 1000) =>
  vi.waitFor(() => expect(instructions.peek().text).toBe(text), { timeout, interval: 5 });

test("SQLite: by the file's data version", async () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { here, there } = pair(() => sqliteStore(join(folder, "store.db")));
  await here.current();
  await change(there, "One.\n");
  await shows(here, "One.\n");
  await change(there, "Two.\n");
  await shows(here, "Two.\n");
  expect((await here.current()).stale).toBe(false);
});

test("PostgreSQL: by LISTEN, with a URL and with a pool", async () => {
  const url = await freshUrl();
  const pool = new pg.Pool({ connectionString: url });
  const { here, there } = pair(() => postgresStore({ pool }));
  await here.current();
  await listeners(url, 1);
  await change(there, "One.\n");
  await shows(here, "One.\n");
  const own = pair(() => postgresStore(url));
  await own.here.current();
  await listeners(url, 2);
  await change(own.there, "Two.\n");
  await Promise.all([shows(here, "Two.\n"), shows(own.here, "Two.\n")]);
  expect((await here.current()).version).toBe(3);
  onTestFinished(() => pool.end());
});

test("PostgreSQL: a connection that broke is made again, and what was missed is read", async ({ skip }) => {
  skip(foreignServer !== null, "only a server of our own can be stopped");
  const url = await freshUrl();
  const { here, there } = pair(() => postgresStore(url));
  await here.current();
  await listeners(url, 1);
  await execute(url, `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'`);
  await change(there, "One.\n");
  await shows(here, "One.\n", 3000);
  await server.stop();
  await server.start();
  await change(there, "Two.\n");
  await shows(here, "Two.\n", 15_000);
  expect((await here.current()).stale).toBe(false);
}, 30_000);

test("PostgreSQL: without listening there is no connection for it, and nobody is told", async () => {
  const url = await freshUrl();
  const store = postgresStore({ url, listen: false });
  expect(store.watch).toBeUndefined();
  const { here, there } = pair(() => postgresStore({ url, listen: false }));
  await here.current();
  await change(there, "One.\n");
  expect(here.peek().text).toBe("Write a tweet.\n");
  await listeners(url, 0);
  await store.close();
});

/** Waits until so many connections listen. */
const listeners = (url: string, wanted: number) =>
  vi.waitFor(
    async () =>
      expect(
        await execute(
          url,
          "select pid from pg_stat_activity where query like 'listen %' and datname = current_database()",
        ),
      ).toHaveLength(wanted),
    { timeout: 5000, interval: 20 },
  );
