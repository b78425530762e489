// Serving the studio's bundle: its page and files with the headers that keep them safe, and nothing beside the folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemory, memoryStore } from "knowhow";
import { createServer } from "knowhow/server";
import { listen, type Listening } from "knowhow/server/node";

const parent = mkdtempSync(join(tmpdir(), "knowhow-studio-"));
const folder = join(parent, "studio");
const memory = createMemory({ store: memoryStore() });
let listening: Listening;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(parent, "secret.txt"), "SECRET");
  writeFileSync(join(parent, "studio-secret.txt"), "SECRET");
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Studio</title>");
  writeFileSync(join(folder, "assets/index-Ab3_dE9x.js"), "export {};");
  listening = await listen(createServer({ memory }), { port: 0, studio: folder });
});
afterAll(async () => {
  await listening.close();
  await memory.close();
  rmSync(parent, { recursive: true });
});

/** The path as it is, which `fetch` would put in order. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>((done, failed) => {
    const { hostname, port } = new URL(listening.url);
    request({ hostname, port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
    })
      .on("error", failed)
      .end();
  });
}

test("the page has a policy without inline scripts, and is asked for again each time", async () => {
  for (const path of ["/", "/index.html", "/acme/tweets/proposals"]) {
    const { status, headers, text } = await get(path, { accept: "text/html,*/*" });
    expect([path, status, text]).toEqual([path, 200, "<!doctype html><title>Studio</title>"]);
    const policy = String(headers["content-security-policy"]);
    for (const part of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy.split("; ")).toContain(part);
    expect(policy).not.toContain("unsafe");
    expect(headers).toMatchObject({
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
  }
});

test("a file with a hash in its name is kept for ever, as what it is", async () => {
  const { status, headers, text } = await get("/assets/index-Ab3_dE9x.js");
  expect([status, text]).toEqual([200, "export {};"]);
  expect(headers).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  expect(headers["content-type"]).toMatch(/^text\/javascript/);
  // What is not there is not the page under another name, which would be kept for ever too.
  expect((await get("/assets/index-00000000.js")).status).toBe(404);
});

test.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/%2e%2e%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
  "/..%2fstudio-secret.txt",
  "//secret.txt",
  "/%00",
  "/index.html%00.js",
  "/%",
  "/%ff",
  "/./../../../../../../etc/passwd",
  "/%252e%252e%252fsecret.txt",
])("%s leads nowhere", async (path) => {
  const { status, headers, text } = await get(path);
  expect([path, status, headers["content-type"]]).toEqual([path, 404, "application/problem+json"]);
  expect(text).not.toContain("SECRET");
});

test("a route of the API that is not there is no page", async () => {
  const { status, headers } = await get("/v1/nothing", { accept: "text/html" });
  expect([status, headers["content-type"]]).toEqual([404, "application/problem+json"]);
});
