/** A real server on a port of its own, with a key of every role, for the tests of this folder. */
import { type Memory, type MemoryOptions, createMemory, memoryStore } from "knowhow";
import { literal } from "knowhow/literal";
import { addKey, createServer, KEY_ROLES, type KeyRole, type ServerOptions } from "knowhow/server";
import { listen, type Listening } from "knowhow/server/node";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at as what they are
  readonly body: any;
}

export interface AskOptions {
  readonly method?: string;
  readonly body?: unknown;
  /** The token of this role's key; null: none. */
  readonly as?: KeyRole | null;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Serving {
  readonly memory: Memory;
  readonly listening: Listening;
  readonly tokens: Readonly<Record<KeyRole, string>>;
  /** What nobody foresaw. */
  readonly failures: unknown[];
  /** A path to sign in with, as `knowhow serve` prints it. */
  invite(page?: string): string;
  ask(path: string, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

export async function serving({
  studio,
  ...options
}: Partial<ServerOptions> & {
  readonly store?: MemoryOptions["store"];
  readonly studio?: string;
} = {}): Promise<Serving> {
  const memory = createMemory({ store: options.store ?? memoryStore(), strategy: literal() });
  const keys = memory.store.keys;
  if (!keys) throw new Error("the store keeps no keys");
  const tokens = {} as Record<KeyRole, string>;
  for (const role of KEY_ROLES) tokens[role] = (await addKey(keys, { name: `${role}-key`, roles: [role] })).token;
  const failures: unknown[] = [];
  const server = createServer({ memory, log: (error) => failures.push(error), ...options });
  const listening = await listen(server, { port: 0, ...(studio !== undefined && { studio }) });
  return {
    memory,
    listening,
    tokens,
    failures,
    invite: (page) => server.invite({ id: "olga", role: "operator" }, page),
    async ask(path, { method, body, as = "admin", token = as === null ? undefined : tokens[as], headers } = {}) {
      const response = await fetch(listening.url + path, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        redirect: "manual",
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async close() {
      await listening.close();
      await memory.close();
    },
  };
}
