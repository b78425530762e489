// The PostgreSQL driver on a real server: opening, rights, other schemas, pools, time limits, and what goes wrong.
import { createServer } from "node:net";
import { once } from "node:events";
import pg from "pg";
import { postgresStore, type PostgresStoreOptions } from "knowhow/postgres";
import { makeFeedback, makeLesson, makeRecord, makeRun, makeVersion } from "knowhow/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressKey } from "../../src/core/address.js";
import { verifyChain } from "../../src/core/version.js";
import { queries } from "../../src/stores/postgres/connect.js";
import { postgresDialect } from "../../src/stores/postgres/dialect.js";
import { MIGRATIONS, SCHEMA_VERSION } from "../../src/stores/sql/migrate.js";
import { firstTables } from "../../src/stores/sql/migrations/0001-first-tables.js";
import { databaseUrl, execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";

const address = { namespace: ["acme"], name: "writer" };
const code = (name: string) => expect.objectContaining({ name: "KnowhowError", code: name });

let server: TestServer;
let url: string;
let count = 0;

beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.end());
beforeEach(async () => {
  url = await freshDatabase(server.url, `knowhow_test_${(count += 1)}`);
});

async function fill(options: string | PostgresStoreOptions = url) {
  const store = postgresStore(options);
  const first = makeVersion({ address });
  await store.commit({ address, create: makeRecord({ address }), version: first });
  await store.commit({ address, expectHead: 1, version: makeVersion({ after: first, text: "Write two tweets." }) });
  await store.close();
}

/** What reading comes to: the record, or the error. */
async function outcomeOf(options: string | PostgresStoreOptions) {
  const store = postgresStore(options);
  try {
    return await store.record(address);
  } finally {
    await store.close();
  }
}

const tablesIn = async (schema: string) =>
  (await execute(url, `select table_name from information_schema.tables where table_schema = '${schema}'`)).length;

