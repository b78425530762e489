/** Opens the database and the instructions that a command works on, as they were made. */
import { existsSync } from "node:fs";
import { type Address, addressKey, checkAddress } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Gate } from "../core/ports/gate.js";
import type { InstructionsRecord, Store } from "../core/ports/store.js";
import { madeWith } from "../core/made-with.js";
import { createMemory, type Instructions, type Memory } from "../memory.js";
import type { Cli } from "./context.js";
import { type Database, databaseOf } from "./database.js";
import { everything } from "./paging.js";
import { shellWord } from "./output/words.js";

/** An open database. */
export interface Session {
  readonly memory: Memory;
  readonly store: Store;
  /** The path of its file, or where its server is. */
  readonly path: string;
  /** There is no database yet; reading finds nothing, and nothing is made. */
  readonly missing: boolean;
}

export interface OpenOptions {
  /** Make the database if there is none. Default false. */
  readonly create?: boolean;
  /** What lets cases be replayed. Default: none. */
  readonly gate?: Gate | null;
}

/** Opens the database for `work` and closes it, whatever happens. */
export async function withSession<T>(
  cli: Cli,
  work: (session: Session) => Promise<T>,
  { create = false, gate = null }: OpenOptions = {},
): Promise<T> {
  const database = databaseOf(cli.db);
  const missing = !create && !(await hasInstructions(database));
  const store = missing ? await emptyStore() : await storeOf(database, cli.busyTimeout);
  // A command reads once; one that goes on must see what others wrote.
  const memory = createMemory({ store, maxAge: 0, ...(gate ? { gate } : {}) });
  try {
    return await work({ memory, store, path: database.name, missing });
  } finally {
    await memory.close();
  }
}

/** Stands for a database that does not exist, so that looking for something in it leaves no file behind. */
async function emptyStore(): Promise<Store> {
  const { memoryStore } = await import("../stores/memory/store.js");
  return memoryStore();
}

/** Whether anything of Knowhow's is there. A file that is not ours counts: opening it says what it is. */
async function hasInstructions(database: Database): Promise<boolean> {
  if (database.kind === "sqlite") {
    if (!existsSync(database.path)) return false;
    const { mayHoldInstructions } = await import("../stores/sqlite/inspect.js");
    return mayHoldInstructions(database.path);
  }
  const { inspectPostgres } = await import("../stores/postgres/inspect.js");
  return (await inspectPostgres(database.url)).schema > 0;
}

/** A store on the database, for reading only where nothing may be written. Nothing is opened before its first use. */
export async function storeOf(database: Database, busyTimeout: Cli["busyTimeout"] = null): Promise<Store> {
  if (database.kind === "postgres") {
    const { postgresStore } = await import("../stores/postgres/store.js");
    const limit = busyTimeout === null ? {} : { statementTimeout: Math.ceil(busyTimeout * 1000) };
    return postgresStore({ url: database.url, connections: 2, ...limit });
  }
  const { sqliteStore } = await import("../stores/sqlite/store.js");
  const { mayWrite } = await import("../stores/sqlite/open-readonly.js");
  const limit = busyTimeout === null ? {} : { busyTimeout: busyTimeout * 1000 };
  return sqliteStore({ path: database.path, readonly: mayWrite(database.path) === false, ...limit });
}

/** The address of a name in the chosen namespace. @throws `invalid_name` */
export function addressOf(cli: Cli, name: string): Address {
  if (name.includes("/")) {
    const [last = "", ...above] = name.split("/").reverse();
    throw new KnowhowError(
      "invalid_name",
      `A name must not contain "/". For a namespace write: --namespace ${shellWord(above.reverse().join("/"))} ${shellWord(last)}`,
    );
  }
  return checkAddress(cli.namespace, name);
}

/** The instructions with this name in the chosen namespace. @throws `instructions_not_found`, `invalid_name` */
export async function openInstructions(cli: Cli, session: Session, name: string): Promise<Instructions> {
  return openAt(session, addressOf(cli, name));
}

/** The instructions at an address that something stored names. @throws `instructions_not_found` */
export async function openAt(session: Session, address: Address): Promise<Instructions> {
  const record = await session.store.record(address);
  if (!record) throw await notFound(session, address);
  return openRecord(session, record);
}

/** A handle with the options that the instructions were made with. */
export function openRecord({ memory }: Pick<Session, "memory">, record: InstructionsRecord): Instructions {
  const { namespace, name } = record.address;
  return memory.instructions(name, { namespace, ...madeWith(record) });
}

/** Says of a missing database what is missing. */
export const noDatabase = ({ path }: Pick<Session, "path">): string =>
  existsSync(path) ? `The file ${path} holds no instructions yet.` : `There is no database ${path} yet.`;

async function notFound(session: Session, { namespace, name }: Address): Promise<KnowhowError> {
  const inNamespace = namespace.length > 0 ? ` in the namespace ${namespace.join("/")}` : "";
  const option = namespace.length > 0 ? `--namespace ${shellWord(namespace.join("/"))} ` : "";
  return new KnowhowError(
    "instructions_not_found",
    `There are no instructions "${name}"${inNamespace}.${await whatThereIs(session, name)} ` +
      `Make them with: knowhow ${option}init ${shellWord(name)} --seed "…"`,
  );
}

async function whatThereIs(session: Session, name: string): Promise<string> {
  if (session.missing) return ` ${noDatabase(session)}`;
  const known = await everything((page) => session.memory.list([], page));
  const same = known.find((record) => record.address.name === name);
  if (same) {
    const { namespace } = same.address;
    return namespace.length > 0
      ? ` There are in another namespace: --namespace ${shellWord(namespace.join("/"))}.`
      : " There are outside of that namespace.";
  }
  const keys = known.slice(0, 5).map((record) => addressKey(record.address));
  return keys.length > 0 ? ` Those there are: ${keys.join(", ")}${known.length > keys.length ? ", …" : ""}.` : "";
}
