/** The command line as a process of its own, and the build that it is started from. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCommandLine } from "../../scripts/bundle-command-line.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What the surroundings set must not change what a command does. */
export const foreignVariable = /^(KNOWHOW_|npm_|NO_COLOR$|FORCE_COLOR$|CI$|NODE_OPTIONS$)/;

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

/** As the build makes it; another test runs the command line from the package as it is published. */
export function build(): string {
  const target = mkdtempSync(join(tmpdir(), "knowhow-cli-"));
  bundleCommandLine(root, join(target, "dist"));
  copyFileSync(join(root, "package.json"), join(target, "package.json"));
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"), "junction");
  return target;
}

export function runProcess(
  main: string,
  cwd: string,
  args: readonly string[],
  { stdin = "", env = {}, started, uid }: RunOptions,
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !foreignVariable.test(name));
  const child = spawn(process.execPath, [main, ...args], {
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