describe("options", () => {
  test.each<[string, unknown]>([
    ["nothing", {}],
    ["both", { url: "postgres://h/d", pool: new pg.Pool() }],
    ["another kind of URL", "mysql://ana:hush@h/d"],
    ["a URL that cannot be read", "postgres://ana:hu#sh/x@h:port/d"],
    ["a pool that is none", { pool: {} }],
    ["a schema with capitals", { url: "postgres://ana:hush@h/d", schema: "Mine" }],
    ["a schema of the system", "postgres://ana:hush@h/d?schema=pg_catalog"],
    ["a schema that ends a statement", { url: "postgres://h/d", schema: 'x"; drop table runs; --' }],
    ["no connections", { url: "postgres://h/d", connections: 0 }],
    ["no time", { url: "postgres://h/d", statementTimeout: 0 }],
    ["an endless time", { url: "postgres://h/d", retryTimeout: Number.POSITIVE_INFINITY }],
  ])("%s is refused at once, and no password shown", (_what, options) => {
    let thrown: unknown;
    try {
      postgresStore(options as string);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(code("invalid_policy"));
    expect(String(thrown) + String((thrown as Error).cause)).not.toContain("hush");
  });

  test("the name has neither user nor password nor parameters", () => {
    expect(postgresStore("postgres://ana:hu%23sh@db.example:6432/app?sslmode=require").name).toBe(
      "postgres://db.example:6432/app",
    );
    expect(postgresStore("postgresql://ana@h/app?schema=team").name).toBe("postgres://h/app (schema team)");
    const pool = new pg.Pool({ connectionString: "postgres://ana:hush@h/app" });
    expect(postgresStore({ pool }).name).toBe("postgres://h/app");
    expect(
      postgresStore({ pool: new pg.Pool({ host: "h", port: 6000, database: "app", password: "hush" }) }).name,
    ).toBe("postgres://h:6000/app");
  });
});

describe("opening", () => {
  test("touches nothing before the first use, then makes its schema and nothing elsewhere", async () => {
    const store = postgresStore(url);
    expect(await tablesIn("knowhow")).toBe(0);
    await store.appendRun(makeRun({ address }));
    expect(await tablesIn("knowhow")).toBeGreaterThan(15);
    expect(await tablesIn("public")).toBe(0);
    await store.close();
  });

  test("schemas in one database share nothing", async () => {
    await fill({ url, schema: "one" });
    expect(await outcomeOf({ url, schema: "one" })).toMatchObject({ head: 2 });
    expect(await outcomeOf(`${url}?schema=two`)).toBeNull();
    expect(await tablesIn("knowhow")).toBe(0);
  });

  test("many that open an empty database at once make the schema once", async () => {
    const stores = Array.from({ length: 8 }, () => postgresStore({ url, connections: 1 }));
    expect(await Promise.all(stores.map((store) => store.record(address)))).toEqual(stores.map(() => null));
    await Promise.all(stores.map((store) => store.close()));
    const rows = await execute(url, "select version from knowhow.knowhow_schema order by version");
    expect(rows.map(({ version }) => version)).toEqual(MIGRATIONS.map(({ number }) => number));
  });

  test("a database that lacks advisory locks is migrated without one", async () => {
    await execute(
      url,
      "create schema shadow",
      `create function shadow.pg_advisory_xact_lock(int, int) returns void language plpgsql as
       $$ begin raise exception 'not supported' using errcode = '0A000'; end $$`,
      `alter database "${new URL(url).pathname.slice(1)}" set search_path = shadow, pg_catalog`,
    );
    expect(await outcomeOf(url)).toBeNull();
    expect(await tablesIn("knowhow")).toBeGreaterThan(15);
  });

  test("an older schema is brought up to date, a newer one is refused", async () => {
    await execute(
      url,
      "create schema knowhow",
      "create table knowhow.knowhow_schema (version integer primary key, applied_at text not null)",
      "insert into knowhow.knowhow_schema values (1, 'then')",
    );
    const pool = new pg.Pool({ connectionString: url });
    const db = queries(pool, "knowhow", 10_000);
    await firstTables.up(db.schema, postgresDialect("knowhow"), db);
    const old = { address: "acme/writer", reflectionId: "r", request: "q", answer: "Kept." };
    await db.insertInto("answers").values(old).execute();
    await pool.end();
    const store = postgresStore(url);
    expect(await store.answer(address, "r", "q")).toBe("Kept.");
    expect(await store.cases(address, null)).toEqual({ items: [], next: null });
    await store.close();
    await execute(url, `insert into knowhow.knowhow_schema values (${SCHEMA_VERSION + 1}, 'later')`);
    await expect(outcomeOf(url)).rejects.toEqual(code("store_newer"));
  });

  test("a database of another encoding is refused", async () => {
    const latin = await freshDatabase(
      server.url,
      "latin",
      "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0",
    );
    await expect(outcomeOf(latin)).rejects.toEqual(code("store_engine"));
  });

  test("a store that is not used may be closed, and a failed opening is tried again", async () => {
    await postgresStore("postgres://127.0.0.1:1/none").close();
    const name = "made_later";
    await execute(server.url, `drop database if exists ${name}`);
    const store = postgresStore(databaseUrl(server.url, name));
    await expect(store.record(address)).rejects.toMatchObject({ code: "store_unavailable", cause: { code: "3D000" } });
    await execute(server.url, `create database ${name}`);
    expect(await store.record(address)).toBeNull();
    await store.close();
  });
});

describe("the application's own pool", () => {
  test("is used and not ended, and its parsers and defaults do no harm", async () => {
    const pool = new pg.Pool({
      connectionString: url,
      max: 2,
      options: "-c default_transaction_isolation=serializable -c standard_conforming_strings=on",
      types: { getTypeParser: () => () => "spoilt" },
    });
    const store = postgresStore({ pool });
    const first = makeVersion({ address });
    await store.commit({ address, create: makeRecord({ address }), version: first });
    expect(await store.read(address, "production")).toEqual({ record: makeRecord({ address }), version: first });
    await store.close();
    expect(pool.ended).toBe(false);
    expect(pool.totalCount).toBeGreaterThan(0);
    expect((await pool.query({ text: "select 1 as one", types: pg.types })).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test("keeps no state in sessions: no settings, no statements, no locks", async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    const settings = async () =>
      (
        await pool.query(
          "select (select count(*) from pg_prepared_statements) as statements, " +
            "(select count(*) from pg_locks where locktype = 'advisory') as locks, current_setting('statement_timeout') as " +
            "statement, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('search_path') as path",
        )
      ).rows;
    const before = await settings();
    await fill({ pool, statementTimeout: 1234 });
    expect(await settings()).toEqual(before);
    await pool.end();
  });
});

describe("rights", () => {
  const ana = { name: "ana", password: "hush" };
  beforeAll(() => execute(server.url, "drop role if exists ana", "create role ana login password 'hush'"));

  test("a wrong password, and a role that may make no schema, are told without the password", async () => {
    const database = new URL(url).pathname.slice(1);
    const wrong = databaseUrl(server.url, database, { ...ana, password: "hushhush" });
    await expect(outcomeOf(wrong)).rejects.toEqual(code("store_denied"));
    await expect(outcomeOf(wrong)).rejects.not.toThrow(/hush/);
    await expect(outcomeOf(databaseUrl(server.url, database, ana))).rejects.toMatchObject({
      code: "store_denied",
      cause: { code: "42501" },
    });
  });

  test("a role that may read and write rows is enough once the schema is there", async () => {
    await fill();
    await execute(
      url,
      "grant usage on schema knowhow to ana",
      "grant select, insert, update, delete on all tables in schema knowhow to ana",
    );
    const store = postgresStore(databaseUrl(server.url, new URL(url).pathname.slice(1), ana));
    await store.appendRun(makeRun({ address }));
    expect(await store.record(address)).toMatchObject({ head: 2 });
    await store.close();
    await execute(url, "revoke insert on all tables in schema knowhow from ana");
    const reader = postgresStore(databaseUrl(server.url, new URL(url).pathname.slice(1), ana));
    expect(await reader.record(address)).toMatchObject({ head: 2 });
    await expect(reader.appendRun(makeRun({ address }))).rejects.toEqual(code("store_denied"));
    await reader.close();
    await execute(url, "drop owned by ana");
  });

  test("a database that is set to read only is read, and says so when written", async () => {
    await fill();
    const name = new URL(url).pathname.slice(1);
    await execute(url, `alter database ${name} set default_transaction_read_only = on`);
    const store = postgresStore(url);
    expect(await store.record(address)).toMatchObject({ head: 2 });
    await expect(store.appendRun(makeRun({ address }))).rejects.toEqual(code("store_readonly"));
    await store.close();
  });
});

describe("waiting has an end", () => {
  test("when somebody else holds the row", async () => {
    await fill();
    const holder = new pg.Client(url);
    await holder.connect();
    await holder.query("begin; select 1 from knowhow.instructions for update");
    const store = postgresStore({ url, statementTimeout: 200 });
    await expect(store.commit({ address, labels: [{ label: "x", to: 1 }] })).rejects.toEqual(code("store_timeout"));
    expect(await store.record(address)).toMatchObject({ head: 2 });
    await holder.query("rollback");
    expect(await store.commit({ address, labels: [{ label: "x", to: 1 }] })).toMatchObject({ status: "committed" });
    await holder.end();
    await store.close();
  });

  test("when all connections are in use", async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 100 });
    const store = postgresStore({ pool });
    await store.record(address);
    const only = await pool.connect();
    await expect(store.record(address)).rejects.toEqual(code("store_timeout"));
    only.release();
    expect(await store.record(address)).toBeNull();
    await pool.end();
  });

  test("when the server is silent, before and after it took the connection", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    await expect(outcomeOf({ url: `postgres://ana:hush@127.0.0.1:${port}/d`, connectTimeout: 100 })).rejects.toEqual(
      code("store_timeout"),
    );
    silent.close();
    await fill();
    const blocker = new pg.Client(url);
    await blocker.connect();
    await blocker.query("begin; lock table knowhow.instructions in access exclusive mode");
    // Reading is no transaction, so that it is the client that gives up, and throws the connection away.
    const store = postgresStore({ url, statementTimeout: 50, connections: 1 });
    await expect(store.record(address)).rejects.toEqual(code("store_timeout"));
    await blocker.query("rollback");
    await blocker.end();
    expect(await store.record(address)).toMatchObject({ head: 2 });
    await store.close();
  });
});

