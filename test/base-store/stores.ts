// The BaseStores that the tests run against, each fresh and empty.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresBaseStore } from "knowhow/langgraph/postgres";
import { sqliteBaseStore } from "knowhow/langgraph/sqlite";
import { startServer, type TestServer } from "../postgres/server.js";

type Ours = ReturnType<typeof sqliteBaseStore>;
/** The options that all of ours have. */
export type Options = Omit<Parameters<typeof sqliteBaseStore>[0] & object, "path" | "busyTimeout">;

export interface Kind {
  readonly name: string;
  /** Gets ready for a file of tests. */
  begin(): Promise<void>;
  /** An empty store, and with the same `place` another handle on what is kept there. */
  open(options?: Options, place?: string): Promise<Ours>;
  end(): Promise<void>;
}

let places = 0;
/** A place that nobody has used. */
export const newPlace = (): string => `place${(places += 1)}`;

function sqlite(): Kind {
  let folder = "";
  return {
    name: "sqliteBaseStore",
    async begin() {
      folder = mkdtempSync(join(tmpdir(), "knowhow-base-store-"));
    },
    open: async (options = {}, place = newPlace()) =>
      sqliteBaseStore({ ...options, path: join(folder, `${place}.db`) }),
    async end() {
      rmSync(folder, { recursive: true });
    },
  };
}

function postgres(): Kind {
  let server: TestServer | null = null;
  return {
    name: "postgresBaseStore",
    async begin() {
      server = await startServer();
    },
    async open(options = {}, place = newPlace()) {
      if (!server) throw new Error("Begin first.");
      return postgresBaseStore({ ...options, url: server.url, schema: `knowhow_${process.pid}_${place}` });
    },
    end: async () => server?.end(),
  };
}

export const kinds: readonly Kind[] = [sqlite(), postgres()];
