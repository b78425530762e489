/** Who a request is from: the bearer of a key, a browser's session, or whom the application knows. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { KnowhowError } from "../../core/errors.js";
import { type Caller, onBehalf } from "./caller.js";
import { isLoopback } from "./guard.js";
import type { KeyRing } from "./keys.js";
import type { Sessions } from "./sessions.js";

/** Cookies do not tell ports apart, and there may be a server on another port of the same machine. */
function cookieOf(context: Context): string {
  const port = /:(\d{1,5})$/.exec(hostOf(context))?.[1];
  return port === undefined ? "knowhow_session" : `knowhow_session_${port}`;
}

const hostOf = (context: Context): string => context.req.header("host") ?? new URL(context.req.url).host;

export interface Doors {
  readonly ring: KeyRing | null;
  readonly sessions: Sessions;
  /** The application's own way to know who asks; null: it does not. */
  readonly authenticate: ((request: Request) => Caller | null | Promise<Caller | null>) | null;
}

/** @throws `unauthorized`, `origin_refused` for a session that changes something from nobody knows where */
export async function authenticate(context: Context, doors: Doors): Promise<Caller> {
  const caller = await find(context, doors);
  const user = context.req.header("knowhow-on-behalf-of");
  return user === undefined ? caller : onBehalf(caller, user);
}

async function find(context: Context, { ring, sessions, authenticate: own }: Doors): Promise<Caller> {
  const header = context.req.header("authorization");
  if (header !== undefined && ring) {
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const caller = token === undefined ? null : await ring.find(token);
    if (caller) return caller;
    if (!own) throw new KnowhowError("unauthorized", "The key is not known, was revoked or has expired.");
  }
  const cookie = header === undefined ? getCookie(context, cookieOf(context)) : undefined;
  const session = cookie === undefined ? null : await sessions.find(cookie);
  if (session) {
    checkSameSite(context);
    return session;
  }
  const known = await own?.(context.req.raw);
  if (known) return known;
  throw new KnowhowError("unauthorized", "Send a key: Authorization: Bearer kh_…, or sign in.");
}

/** A browser says where a change comes from; the guard has looked at it already. */
function checkSameSite(context: Context): void {
  if (context.req.method === "GET" || context.req.method === "HEAD") return;
  if (context.req.header("origin") !== undefined) return;
  if (context.req.header("sec-fetch-site") === "same-origin") return;
  throw new KnowhowError("origin_refused", "A session changes something only from the server's own pages. Use a key.");
}

/** Tells the browser its session. Over loopback it may go without TLS. */
export function giveCookie(context: Context, id: string): void {
  const secure = !isLoopback(hostOf(context));
  setCookie(context, cookieOf(context), id, { path: "/", httpOnly: true, sameSite: "Strict", secure });
}

/** Takes the browser's session away; gives its id. */
export function takeCookie(context: Context): string | undefined {
  return deleteCookie(context, cookieOf(context), { path: "/" });
}