describe("the hash chain", () => {
  test.each([
    ["the text", "update knowhow.version_contents set text = 'Obey me.' where number = 1", 1],
    ["the author", "update knowhow.version_contents set author_id = 'eve' where number = 2", 2],
    ["the time", "update knowhow.versions set created_at = '2020-01-01T00:00:00.000Z' where number = 1", 1],
  ])("tells when %s was changed by SQL", async (_what, statement, number) => {
    await fill();
    const chain = async () => {
      const store = postgresStore(url);
      const { items } = await store.versions(address);
      await store.close();
      return verifyChain(items.toReversed());
    };
    expect(await chain()).toEqual([]);
    await execute(url, statement);
    expect(await chain()).toContainEqual(expect.objectContaining({ number }));
  });
});

test("addresses and keys longer than an index takes are refused, and nothing is left of them", async () => {
  const store = postgresStore(url);
  const letters = Array.from({ length: 2000 }, (_none, index) =>
    String.fromCodePoint(0x20000 + ((index * 7919) % 40_000)),
  );
  const segment = (at: number) => letters.slice(at * 120, at * 120 + 120).join("");
  const long = { namespace: Array.from({ length: 15 }, (_none, index) => segment(index)), name: "n" };
  await expect(store.appendRun(makeRun({ address: long }))).rejects.toEqual(code("store_unsupported"));
  const feedback = makeFeedback({ address: long });
  await expect(store.appendFeedback(feedback, makeLesson(feedback))).rejects.toEqual(code("store_unsupported"));
  expect(await store.run(long, "x")).toBeNull();
  await store.close();
});

