/**
 * The checks of `knowhow doctor`: Node, the database, its engine, schema and hash chains, and the promises of the
 * store.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";
import { createMemory } from "../memory.js";
import { mayWrite } from "../stores/sqlite/open-readonly.js";
import type { Database } from "./database.js";
import { openRecord, storeOf } from "./open.js";
import { count } from "./output/words.js";
import { each } from "./paging.js";

export interface Finding {
  readonly check: "node" | "engine" | "database" | "schema" | "integrity" | "history" | "notifications" | "store";
  readonly status: "passed" | "failed" | "skipped";
  readonly message: string;
}

type Postgres = Extract<Database, { readonly kind: "postgres" }>;

const LEAST_NODE = [20, 19] as const;
/** The oldest PostgreSQL that still gets corrections. */
const LEAST_SERVER = 14;
/** Enough for the suite's case about many rows to turn pages. */
const ROWS = 120;
/** Bytes of a text that is large, yet soon written. */
const LARGE_TEXT = 500_000;

/**
 * Runs the checks one after the other. What cannot be looked at after a failure is left out; so are the store's
 * promises, which take seconds, if it should be `quick`.
 */
export async function* examine(database: Database, { quick }: { readonly quick: boolean }): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);
  let sound = true;
  const checks = database.kind === "postgres" ? checkServer(database) : checkFile(database.path);
  for await (const finding of checks) {
    sound &&= finding.status !== "failed";
    yield finding;
  }
  if (quick) yield { check: "store", status: "skipped", message: "its promises are tried without --quick" };
  else if (!sound) yield { check: "store", status: "skipped", message: "mend the database first" };
  else if (database.kind === "postgres") yield* checkServerPromises(database);
  else yield await checkFileStore(mayWrite(database.path) === true ? dirname(database.path) : tmpdir());
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const message = enough
    ? `Node ${version}`
    : `Node ${version} is older than ${LEAST_NODE.join(".")}. Install a newer one.`;
  return { check: "node", status: enough ? "passed" : "failed", message };
}

async function* checkFile(path: string): AsyncGenerator<Finding> {
  const { inspectSqlite: inspect, mayHoldInstructions } = await import("../stores/sqlite/inspect.js");
  const engine = attempt("engine", () => `SQLite ${inspect(":memory:").engine}, safe for several processes`);
  yield engine;
  if (engine.status === "failed") return;
  if (!existsSync(path)) {
    const message = `there is none at ${path} yet; knowhow init NAME makes one`;
    yield { check: "database", status: "skipped", message };
    return;
  }
  let found;
  try {
    found = inspect(path);
  } catch (error) {
    yield failed("database", error);
    return;
  }
  const only = mayWrite(path) ? "" : ", which this user may only read";
  yield { check: "database", status: "passed", message: `${path}${only}` };
  const { schema, newestSchema, damage } = found;
  yield mayHoldInstructions(path) ? checkSchema(schema, newestSchema) : NO_SCHEMA;
  yield damage.length === 0
    ? { check: "integrity", status: "passed", message: "the file is not damaged" }
    : { check: "integrity", status: "failed", message: `${damage.slice(0, 3).join("; ")}. Restore a backup.` };
  if (schema > 0 && schema <= newestSchema && damage.length === 0)
    yield await checkHistory({ kind: "sqlite", path, name: path });
}

async function* checkServer(database: Postgres): AsyncGenerator<Finding> {
  const { inspectPostgres } = await import("../stores/postgres/inspect.js");
  let found;
  try {
    found = await inspectPostgres(database.url);
  } catch (error) {
    yield failed("database", error);
    return;
  }
  const { server, schema, newestSchema } = found;
  const old = Number.parseInt(server, 10) < LEAST_SERVER;
  yield old
    ? { check: "engine", status: "failed", message: `PostgreSQL ${server} is older than ${LEAST_SERVER}. Upgrade it.` }
    : { check: "engine", status: "passed", message: `PostgreSQL ${server}` };
  yield { check: "database", status: "passed", message: database.name };
  if (schema === 0) {
    yield NO_SCHEMA;
    return;
  }
  yield checkSchema(schema, newestSchema);
  if (schema <= newestSchema) yield await checkHistory(database);
}

const NO_SCHEMA: Finding = {
  check: "schema",
  status: "skipped",
  message: "there is none yet; knowhow init NAME makes one",
};

