// A PostgreSQL server for tests: the one that KNOWHOW_TEST_POSTGRES names, or one of our own for as long as a file
// runs.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./server-process.ts", import.meta.url));

/** The URL of a server that was there before and stays. */
export const foreignServer = process.env["KNOWHOW_TEST_POSTGRES"] ?? null;

export interface TestServer {
  /** A URL of the database `postgres`, as its superuser. */
  readonly url: string;
  readonly port: number;
  /** Shuts it down fast, breaking every connection, and starts it again on the same data. Not for a foreign server. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its data. */
  end(): Promise<void>;
}

/** For tests: their data need not outlive the machine. */
const TEST_SETTINGS = { fsync: "off", max_connections: "200", shared_buffers: "32MB", jit: "off" };

/** Starts a server with these settings of PostgreSQL; about two seconds. */
export async function startServer(settings: Readonly<Record<string, string>> = TEST_SETTINGS): Promise<TestServer> {
  if (foreignServer !== null) {
    const port = Number(new URL(foreignServer).port || 5432);
    const refuse = () => Promise.reject(new Error("Only a server of our own can be stopped."));
    return { url: foreignServer, port, stop: refuse, start: refuse, end: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "knowhow-postgres-"));
  chmodSync(folder, 0o755); // the server's user must get to its data
  const port = await freePort();
  const process_ = spawn(process.execPath, ["--import", "tsx", script, folder, String(port), JSON.stringify(settings)]);
  const told = listen(process_);
  await told();
  const order = async (line: string) => {
    process_.stdin.write(`${line}\n`);
    await told();
  };
  return {
    url: `postgres://postgres:secret@127.0.0.1:${port}/postgres`,
    port,
    stop: () => order("stop"),
    start: () => order("start"),
    async end() {
      const ended = once(process_, "close");
      process_.stdin.end();
      await ended;
    },
  };
}

/** Waits for the next line that the process prints. */
function listen(child: ChildProcessWithoutNullStreams): () => Promise<void> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = "";
  child.stderr.on("data", (data) => (errors += String(data)));
  return async () => {
    const { done } = await lines.next();
    if (done) throw new Error(`PostgreSQL did not start. ${errors}`);
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
