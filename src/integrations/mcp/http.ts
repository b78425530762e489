/**
 * The streamable HTTP transport, on loopback: one session for each client, behind a token. Foreign Host and Origin are
 * refused, so that no web page reaches it through the browser of whoever runs it.
 */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { KnowhowError } from "../../core/errors.js";
import type { OnError } from "./answer.js";

export interface McpHttpOptions {
  /** Makes the server of a session: `() => mcpServer(…)`. */
  readonly session: () => McpServer;
  /** Default 0: one that is free. */
  readonly port?: number;
  /** What clients must send as `Authorization: Bearer …`. Default: a random one. */
  readonly token?: string;
  /** So many sessions at once; beyond it the one that was idle the longest ends. Default 100. */
  readonly maxSessions?: number;
  /** A session that nobody used or listens to ends after so long, in milliseconds. Default half an hour. */
  readonly idleAfter?: number;
  /** Default: nobody is told. */
  readonly onError?: OnError;
}

/** A server that listens. */
export interface McpHttp {
  /** Where clients connect: `http://127.0.0.1:PORT/mcp`. */
  readonly url: string;
  readonly token: string;
  /** How many sessions there are. */
  readonly sessions: number;
  /** Ends all sessions and stops. */
  close(): Promise<void>;
}

/** The largest request, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const SHORTEST_TOKEN = 16;
const SHORTEST_IDLE = 1000;

interface Session {
  readonly server: McpServer;
  readonly transport: StreamableHTTPServerTransport;
  /** Requests under way, also the stream that the client listens on. */
  open: number;
  usedAt: number;
}

/** Listens on 127.0.0.1. @throws `invalid_usage` for a token that is too short or a port that is taken */
export async function serveMcp(options: McpHttpOptions): Promise<McpHttp> {
  const { token = randomBytes(32).toString("base64url"), maxSessions = 100, onError = () => {} } = options;
  if (!/^[\x21-\x7e]+$/.test(token) || token.length < SHORTEST_TOKEN) {
    throw new KnowhowError(
      "invalid_usage",
      `The token must have at least ${SHORTEST_TOKEN} visible ASCII characters. Leave it out for a random one.`,
    );
  }
  const idleAfter = Math.max(options.idleAfter ?? 30 * 60_000, SHORTEST_IDLE);
  const sessions = new Map<string, Session>();
  const listener = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onError(error);
      if (!response.headersSent) refuse(response, 500, "Something failed that should not.");
    });
  });
  const port = await listen(listener, options.port ?? 0);
  const hosts = ["127.0.0.1", "localhost", "[::1]"].map((host) => `${host}:${port}`);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host = "", origin, authorization = "" } = request.headers;
    if (!hosts.includes(host.toLowerCase())) return refuse(response, 403, "This host name is not served here.");
    if (origin !== undefined && !hosts.some((one) => origin.toLowerCase() === `http://${one}`))
      return refuse(response, 403, "Pages of other origins are not served.");
    if (!isSame(authorization, `Bearer ${token}`)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      return refuse(response, 401, "Send the token that was printed at the start: Authorization: Bearer TOKEN.");
    }
    if (new URL(request.url ?? "/", "http://localhost").pathname !== "/mcp")
      return refuse(response, 404, "The protocol is spoken at /mcp.");
    const id = request.headers["mcp-session-id"];
    if (id === undefined && request.method === "POST") return begin(request, response);
    const session = typeof id === "string" ? sessions.get(id) : undefined;
    if (!session) return refuse(response, id === undefined ? 400 : 404, "There is no such session. Begin a new one.");
    return use(session, request, response);
  }

  /** A request without a session can only begin one; the transport refuses any other. */
  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const server = options.session();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: MOST_BYTES,
      onsessioninitialized: (id) => {
        makeRoom();
        sessions.set(id, session);
      },
    });
    const session: Session = { server, transport, open: 0, usedAt: Date.now() };
    await server.connect(transport);
    const { onclose } = transport;
    Object.assign(transport, {
      onclose() {
        if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
        onclose?.();
      },
    });
    await use(session, request, response);
    if (transport.sessionId === undefined) await server.close();
  }

  async function use(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
    session.open += 1;
    response.once("close", () => {
      session.open -= 1;
      session.usedAt = Date.now();
    });
    await session.transport.handleRequest(request, response);
  }

  function makeRoom(): void {
    if (sessions.size < maxSessions) return;
    const [oldest] = [...sessions.values()].sort(
      (a, b) => Math.sign(a.open) - Math.sign(b.open) || a.usedAt - b.usedAt,
    );
    oldest?.server.close().catch(onError);
  }

  const sweep = setInterval(() => {
    for (const { server, open, usedAt } of sessions.values())
      if (open === 0 && Date.now() - usedAt >= idleAfter) server.close().catch(onError);
  }, idleAfter / 2);
  sweep.unref();

  return {
    url: `http://127.0.0.1:${port}/mcp`,
    token,
    get sessions() {
      return sessions.size;
    },
    async close() {
      clearInterval(sweep);
      const stopped = new Promise((resolve) => listener.close(resolve));
      await Promise.all([...sessions.values()].map(({ server }) => server.close()));
      listener.closeAllConnections();
      await stopped;
    },
  };
}

async function listen(listener: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    listener.once("error", (cause) => {
      reject(
        new KnowhowError("invalid_usage", `Cannot listen on port ${port}: ${cause.message}. Choose another.`, {
          cause,
        }),
      );
    });
    listener.listen(port, "127.0.0.1", resolve);
  });
  return (listener.address() as AddressInfo).port;
}

/** Compares without telling by its time how much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }));
}
