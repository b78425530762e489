/** `createServer`: everything a memory does, over HTTP, as a web-standard `fetch` that mounts anywhere. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Handler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { MemoryStore, rateLimiter } from "hono-rate-limiter";
import type { Address } from "../core/address.js";
import type { Clock } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { KEY_ROLES } from "../core/key.js";
import type { KeyStore } from "../core/ports/keys.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import type { InstructionsOptions, Memory } from "../memory.js";
import { authenticate, type Doors } from "./access/authenticate.js";
import { type Caller, checkRole } from "./access/caller.js";
import { guard } from "./access/guard.js";
import { anyInForce, KeyRing } from "./access/keys.js";
import { Sessions } from "./access/sessions.js";
import { Desk } from "./desk.js";
import { DOCS_STYLE, docsPage } from "./docs-page.js";
import { documentOf, register } from "./document.js";
import { bodyOf, type Endpoint, named, parseBody, read } from "./endpoint.js";
import { Events } from "./events.js";
import { Repeats } from "./idempotency.js";
import { answerProblem } from "./problem.js";
import { names, Reply } from "./reply.js";
import { caseRoutes } from "./routes/cases.js";
import { EventStreams } from "./routes/events.js";
import { instructionsRoutes } from "./routes/instructions.js";
import { keepingRoutes } from "./routes/keeping.js";
import { learningRoutes } from "./routes/learning.js";
import { proposalRoutes } from "./routes/proposals.js";
import { runRoutes } from "./routes/runs.js";
import { logIn, meRoute, signIn, signOut } from "./routes/session.js";
import { tryItRoutes } from "./routes/try-it.js";
import { versionRoutes } from "./routes/versions.js";
import { type TryItOption, Trials } from "./try-it/trials.js";

export interface ServerOptions {
  readonly memory: Memory;
  /** Who may use it. Default: the keys of the memory's store, if it keeps any. */
  readonly keys?: KeyStore;
  /** The application's own way to know who asks, where no key and no session says so. Default: none. */
  readonly authenticate?: (request: Request) => Caller | null | Promise<Caller | null>;
  /** The options to open instructions with, for a policy or a seed; the record is null for none. Default: as made. */
  readonly open?: (address: Address, record: InstructionsRecord | null) => InstructionsOptions;
  /** The agent itself, for people to try it in the studio; by address where they differ. Default: none. */
  readonly tryIt?: TryItOption;
  /** Names the server answers for besides loopback, without a port; null: any. Default: none. */
  readonly hosts?: readonly string[] | null;
  /** Origins of other sites' pages that may ask. Default: none. */
  readonly origins?: readonly string[];
  /** The most bytes of a body. Default 10 MiB. */
  readonly bodyLimit?: number;
  /** The most requests of one caller in a minute, reads of the text in force uncounted; null: any. Default 6000. */
  readonly perMinute?: number | null;
  /** Where a request comes from, so that failed sign-ins are counted by it. Default: they are counted together. */
  readonly addressOf?: (context: Context) => string;
  /** Told of failures that nobody foresaw. Default: `console.error`. */
  readonly log?: (error: unknown) => void;
  /** Default `Date.now`. */
  readonly clock?: Clock;
  /** What `/v1/openapi.json` says. Default "0". */
  readonly version?: string;
}

export interface Server {
  /** Answers a request; mount it anywhere. */
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /**
   * A path that signs this person in, once, as one who may do everything, and leads to a page of the studio; default:
   * the inbox. For whoever started the server.
   */
  invite(person: Principal, page?: string): string;
  /** Whether a key is in force, or the application knows who asks: then others may reach the server. */
  hasKeys(): Promise<boolean>;
  /** Says in `/readyz` that it is stopping, and ends streams of events; other requests are still answered. */
  drain(): void;
  /** Ends what goes on in the background; the memory stays open. */
  close(): void;
  /** For what is served besides: pages, other routes. They go through the same guard. */
  readonly app: OpenAPIHono;
}

/** Signing in fails so often a minute from one address before it is told to wait. */
const FAILURES = 60;
const MINUTE = 60_000;
const DOCS_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Makes a server of a memory. Nothing listens yet: give `fetch` to whatever serves, or use `listen` on Node.
 */