test("every index but those of proposal ids and keys begins with the address, and nothing counts up", async () => {
  await fill();
  const indexes = await execute(
    url,
    `select i.relname as name, a.attname as first from pg_index x join pg_class i on i.oid = x.indexrelid
     join pg_namespace n on n.oid = i.relnamespace join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
     where n.nspname = 'knowhow'`,
  );
  const others = indexes.filter(({ first }) => first !== "address").map(({ name }) => name);
  expect(new Set(others)).toEqual(new Set(["knowhow_schema_pkey", "proposals_by_id", "api_keys_key"]));
  expect(await execute(url, "select sequence_name from information_schema.sequences")).toEqual([]);
});

test("references are checked by what tells rows of one address apart, from the first row on", async () => {
  await fill();
  const references = await execute(
    url,
    `select c.confrelid::regclass::text as target,
       string_agg(format('%I = $%s', a.attname, k.place), ' and ' order by k.place) as wanted,
       string_agg(format_type(a.atttypid, null), ',' order by k.place) as types,
       string_agg('null', ',') as nulls
     from pg_constraint c cross join unnest(c.confkey) with ordinality k (number, place)
     join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number
     where c.contype = 'f' and c.connamespace = 'knowhow'::regnamespace group by c.oid`,
  );
  const targets = references.map(({ target }) => target);
  expect(targets).toEqual(expect.arrayContaining(["knowhow.versions", "knowhow.runs"]));
  expect(targets).not.toContain("knowhow.feedback");
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("set plan_cache_mode = force_generic_plan");
    for (const [index, { target, wanted, types, nulls }] of references.entries()) {
      // As the server asks for the row that is named.
      const query = `select 1 from only ${String(target)} where ${String(wanted)} for key share`;
      await client.query(`prepare p${index}(${String(types)}) as ${query}`);
      const { rows } = await client.query<Record<string, string>>(`explain execute p${index}(${String(nulls)})`);
      const plan = rows.flatMap((row) => Object.values(row)).join("\n");
      expect(plan).toContain("Index");
      // Of all that one address has, none is gone over.
      expect(plan).not.toMatch(/Filter: \(?(id|number) /);
    }
  } finally {
    await client.end();
  }
});

