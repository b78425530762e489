/** Serves the studio's built bundle: its page, and files that never change under their names. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context } from "hono";
import { KnowhowError } from "../../core/errors.js";
import type { Server } from "../server.js";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Files with a hash in their names, as vite makes them. */
const HASHED = /[\\/]assets[\\/].+-[\w-]{8,}\.\w+$/;

const WITHOUT = `Knowhow is running, without its studio: it was not built.\n
The HTTP API is described at /v1/docs, and as an OpenAPI document at /v1/openapi.json.\n`;

/** Adds the bundle in `folder` to the server; a page that says how things are if there is none. */
export function serveStudio({ app }: Server, folder: string): void {
  const isBuilt = existsSync(join(folder, "index.html"));
  app.get("/", async (context, next) => {
    if (!isBuilt) return context.text(WITHOUT, 200, { "x-content-type-options": "nosniff" });
    return next();
  });
  if (!isBuilt) return;
  const onFound = (path: string, context: Context): void => {
    context.header("content-security-policy", POLICY);
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "no-referrer");
    context.header("cross-origin-opener-policy", "same-origin");
    context.header("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
  };
  const page = serveStatic({ root: folder, path: "index.html", onFound });
  app.get("*", async (context, next) => {
    if (context.req.path.startsWith("/v1/")) return next();
    return serveStatic({ root: folder, onFound })(context, next);
  });
  // A page within the studio, which its own script finds.
  app.get("*", async (context, next) => {
    const wantsPage = context.req.header("accept")?.includes("text/html") ?? false;
    if (wantsPage && !context.req.path.startsWith("/v1/")) return page(context, next);
    throw new KnowhowError("route_not_found", `There is no ${context.req.path}. See /v1/docs.`);
  });
}
