/** A server that listens, on Node: refuses to be open to others without keys, and stops without losing a request. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Server as HttpServer } from "node:http";
import { fileURLToPath } from "node:url";
import { KnowhowError } from "../../core/errors.js";
import { isLoopback } from "../access/guard.js";
import type { Server } from "../server.js";
import { serveStudio } from "./studio.js";

export interface ListenOptions {
  /** Default 7420; 0: any that is free. */
  readonly port?: number;
  /** The address to listen on. Default 127.0.0.1: this machine alone. */
  readonly address?: string;
  /** Serves the studio: true for the one that comes with the package, or the folder of a bundle. Default: none. */
  readonly studio?: true | string;
  /** Requests under way get so long to end when it stops, in milliseconds. Default 10,000. */
  readonly grace?: number;
}

export interface Listening {
  /** Where it is, for example `http://127.0.0.1:7420`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, lets what is under way end, and then ends. Again: at once. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 7420;
/** Where the build puts the studio, seen from the build as from the source. */
const STUDIO = fileURLToPath(new URL("../../../dist/studio", import.meta.url));

/** The address a request comes from, on Node. */
export const addressOf = (context: Context): string =>
  (context.env as Partial<HttpBindings>).incoming?.socket.remoteAddress ?? "";

/**
 * Listens. @throws `forbidden` for an address that others reach while no key is in force; `server_unavailable` if the
 * port is taken or may not be used
 */
export async function listen(server: Server, options: ListenOptions = {}): Promise<Listening> {
  const { port = DEFAULT_PORT, address = "127.0.0.1", grace = 10_000 } = options;
  if (!isLoopback(address.includes(":") ? `[${address}]` : address) && !(await server.hasKeys())) {
    throw new KnowhowError(
      "forbidden",
      `Others could reach ${address}, and no key is in force. Make one first: knowhow keys add NAME --role read`,
    );
  }
  if (options.studio !== undefined) serveStudio(server, options.studio === true ? STUDIO : options.studio);
  const http = createAdaptorServer({ fetch: server.app.fetch }) as HttpServer;
  let stopping = false;
  http.on("request", (_request, response) => {
    // Whoever holds a connection open is told to open another one, elsewhere.
    if (stopping) response.setHeader("connection", "close");
    // One that was held open for an answer under way, such as a stream of events, has nothing to wait for any more.
    response.once("close", () => {
      if (stopping) setImmediate(() => http.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", (cause: NodeJS.ErrnoException) => {
      reject(new KnowhowError("server_unavailable", `Cannot listen on ${address}:${port}: ${why(cause)}`, { cause }));
    });
    http.listen(port, address, resolve);
  });
  const found = (http.address() as AddressInfo).port;
  let closed: Promise<void> | null = null;
  return {
    url: `http://${address.includes(":") ? `[${address}]` : address}:${found}`,
    port: found,
    close() {
      if (closed) {
        http.closeAllConnections();
        return closed;
      }
      stopping = true;
      server.drain();
      closed = new Promise<void>((resolve) => {
        const timer = setTimeout(() => http.closeAllConnections(), grace);
        http.close(() => {
          clearTimeout(timer);
          server.close();
          resolve();
        });
        http.closeIdleConnections();
      });
      return closed;
    },
  };
}

function why({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EADDRINUSE") return "something listens there already. Choose another with --port.";
  if (code === "EACCES") return "this user may not use that port. Choose one above 1023.";
  return message;
}
