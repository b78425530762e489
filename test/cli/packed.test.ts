// The command line as it is published: packed, beside its regular dependencies only, started by its `bin`.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { pack } from "../../scripts/pack.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
let work: string;
let main: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "knowhow-packed-"));
  const { folder } = pack(root, join(work, "pack"));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly bin: { readonly knowhow: string };
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const installed = join(work, "node_modules/knowhow");
  mkdirSync(dirname(installed));
  renameSync(folder, installed);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(work, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
  main = join(installed, manifest.bin.knowhow);
}, 120_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function knowhow(...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: "1", KNOWHOW_DB: "", KNOWHOW_NAMESPACE: "", OPENAI_API_KEY: "sk-none" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: work, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("it teaches instructions", () => {
  expect(knowhow("init", "tweets", "--seed", "Write a tweet.")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("feedback", "tweets", "Please stop using hashtags.")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("reflect", "tweets")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("show", "tweets").stdout).toMatch(/^Write a tweet\.\n[^]*- .*hashtags/);
}, 60_000);

test("a model whose package is not installed: the error says how to install it", () => {
  const { status, stdout, stderr } = knowhow("reflect", "tweets", "--model", "openai:gpt-5-mini", "--json");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
  expect(error).toMatchObject({
    code: "missing_dependency",
    message: expect.stringContaining("npm install ai @ai-sdk/openai"),
  });
});

test("the server finds the studio that came with it", async () => {
  const child = spawn(process.execPath, [main, "serve", "--port", "0", "--json"], { cwd: work });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { url } = JSON.parse(line.toString("utf8")) as { url: string };
  const page = await fetch(`${url}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script type="module"')]);
}, 60_000);

test("what is built into it brings its licence", () => {
  const licences = readFileSync(join(dirname(main), "licences.txt"), "utf8");
  expect(licences).toMatch(/^kysely \d+\.\d+\.\d+\n[^]*Permission is hereby granted/);
  const own = readdirSync(dirname(main)).filter((name) => name.endsWith(".js"));
  const texts = own.map((name) => readFileSync(join(dirname(main), name), "utf8"));
  const builtIn = new Set(
    texts.flatMap((text) => [...text.matchAll(/^\/\/ .*node_modules\/(.+?)\/dist\//gm)].map(([, name]) => name)),
  );
  expect([...builtIn]).toEqual(["kysely"]);
});