describe("nothing of feedback stays behind alone, which no reference sees to", () => {
  const here = { namespace: ["acme"], name: "only taught" };
  const alone = `select 'lesson' as kind, feedback_id as id from knowhow.lessons l where not exists
      (select from knowhow.feedback f where f.address = l.address and f.id = l.feedback_id)
    union all select 'content', id from knowhow.feedback_contents c where not exists
      (select from knowhow.feedback f where f.address = c.address and f.id = c.id)
    union all select 'feedback', id from knowhow.feedback f where not exists
      (select from knowhow.lessons l where l.address = f.address and l.feedback_id = f.id)`;
  const isWaiting = async (): Promise<boolean> => {
    const waiting = await execute(url, "select 1 from pg_stat_activity where wait_event_type = 'Lock'");
    return waiting.length > 0;
  };
  const taught = () => {
    const feedback = makeFeedback({ address: here });
    return { feedback, lesson: makeLesson(feedback) };
  };
  const everything = { address: here, everything: true } as const;

  test("when it is appended while all is erased", async () => {
    const store = postgresStore(url);
    const [first, second] = [taught(), taught()];
    await store.appendFeedback(first.feedback, first.lesson);
    const client = new pg.Client(url);
    await client.connect();
    await client.query("begin");
    // What is erased first has to wait, so that the append comes in between.
    await client.query("select * from knowhow.lessons for update");
    const erased = store.erase(everything);
    await expect.poll(isWaiting).toBe(true);
    await store.appendFeedback(second.feedback, second.lesson);
    await client.query("commit");
    await client.end();
    expect(await erased).toMatchObject({ status: "erased" });
    expect(await execute(url, alone)).toEqual([]);
    expect(await store.feedback(here, first.feedback.id)).toBeNull();
    expect(await store.feedback(here, second.feedback.id)).toEqual(second.feedback);
    await store.close();
  });

  test.each([
    ["all is", everything],
    ["it is", null],
  ])("when a lesson of it is taken in while %s erased", async (_what, all) => {
    const store = postgresStore(url);
    const { feedback, lesson } = taught();
    await store.appendFeedback(feedback, lesson);
    const client = new pg.Client(url);
    await client.connect();
    await client.query("begin");
    // The lesson is put in place of itself and kept from being seen, as taking in does until it ends.
    await client.query("select * from knowhow.feedback for key share");
    await client.query("delete from knowhow.lessons");
    await client.query(
      `insert into knowhow.lessons (address, id, feedback_id, created_at, updated_at, state, attempts)
       values ($1, $2, $3, $4, $4, 'dismissed', 0)`,
      [addressKey(here), lesson.id, feedback.id, lesson.createdAt],
    );
    const none = { versions: [], runs: [], proposals: [], cases: [], evidence: [], answers: false as const };
    const redacted = { lessons: [], proposals: [], evidence: [], reflections: [] };
    const rows = { ...none, feedback: [feedback.id], redacted };
    const erased = store.erase(all ?? { address: here, rows });
    await expect.poll(isWaiting).toBe(true);
    await client.query("commit");
    await client.end();
    expect(await erased).toMatchObject({ status: "erased" });
    expect(await execute(url, alone)).toEqual([]);
    await store.close();
  });

  test("a lesson of feedback that is not there is not taken in", async () => {
    const store = postgresStore(url);
    const { feedback, lesson } = taught();
    const rows = { feedback: [{ feedback, lesson: { ...lesson, feedbackId: "another" } }] };
    await expect(store.takeIn(here, rows)).rejects.toEqual(code("conflict"));
    expect(await execute(url, alone)).toEqual([]);
    expect(await store.feedback(here, feedback.id)).toBeNull();
    await store.close();
  });
});
