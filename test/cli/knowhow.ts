/** Runs the command line as people do: built, as a process of its own, in an empty folder. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, onTestFinished, vi } from "vitest";
import { bundleCommandLine } from "../../scripts/bundle-command-line.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Is handed the process as soon as it runs. */
  readonly started?: (child: ChildProcessWithoutNullStreams) => void;
  /** Runs it as another user, which only root may do. */
  readonly uid?: number;
}

/** The command line in a folder of its own. */
export interface Knowhow {
  readonly folder: string;
  readonly database: string;
  /** Lets every user read the build and write the folder. */
  open(): void;
  (args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Runs it with `--json` and gives the document. @throws if it fails, or prints anything else */
  json<T = Record<string, unknown>>(args: readonly string[], options?: RunOptions): Promise<T>;
  /** Runs it and gives the code of its error. @throws if it succeeds, or prints to standard output */
  fails(
    args: readonly string[],
    options?: RunOptions,
  ): Promise<{ readonly exit: number | null; readonly code: string; readonly message: string }>;
  /** Writes a file into the folder and gives its name. */
  file(name: string, content: string | Uint8Array): string;
}

let installed = "";

/** Builds the command line once for a test file. Call it at the top. */
export function useKnowhow(): () => Knowhow {
  // Many processes, one after the other; what hangs is still found.
  vi.setConfig({ testTimeout: 180_000 });
  beforeAll(() => {
    installed = build();
  });
  afterAll(() => rmSync(installed, { recursive: true, force: true }));
  return newFolder;
}

/** The folder of the build, for tests that start it in another way. */
export const mainFile = (): string => join(installed, "dist/cli/main.js");

/** As the build makes it; another test runs the command line from the package as it is published. */
function build(): string {
  const target = mkdtempSync(join(tmpdir(), "knowhow-cli-"));
  bundleCommandLine(root, join(target, "dist"));
  copyFileSync(join(root, "package.json"), join(target, "package.json"));
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"), "junction");
  return target;
}

function newFolder(): Knowhow {
  const folder = mkdtempSync(join(tmpdir(), "knowhow-cli-run-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = (args: readonly string[], options: RunOptions = {}): Promise<Ended> => start(folder, args, options);
  return Object.assign(run, {
    folder,
    database: join(folder, ".knowhow/knowhow.db"),
    async json<T>(args: readonly string[], options?: RunOptions): Promise<T> {
      const { code, stdout, stderr } = await run([...args, "--json"], options);
      if (code !== 0 || stderr !== "")
        throw new Error(`knowhow ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
      return JSON.parse(stdout) as T;
    },
    async fails(args: readonly string[], options?: RunOptions) {
      const { code: exit, stdout, stderr } = await run([...args, "--json"], options);
      if (exit === 0 || stdout !== "")
        throw new Error(`knowhow ${args.join(" ")} ended with ${exit}: ${stdout}${stderr}`);
      const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
      return { exit, ...error };
    },
    open() {
      chmodSync(installed, 0o755);
      chmodSync(folder, 0o777);
    },
    file(name: string, content: string | Uint8Array) {
      writeFileSync(join(folder, name), content);
      return name;
    },
  });
}

function start(
  cwd: string,
  args: readonly string[],
  { stdin = "", env = {}, started, uid }: RunOptions,
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(KNOWHOW_|npm_|NO_COLOR$|FORCE_COLOR$|CI$|NODE_OPTIONS$)/.test(name),
  );
  const child = spawn(process.execPath, [mainFile(), ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    ...(uid === undefined ? {} : { uid }),
  });
  const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  child.stdin.on("error", () => {}); // it may have ended without reading
  child.stdin.end(stdin);
  started?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const text = (part: readonly Buffer[]): string => Buffer.concat(part).toString("utf8");
      resolve({ code, signal, stdout: text(chunks.stdout), stderr: text(chunks.stderr) });
    });
  });
}