export function createServer(options: ServerOptions): Server {
  const { memory, clock = Date.now, log = toConsole, perMinute = 6000 } = options;
  const keys = options.keys ?? memory.store.keys ?? null;
  const ring = keys && new KeyRing(keys, clock);
  const doors: Doors = { ring, sessions: new Sessions(ring, clock), authenticate: options.authenticate ?? null };
  const desk = new Desk({ memory, open: options.open ?? null });
  const events = new Events(memory, clock);
  const streams = new EventStreams(events);
  const repeats = new Repeats(clock);
  const trials = new Trials(options.tryIt ?? null, log);
  const failures = new MemoryStore();
  failures.init({ windowMs: MINUTE } as Parameters<MemoryStore["init"]>[0]);
  const forgetting = memory.watch(({ address, kinds }) => {
    if (!kinds.includes("erased")) return;
    desk.forget(address);
    repeats.clear();
  });
  let draining = false;

  const app = new OpenAPIHono();
  app.onError((error, context) => answerProblem(context, error, log));
  app.notFound((context) =>
    answerProblem(
      context,
      new KnowhowError("route_not_found", `There is no ${context.req.method} ${context.req.path}. See /v1/docs.`),
      log,
    ),
  );
  app.use("*", guard({ hosts: options.hosts === undefined ? [] : options.hosts, origins: options.origins ?? [] }));
  const limit = options.bodyLimit ?? 10 * 1024 * 1024;
  const limited = bodyLimit({
    maxSize: limit,
    onError: () => {
      throw new KnowhowError("too_large", `The body is larger than ${limit} bytes.`);
    },
  });

  /** @throws `unauthorized`, `rate_limited` */
  const known = async (context: Context): Promise<Caller> => {
    try {
      return await authenticate(context, doors);
    } catch (error) {
      if (KnowhowError.is(error, "unauthorized")) countFailure(context);
      throw error;
    }
  };
  const countFailure = (context: Context): void => {
    const { totalHits } = failures.increment(options.addressOf?.(context) ?? "");
    if (totalHits <= FAILURES) return;
    throw new KnowhowError("rate_limited", "Too many requests with a wrong key came from there. Wait a minute.");
  };
  const callers = new WeakMap<Request, Caller>();
  const callerOf = (context: Context): Caller => {
    const caller = callers.get(context.req.raw);
    if (caller) return caller;
    throw new KnowhowError("unauthorized", "Nobody is signed in.");
  };
  const counted =
    perMinute === null
      ? null
      : rateLimiter({
          windowMs: MINUTE,
          limit: perMinute,
          keyGenerator: (context) => callerOf(context).id,
          handler: () => {
            throw new KnowhowError("rate_limited", `More than ${perMinute} requests came in a minute. Wait a little.`);
          },
        });

  const handlerOf = (endpoint: Endpoint): Handler => {
    const answer = async (context: Context, caller: Caller): Promise<Response> => {
      const { req } = context;
      if (endpoint.needs !== null) checkRole(caller, endpoint.needs);
      const params = read(endpoint.params, req.param(), "path");
      const query = read(endpoint.query, req.query(), "query");
      const text = endpoint.body ? await bodyOf(context) : "";
      const body = endpoint.body ? read(endpoint.body, parseBody(text), "body") : undefined;
      const idempotencyKey = endpoint.method === "get" ? undefined : req.header("idempotency-key");
      const headers = { ifMatch: endpoint.conditional ? req.header("if-match") : undefined, idempotencyKey };
      // Parsed by the schemas that the endpoint's types are told from.
      const asked = { params, query, body, caller, headers, signal: req.raw.signal };
      const work = () => endpoint.handle(asked as Parameters<Endpoint["handle"]>[0]);
      const request = JSON.stringify([req.method, req.url, text]);
      const outcome = await repeats.once(caller.id, endpoint.keepsKey ? undefined : idempotencyKey, request, work);
      return reply(context, endpoint, outcome);
    };
    return async (context) => {
      const caller = await known(context);
      if (!counted || endpoint.uncounted) return answer(context, caller);
      callers.set(context.req.raw, caller);
      let response: Response | undefined;
      const stopped = await counted(context, async () => {
        response = await answer(context, caller);
        context.res = response;
      });
      return response ?? (stopped as Response);
    };
  };

  const endpoints = [
    meRoute,
    ...instructionsRoutes(desk),
    ...versionRoutes(desk),
    ...runRoutes(desk),
    ...learningRoutes(desk),
    ...proposalRoutes(desk),
    ...caseRoutes(desk),
    ...keepingRoutes(desk),
    ...tryItRoutes(desk, trials),
  ];
  const components = new Set<string>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ":$1");
    const handler = handlerOf(endpoint);
    if (endpoint.body) app.on(endpoint.method, path, limited, handler);
    else app.on(endpoint.method, path, handler);
    register(app.openAPIRegistry, endpoint, components);
  }
  app.post("/v1/session", limited, async (context) => {
    try {
      return await signIn(context, doors);
    } catch (error) {
      if (KnowhowError.is(error, "unauthorized")) countFailure(context);
      throw error;
    }
  });
  app.delete("/v1/session", (context) => signOut(context, doors));
  app.get("/login", (context) => logIn(context, doors));
  app.get("/v1/events", async (context) => {
    if (draining) throw new KnowhowError("server_unavailable", "The server is stopping. Try again.");
    const caller = await known(context);
    const namespace = read(named.namespace, context.req.query("namespace"), "query.namespace");
    return streams.answer(context, caller, (namespace as string[] | undefined) ?? [], () => known(context));
  });
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    if (draining) throw new KnowhowError("server_unavailable", "The server is stopping.");
    await memory.store.record({ namespace: [], name: "readyz" });
    return context.json({ status: "ready" });
  });
  let page: { readonly json: string; readonly html: ReturnType<typeof docsPage> } | null = null;
  const documentation = () => {
    if (page) return page;
    const document = documentOf(app, options.version ?? "0");
    page = { json: JSON.stringify(document), html: docsPage(document) };
    return page;
  };
  app.get("/v1/openapi.json", (context) =>
    context.body(documentation().json, 200, {
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
    }),
  );
  app.get("/v1/docs", (context) =>
    context.html(documentation().html, 200, {
      "content-security-policy": DOCS_POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    }),
  );
  app.get("/v1/docs.css", (context) =>
    context.body(DOCS_STYLE, 200, { "content-type": "text/css; charset=utf-8", "x-content-type-options": "nosniff" }),
  );

  return {
    app,
    fetch: (request, env) => app.fetch(request, env as object),
    invite(person, page = "/") {
      const caller = { id: `local:${person.id}`, principal: person, roles: KEY_ROLES, namespaces: [[]] };
      return `/login?token=${doors.sessions.invite({ ...caller, local: true, forUsers: false }, page)}`;
    },
    hasKeys: async () => doors.authenticate !== null || (keys !== null && (await anyInForce(keys, clock()))),
    drain() {
      draining = true;
      streams.close();
    },
    close() {
      streams.close();
      events.close();
      forgetting();
      failures.shutdown();
      trials.close();
    },
  };
}

// A failure that nobody foresaw must be told somewhere, also where nobody thought of a log.
// oxlint-disable-next-line no-console
const toConsole = (error: unknown): void => console.error(error);

/** What a route answered, as a response. */
function reply(context: Context, { makes }: Endpoint, outcome: unknown): Response {
  const made = makes ? 201 : 200;
  const { body, options } = outcome instanceof Reply ? outcome : new Reply(outcome);
  const headers: Record<string, string> = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
  };
  if (options.tag !== undefined) {
    headers["etag"] = `"${options.tag}"`;
    headers["cache-control"] = "private, no-cache";
    const wanted = context.req.method === "GET" ? context.req.header("if-none-match") : undefined;
    if (wanted !== undefined && names(wanted, options.tag, true)) return context.body(null, 304, headers);
  }
  headers["content-type"] = "application/json";
  return context.body(options.json ?? JSON.stringify(body), options.status ?? made, headers);
}
