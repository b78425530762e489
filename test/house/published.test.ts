// The package as somebody gets it: packed, unpacked beside its regular dependencies only, then imported and required.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { pack } from "../../scripts/pack.js";
import { type Outcome, projectRoot, run, runTool } from "./planted.js";

interface Manifest {
  readonly bin: { readonly knowhow: string };
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as Manifest;
const subpaths = Object.keys(manifest.exports).filter((it) => it !== "./package.json");
/** Subpaths that are there to join a peer to Knowhow, so that they are of no use without it. */
const needPeers = [
  "./langchain",
  "./langgraph",
  "./langgraph/sqlite",
  "./langgraph/postgres",
  "./ai-sdk",
  "./mcp",
  "./otel",
];
const specifier = (subpath: string) => subpath.replace(/^\./, "knowhow");

const commandEnvironment = { KNOWHOW_DB: "", KNOWHOW_NAMESPACE: "", OPENAI_API_KEY: "sk-none" };

let work: string;
let withoutPeers: string;
let withPeers: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "knowhow-published-"));
  const { folder } = pack(projectRoot, work);
  const regular = Object.keys(manifest.dependencies);
  // A copy for each, because Node resolves a package's imports from where the package really lies.
  withoutPeers = install("without-peers", folder, regular);
  withPeers = install("with-peers", folder, [...regular, ...Object.keys(manifest.peerDependencies)]);
}, 120_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function install(name: string, folder: string, packages: readonly string[]): string {
  const root = join(work, name);
  cpSync(folder, join(root, "node_modules/knowhow"), { recursive: true });
  for (const it of packages) {
    const link = join(root, "node_modules", it);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules", it), link, "junction");
  }
  return root;
}

function script(root: string, name: string, text: string, flags: readonly string[] = []): Outcome {
  writeFileSync(join(root, name), text);
  return run(process.execPath, [...flags, name], root);
}

/** The command line, started by its `bin`. */
function knowhow(...args: readonly string[]): Outcome {
  const main = join(withoutPeers, "node_modules/knowhow", manifest.bin.knowhow);
  return run(process.execPath, [main, ...args], withoutPeers, commandEnvironment);
}

/** Imports each specifier by itself; prints those that fail. */
const importEach = (specifiers: readonly string[]) => `
for (const it of ${JSON.stringify(specifiers)}) {
  const names = await import(it).then(Object.keys, (error) => (console.log(it + ": " + error.message), ["failed"]));
  if (names.length === 0) console.log(it + ": exports nothing");
}`;

test("every subpath can be imported", () => {
  expect(subpaths.length).toBeGreaterThan(5);
  const { stdout, stderr } = script(withPeers, "all.mjs", importEach(subpaths.map(specifier)));
  expect(stdout + stderr).toBe("");
});

test("without the optional peers, every subpath but those made for a peer can be imported", () => {
  const rest = subpaths.filter((it) => !needPeers.includes(it)).map(specifier);
  const { stdout, stderr } = script(withoutPeers, "rest.mjs", importEach(rest));
  expect(stdout + stderr).toBe("");
});

/** Fonts included; what is compressed already is counted as it is. */
const MOST_STUDIO_BYTES = 250_000;

test("the studio is in the package, small, and without scripts or styles in its page", () => {
  const folder = join(withoutPeers, "node_modules/knowhow/dist/studio");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) => /\.[a-z0-9]+$/.test(it));
  const loaded = files.filter((it) => !it.startsWith("licences"));
  const sizes = loaded.map((it) => {
    const content = readFileSync(join(folder, it));
    return Math.min(content.length, gzipSync(content).length);
  });
  expect(loaded.filter((it) => it.endsWith(".js")).length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_STUDIO_BYTES);
  const page = readFileSync(join(folder, "index.html"), "utf8");
  expect(page).toContain('<script type="module"');
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son[a-z]+=|https?:/);
});

test("CommonJS can require it", () => {
  const text = `const names = Object.keys(require("knowhow"));\nconsole.log(names.includes("createMemory"));\n`;
  const { stdout, stderr } = script(withoutPeers, "common.cjs", text, ["--disable-warning=ExperimentalWarning"]);
  expect(stdout + stderr).toBe("true\n");
});

test("the published types need neither peers nor types that only we have installed", () => {
  const rest = subpaths.filter((it) => !needPeers.includes(it)).map(specifier);
  writeFileSync(join(withoutPeers, "package.json"), '{"type":"module"}');
  const imports = rest.map((it, at) => `export * as it${at} from ${JSON.stringify(it)};\n`);
  writeFileSync(join(withoutPeers, "consumer.ts"), imports.join(""));
  const options = ["--module", "nodenext", "--target", "es2023", "--lib", "es2023,dom", "--strict", "--noEmit"];
  const { stdout } = runTool("tsc", [...options, "--pretty", "false", "consumer.ts"], withoutPeers);
  // Faults in the dependencies' own declarations are not ours to mend.
  const ours = stdout.split("\n").filter((line) => /^(node_modules\/knowhow|consumer\.ts)/.test(line));
  expect(ours).toEqual([]);
});

