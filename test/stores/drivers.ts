// The drivers that the store tests run against. A new driver is one more row.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InMemoryStore } from "@langchain/langgraph";
import { langGraphStore } from "knowhow/langgraph";
import { postgresStore } from "knowhow/postgres";
import { sqliteStore } from "knowhow/sqlite";
import type { OpenStore, Outage } from "knowhow/testing";
import { memoryStore } from "../../src/stores/memory/store.js";
import { foreignServer, startServer, type TestServer } from "../postgres/server.js";

/** The way to the same server past a pooler, which passes no notifications on. */
const direct = process.env["KNOWHOW_TEST_POSTGRES_DIRECT"];

export interface Driver {
  readonly name: string;
  /** Begins with empty data; every call of the opener gives a handle on it. */
  begin(): { open: OpenStore; end(): void | Promise<void>; outage?: Outage };
}

export const drivers: readonly Driver[] = [
  { name: "memory", begin: () => ({ open: memoryStore, end: () => {} }) },
  {
    name: "sqlite",
    begin() {
      const folder = temporaryFolder();
      return { open: () => sqliteStore(join(folder, "store.db")), end: () => rmSync(folder, { recursive: true }) };
    },
  },
  {
    name: "postgres",
    begin() {
      let server: Promise<TestServer> | null = null;
      return {
        async open() {
          server ??= startServer();
          return postgresStore({ url: (await server).url, ...(direct && { listen: direct }) });
        },
        end: async () => (await server)?.end(),
        ...(foreignServer === null && {
          outage: { stop: async () => (await server)?.stop(), start: async () => (await server)?.start() },
        }),
      };
    },
  },
  {
    name: "langgraph",
    begin() {
      const base = new InMemoryStore();
      return { open: () => langGraphStore(base), end: () => {} };
    },
  },
];

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "knowhow-"));
}
