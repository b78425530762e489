/** Runs the command line in an empty folder: as people do, a process of its own, or within the test's. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished, vi } from "vitest";
import { runHere } from "./here.js";
import { build, type Ended, runProcess, type RunOptions } from "./process.js";

export type { RunOptions } from "./process.js";

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

/** Builds the command line once for a test file, and runs each command as a process. Call it at the top. */
export function useKnowhow(): () => Knowhow {
  // Many processes, one after the other; what hangs is still found.
  vi.setConfig({ testTimeout: 180_000 });
  beforeAll(install);
  afterAll(uninstall);
  return () => newFolder((folder, args, options) => runProcess(mainFile(), folder, args, options));
}

/** As `useKnowhow`, but a command runs within the test's process, unless its options need one of its own. */
export function useCommands(): () => Knowhow {
  vi.setConfig({ testTimeout: 180_000 });
  afterAll(uninstall);
  return () =>
    newFolder((folder, args, options) => {
      if (options.started === undefined && options.uid === undefined) return runHere(folder, args, options);
      install();
      return runProcess(mainFile(), folder, args, options);
    });
}

function install(): void {
  installed ||= build();
}

function uninstall(): void {
  if (installed !== "") rmSync(installed, { recursive: true, force: true });
}

/** The folder of the build, for tests that start it in another way. */
export const mainFile = (): string => join(installed, "dist/cli/main.js");

function newFolder(start: (folder: string, args: readonly string[], options: RunOptions) => Promise<Ended>): Knowhow {
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
      install();
      chmodSync(installed, 0o755);
      chmodSync(folder, 0o777);
    },
    file(name: string, content: string | Uint8Array) {
      writeFileSync(join(folder, name), content);
      return name;
    },
  });
}