test("the command line starts from the package", () => {
  const { status, stdout } = knowhow("--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: knowhow /);
});

test("the command line teaches instructions", () => {
  expect(knowhow("init", "tweets", "--seed", "Write a tweet.")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("feedback", "tweets", "Please stop using hashtags.")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("reflect", "tweets")).toMatchObject({ status: 0, stderr: "" });
  expect(knowhow("show", "tweets").stdout).toMatch(/^Write a tweet\.\n[^]*- .*hashtags/);
});

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
  const main = join(withoutPeers, "node_modules/knowhow", manifest.bin.knowhow);
  const child = spawn(process.execPath, [main, "serve", "--port", "0", "--json"], { cwd: withoutPeers });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { url } = JSON.parse(line.toString("utf8")) as { url: string };
  const page = await fetch(`${url}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script type="module"')]);
});

test("what is built into the command line brings its licence", () => {
  const folder = dirname(join(withoutPeers, "node_modules/knowhow", manifest.bin.knowhow));
  const licences = readFileSync(join(folder, "licences.txt"), "utf8");
  expect(licences).toMatch(/^kysely \d+\.\d+\.\d+\n[^]*Permission is hereby granted/);
  const own = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const texts = own.map((name) => readFileSync(join(folder, name), "utf8"));
  const builtIn = new Set(
    texts.flatMap((text) => [...text.matchAll(/^\/\/ .*node_modules\/(.+?)\/dist\//gm)].map(([, name]) => name)),
  );
  expect([...builtIn]).toEqual(["kysely"]);
});

/** Module hooks that print each module as it is resolved, and its format as it is loaded. */
const traceHooks = `
import { writeSync } from "node:fs";
export async function resolve(specifier, context, next) {
  const it = await next(specifier, context);
  writeSync(1, JSON.stringify({ url: it.url, parent: context.parentURL ?? null }) + "\\n");
  return it;
}
export async function load(url, context, next) {
  const it = await next(url, context);
  writeSync(1, JSON.stringify({ url, format: it.format }) + "\\n");
  return it;
}`;

interface Traced {
  readonly url: string;
  readonly format?: string;
}

/** Everything that importing `what` loads, in a fresh process. */
function trace(root: string, what: string): Traced[] {
  writeFileSync(join(root, "trace-hooks.mjs"), traceHooks);
  writeFileSync(join(root, "target.mjs"), `import ${JSON.stringify(what)};\n`);
  const start = `import { register } from "node:module";
register("./trace-hooks.mjs", import.meta.url);
await import("./target.mjs");\n`;
  const { status, stdout, stderr } = script(root, "trace.mjs", start);
  expect(status, stderr).toBe(0);
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Traced);
  return lines.filter((it) => !/\/(target|trace|trace-hooks)\.mjs$/.test(it.url));
}

/** CommonJS counts too: what it requires would not be seen here, and an edge runtime would have to bundle it. */
function foreign(traced: readonly Traced[]): string[] {
  const outside = [...Object.keys(manifest.peerDependencies), "@photostructure/sqlite", "kysely"];
  const faults = traced.filter(
    (it) =>
      it.url.startsWith("node:") ||
      (it.format !== undefined && !["module", "json"].includes(it.format)) ||
      outside.some((name) => it.url.includes(`/node_modules/${name}/`)),
  );
  return [...new Set(faults.map((it) => it.url.replace(/^.*\/node_modules\//, "")))];
}

test("importing the main entry loads no peer, no driver and no Node builtin", () => {
  const traced = trace(withPeers, "knowhow");
  expect(traced.filter((it) => it.url.includes("/knowhow/dist/")).length).toBeGreaterThan(10);
  expect(foreign(traced)).toEqual([]);
});

test("the trace sees a peer, a driver and a builtin where there is one", () => {
  const planted = 'import "ai"; import "kysely"; import "./deeper.mjs";\n';
  writeFileSync(join(withPeers, "planted.mjs"), planted);
  writeFileSync(join(withPeers, "deeper.mjs"), 'import "node:perf_hooks"; import "./old.cjs";\n');
  writeFileSync(join(withPeers, "old.cjs"), "module.exports = 1;\n");
  const found = foreign(trace(withPeers, "./planted.mjs"));
  expect(found).toEqual(expect.arrayContaining(["node:perf_hooks", expect.stringMatching(/old\.cjs$/)]));
  expect(found.some((it) => it.startsWith("ai/"))).toBe(true);
  expect(found.some((it) => it.startsWith("kysely/"))).toBe(true);
});
