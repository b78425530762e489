// The built studio in a browser, before anybody signed in: under its Content-Security-Policy, wide and narrow.
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../house/planted.js";
import { browserForFile } from "./browser.js";

const folder = join(projectRoot, "dist/studio");
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

let server: Server;
let origin: string;
const browser = browserForFile();

beforeAll(async () => {
  if (!existsSync(folder)) throw new Error("dist/studio is not there: npm run build");
  server = createServer(({ url = "/" }, response) => {
    if (url.startsWith("/v1/")) {
      response.writeHead(401, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Signed out", detail: "<b>Not</b> that key.", code: "unauthorized" }));
      return;
    }
    const asked = join(folder, new URL(url, "http://127.0.0.1").pathname);
    const path = extname(asked) !== "" && existsSync(asked) ? asked : join(folder, "index.html");
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "text/plain",
      "content-security-policy": policy,
    });
    response.end(readFileSync(path));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

for (const [width, colours] of [
  [1280, "light"],
  [360, "dark"],
] as const) {
  test(`whoever is not signed in is told how, at ${width} pixels in ${colours}`, async () => {
    const { page, faults } = await browser.open({ width, colours });
    await page.goto(`${origin}/history/tweets?namespace=acme`);
    await page.getByRole("heading", { name: "Open the link from your terminal" }).waitFor();
    await page.getByLabel("Or sign in with a key").fill("kh_wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("alert").filter({ hasText: "Not" }).innerText()).toBe("<b>Not</b> that key.");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    // A refused request is an error on the console; nothing else may be one.
    expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
  });
}