function checkSchema(found: number, newest: number): Finding {
  if (found === 0) {
    return { check: "schema", status: "failed", message: "this is the database of another program. Choose another." };
  }
  return found <= newest
    ? { check: "schema", status: "passed", message: `version ${found} of ${newest}` }
    : {
        check: "schema",
        status: "failed",
        message: `version ${found}; this Knowhow knows up to ${newest}. Upgrade it.`,
      };
}

/** Verifies the hash chain of every instructions. */
async function checkHistory(database: Database): Promise<Finding> {
  const memory = createMemory({ store: await storeOf(database) });
  try {
    let instructions = 0;
    const faults: string[] = [];
    for await (const record of each((page) => memory.list([], page))) {
      instructions += 1;
      const found = await openRecord({ memory }, record).verify();
      faults.push(...found.map(({ number, fault }) => `${addressKey(record.address)}, version ${number}: ${fault}`));
    }
    const verified = `${count(instructions, "hash chain")} verified`;
    if (faults.length === 0) return { check: "history", status: "passed", message: verified };
    return { check: "history", status: "failed", message: faults.join("; ") };
  } catch (error) {
    return failed("history", error);
  } finally {
    await memory.close();
  }
}

/** Runs the conformance suite on a database of its own, in the folder whose disk the real one is on. */
async function checkFileStore(folder: string): Promise<Finding> {
  let scratch: string | null = null;
  try {
    scratch = mkdtempSync(join(folder, "knowhow-doctor-"));
    const database = join(scratch, "scratch.db");
    const { sqliteStore } = await import("../stores/sqlite/store.js");
    return await checkPromises(() => sqliteStore(database), folder);
  } catch (error) {
    return failed("store", error);
  } finally {
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whether commits are told is looked at first, since a pooler passes that on in no case. */
async function* checkServerPromises(database: Postgres): AsyncGenerator<Finding> {
  const { hearsNotifications } = await import("../stores/postgres/inspect.js");
  let listen = false;
  try {
    listen = await hearsNotifications(database.url);
    yield listen
      ? { check: "notifications", status: "passed", message: "a commit is told to others at once" }
      : {
          check: "notifications",
          status: "skipped",
          message: "none arrive, as through a pooler in transaction mode: others' commits are seen within a second",
        };
  } catch (error) {
    yield failed("notifications", error);
  }
  yield await checkServerStore(database, listen);
}

/** Runs the suite in a schema of its own, which is removed again. */
async function checkServerStore({ url, name }: Postgres, listen: boolean): Promise<Finding> {
  const schema = `knowhow_doctor_${randomBytes(6).toString("hex")}`;
  const { postgresStore } = await import("../stores/postgres/store.js");
  const { dropPostgresSchema } = await import("../stores/postgres/inspect.js");
  const open = () => postgresStore({ url, schema, connections: 4, listen });
  const first = open();
  try {
    await first.record({ namespace: [], name: "probe" });
    return await checkPromises(open, `a schema of its own in ${name}`);
  } catch (error) {
    if (!KnowhowError.is(error, "store_denied")) return failed("store", error);
    return { check: "store", status: "skipped", message: "this user may make no schema to try it in" };
  } finally {
    await first.close();
    await dropPostgresSchema(url, schema).catch(() => {});
  }
}

async function checkPromises(open: () => Store, where: string): Promise<Finding> {
  const { runStoreConformance } = await import("../testing/conformance.js");
  const results = await runStoreConformance(open, { rows: ROWS, largeText: LARGE_TEXT });
  const bad = results.filter(({ status }) => status === "failed");
  const passed = results.filter(({ status }) => status === "passed").length;
  if (bad.length === 0) return { check: "store", status: "passed", message: `${passed} promises kept in ${where}` };
  const told = bad.map(({ name, error }) => `${name}: ${error instanceof Error ? error.message : String(error)}`);
  return {
    check: "store",
    status: "failed",
    message: `${bad.length} of ${results.length} promises broken. ${told.join("; ")}`,
  };
}

function attempt(check: Finding["check"], work: () => string): Finding {
  try {
    return { check, status: "passed", message: work() };
  } catch (error) {
    return failed(check, error);
  }
}

function failed(check: Finding["check"], error: unknown): Finding {
  const message = KnowhowError.is(error) ? `${error.message} (${error.code})` : String(error);
  return { check, status: "failed", message };
}
