/** The first look at a request: does it name this server, and does it come from one of this server's own pages? */
import type { MiddlewareHandler } from "hono";
import { KnowhowError } from "../../core/errors.js";

const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

export interface GuardOptions {
  /** Names the server answers for besides loopback, without a port; null: any. */
  readonly hosts: readonly string[] | null;
  /** Origins of other sites' pages that may ask. */
  readonly origins: readonly string[];
}

/** True for a name of this very machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.includes(nameOf(host));

const nameOf = (host: string): string => host.toLowerCase().replace(/:\d+$/, "");

/** Keeps other sites out: by the Host (DNS rebinding) and by the Origin. @throws `host_refused`, `origin_refused` */
export function guard({ hosts, origins }: GuardOptions): MiddlewareHandler {
  const known = hosts && new Set([...LOOPBACK, ...hosts.map(nameOf)]);
  const others = new Set(origins.map((one) => one.toLowerCase()));
  return async (context, next) => {
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    if (known && !known.has(nameOf(host))) {
      throw new KnowhowError(
        "host_refused",
        `This server does not answer for "${host}". Name it in the option hosts, or with knowhow serve --host-name.`,
      );
    }
    const origin = context.req.header("origin");
    if (origin !== undefined && !isOwn(origin, host) && !others.has(origin.toLowerCase())) {
      throw new KnowhowError("origin_refused", `Pages of "${origin}" may not use this server.`);
    }
    await next();
  };
}

function isOwn(origin: string, host: string): boolean {
  const found = /^https?:\/\/(.+)$/i.exec(origin);
  return found !== null && found[1]?.toLowerCase() === host.toLowerCase();
}
