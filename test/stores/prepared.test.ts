// Statements that come often have names on PostgreSQL, and do without where a pooler does not know them.
import { createMemory } from "knowhow";
import { postgresStore } from "knowhow/postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";

let server: TestServer | null = null;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.end());

const address = { namespace: ["acme"], name: "writer" };

/** A store on one connection, that reads so often that its statement has a name. */
async function reading(name: string) {
  const url = await freshDatabase(server?.url ?? "", name);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const store = postgresStore({ pool, listen: false });
  onTestFinished(async () => {
    await store.close();
    await pool.end();
  });
  await createMemory({ store })
    .instructions("writer", { namespace: ["acme"], seed: "Write.\n" })
    .current();
  const read = async () => (await store.readText?.(address, "production"))?.text;
  const names = async (): Promise<string[]> =>
    (
      await pool.query<{ name: string }>(
        "select name from pg_prepared_statements where statement like '%version_contents%'",
      )
    ).rows.map((row) => row.name);
  for (let time = 0; time < 4; time += 1) expect(await read()).toBe("Write.\n");
  return { pool, read, names };
}

test("what is read often is prepared once", async () => {
  const { read, names } = await reading("often");
  expect(await names()).toEqual([expect.stringMatching(/^knowhow_[0-9a-f]{24}$/)]);
  await read();
  expect(await names()).toHaveLength(1);
});

test("a connection behind the pooler that knows no such statement is asked without", async () => {
  const { pool, read, names } = await reading("forgotten");
  await pool.query("deallocate all");
  expect(await read()).toBe("Write.\n");
  expect(await read()).toBe("Write.\n");
  expect(await names()).toEqual([]);
});

test("so is one on which somebody else has prepared it already", async () => {
  const { pool, read } = await reading("taken");
  const client = await pool.connect();
  // What the driver believes to have prepared on this connection.
  const { parsedStatements } = (client as unknown as { connection: { parsedStatements: Record<string, string> } })
    .connection;
  for (const name of Object.keys(parsedStatements)) Reflect.deleteProperty(parsedStatements, name);
  client.release();
  expect(await read()).toBe("Write.\n");
});

test("and one whose tables were changed meanwhile", async () => {
  const { pool, read } = await reading("changed");
  await pool.query("alter table knowhow.version_contents alter column text type varchar");
  expect(await read()).toBe("Write.\n");
});
