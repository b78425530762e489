/** What is compared on the same databases: Knowhow's stores and `BaseStore`s, LangGraph's, and the bare drivers. */
import { join } from "node:path";
import { InMemoryStore } from "@langchain/langgraph";
import { PostgresStore } from "@langchain/langgraph-checkpoint-postgres/store";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { createMemory, type Instructions, type Memory } from "knowhow";
import { postgresBaseStore } from "knowhow/langgraph/postgres";
import { sqliteBaseStore } from "knowhow/langgraph/sqlite";
import pg from "pg";
import { fileOf, type Kind, KINDS, type Named, openStore, type Place } from "./databases.js";

export type OurBaseStore = ReturnType<typeof postgresBaseStore>;

export interface Ours {
  readonly kind: Kind;
  /** Serves reads from memory. */
  readonly cached: Instructions;
  /** Asks the store at every read. */
  readonly uncached: Instructions;
  readonly base: OurBaseStore;
}

export interface Rivals {
  readonly ours: readonly Ours[];
  readonly inMemory: InMemoryStore;
  readonly postgresStore: PostgresStore;
  readonly pool: pg.Pool;
  readonly sqlite: DatabaseSyncInstance;
  close(): Promise<void>;
}

export const NAME = "tweet-writer";
export const NAMESPACE = ["acme"];
export const KEY = `${NAMESPACE.join("/")}/${NAME}`;
export const TEXT = "Write a tweet about the paper.\n".repeat(40);
export const ANA = { id: "ana", role: "reviewer" } as const;

/** Where a kind of database keeps what the comparisons need; the PostgreSQL schema is the default one. */
const compared = (place: Place, kind: Kind): Named => ({ ...place, kind, name: "knowhow" });

/** Opens all, each with the same text under the same name. */
export async function openRivals(place: Place): Promise<Rivals> {
  const memories: Memory[] = [];
  const ours: Ours[] = [];
  for (const kind of KINDS) {
    const named = compared(place, kind);
    const open = (maxAge: number): Instructions => {
      const memory = createMemory({ store: openStore(named), maxAge });
      memories.push(memory);
      return memory.instructions(NAME, { namespace: NAMESPACE, seed: TEXT });
    };
    const base =
      kind === "sqlite" ? sqliteBaseStore(join(place.folder, "items.db")) : postgresBaseStore({ url: place.url });
    ours.push({ kind, cached: open(60_000), uncached: open(0), base });
  }
  const inMemory = new InMemoryStore();
  const postgresStore = PostgresStore.fromConnString(place.url);
  await postgresStore.setup();
  for (const store of [inMemory, postgresStore, ...ours.map(({ base }) => base)]) {
    await store.put(NAMESPACE, NAME, { text: TEXT });
  }
  for (const { cached, uncached } of ours) {
    await cached.current();
    await uncached.current();
  }
  const pool = new pg.Pool({ connectionString: place.url });
  const sqlite = new DatabaseSync(fileOf(compared(place, "sqlite")));
  // As our own connections have it.
  sqlite.exec("pragma synchronous = full");
  sqlite.exec("create table bare (id text primary key, value text not null)");
  await pool.query("create table bare (id text primary key, value text not null)");
  return {
    ours,
    inMemory,
    postgresStore,
    pool,
    sqlite,
    async close() {
      for (const memory of memories) await memory.close();
      for (const { base } of ours) await base.stop();
      await postgresStore.stop();
      await pool.end();
      sqlite.close();
    },
  };
}
