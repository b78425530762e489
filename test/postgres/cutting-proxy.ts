// A proxy before a PostgreSQL server that cuts a connection at a COMMIT, or at an insert that is a transaction of its
// own, before the server sees it or after it obeyed.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** How: the server never hears the COMMIT, nobody hears its answer, or nothing more is heard from either. */
export type Cut = "before" | "after" | "freeze";

export interface CuttingProxy {
  /** The URL, through the proxy. */
  readonly url: string;
  /** Asked at each of these whether to cut there. */
  decide: () => Cut | null;
  /** How many connections were cut. */
  readonly cuts: () => number;
  /** Cuts every connection and takes no new ones until `open`. */
  close(): Promise<void>;
}

/** The simple query `commit`: type, length, text. */
const COMMIT = Buffer.from("Q\0\0\0\x0bcommit\0", "latin1");
/** How a statement begins that keeps feedback, where it is sent with its text. */
const LONE_INSERT = Buffer.from('with "r" as (', "latin1");

export async function startCuttingProxy(serverUrl: string): Promise<CuttingProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    }
    const cut = () => {
      cuts += 1;
      client.destroy();
      server.destroy();
    };
    let silent = false;
    client.on("data", (data) => {
      const decided = data.includes(COMMIT) || data.includes(LONE_INSERT) ? handle.decide() : null;
      if (decided === "before") return cut();
      if (decided === "freeze") {
        cuts += 1;
        client.removeAllListeners("data").resume();
        return;
      }
      silent = decided === "after";
      server.write(data);
    });
    // The answer to COMMIT says that it was done; nobody is told.
    server.on("data", (data) => (silent ? cut() : client.write(data)));
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const url = new URL(serverUrl);
  const address = proxy.address();
  url.port = String(typeof address === "object" && address ? address.port : 0);
  const handle: CuttingProxy = {
    url: url.href,
    decide: () => null,
    cuts: () => cuts,
    async close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await once(proxy, "close");
    },
  };
  return handle;
}
