/**
 * The checks of `knowhow doctor`: Node, the file, its engine, schema and hash chains, and the promises of the store.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import { createMemory } from "../memory.js";
import { openRecord } from "./open.js";
import { count } from "./output/words.js";
import { each } from "./paging.js";

export interface Finding {
  readonly check: "node" | "engine" | "database" | "schema" | "integrity" | "history" | "store";
  readonly status: "passed" | "failed" | "skipped";
  readonly message: string;
}

const LEAST_NODE = [20, 19] as const;
/** Enough for the suite's case about many rows to turn pages. */
const ROWS = 120;

/** Runs the checks one after the other. What cannot be looked at after a failure is left out. */
export async function* examine(path: string): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);
  const { inspectSqlite } = await import("../stores/sqlite/inspect.js");
  const engine = attempt("engine", () => {
    const { engine } = inspectSqlite(":memory:");
    return `SQLite ${engine}, safe for several processes`;
  });
  yield engine;
  if (engine.status === "failed") return;
  let sound = true;
  for await (const finding of checkDatabase(path, inspectSqlite)) {
    sound &&= finding.status !== "failed";
    yield finding;
  }
  if (sound) yield await checkStore(existsSync(path) ? dirname(path) : tmpdir());
  else yield { check: "store", status: "skipped", message: "mend the database first" };
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const message = enough
    ? `Node ${version}`
    : `Node ${version} is older than ${LEAST_NODE.join(".")}. Install a newer one.`;
  return { check: "node", status: enough ? "passed" : "failed", message };
}

type Inspect = typeof import("../stores/sqlite/inspect.js").inspectSqlite;

async function* checkDatabase(path: string, inspect: Inspect): AsyncGenerator<Finding> {
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
  yield { check: "database", status: "passed", message: path };
  const { schema, newestSchema, damage } = found;
  yield schema <= newestSchema
    ? { check: "schema", status: "passed", message: `version ${schema} of ${newestSchema}` }
    : {
        check: "schema",
        status: "failed",
        message: `version ${schema}; this Knowhow knows up to ${newestSchema}. Upgrade it.`,
      };
  yield damage.length === 0
    ? { check: "integrity", status: "passed", message: "the file is not damaged" }
    : { check: "integrity", status: "failed", message: `${damage.slice(0, 3).join("; ")}. Restore a backup.` };
  if (schema <= newestSchema && damage.length === 0) yield await checkHistory(path);
}

/** Verifies the hash chain of every instructions. */
async function checkHistory(path: string): Promise<Finding> {
  const { sqliteStore } = await import("../stores/sqlite/store.js");
  const memory = createMemory({ store: sqliteStore(path) });
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
async function checkStore(folder: string): Promise<Finding> {
  let scratch: string | null = null;
  try {
    scratch = mkdtempSync(join(folder, "knowhow-doctor-"));
    const database = join(scratch, "scratch.db");
    const { runStoreConformance } = await import("../testing/conformance.js");
    const { sqliteStore } = await import("../stores/sqlite/store.js");
    const results = await runStoreConformance(() => sqliteStore(database), { rows: ROWS });
    const bad = results.filter(({ status }) => status === "failed");
    const passed = results.filter(({ status }) => status === "passed").length;
    if (bad.length === 0) return { check: "store", status: "passed", message: `${passed} promises kept in ${folder}` };
    const told = bad.map(({ name, error }) => `${name}: ${error instanceof Error ? error.message : String(error)}`);
    return {
      check: "store",
      status: "failed",
      message: `${bad.length} of ${results.length} promises broken. ${told.join("; ")}`,
    };
  } catch (error) {
    return failed("store", error);
  } finally {
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
  }
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
