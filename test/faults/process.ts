// Starts a worker as a process of its own and follows what it prints.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundle, type Bundled } from "../bundle.js";
import type { Told } from "./history.js";
import type { Task } from "./task.js";

/** What a worker prints, in one type: every line has some of it. */
export interface Line {
  /** An operation that is done. */
  readonly done?: string;
  /** The boundary that it dies at. */
  readonly dying?: string;
  readonly operation?: string;
  readonly boundaries?: readonly string[];
  readonly reflecting?: boolean;
  readonly turn?: string;
}

export interface Worker {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: readonly Line[];
  readonly told: readonly Told[];
  /** Resolves with the line once there is such a one; rejects if the process ends without it. */
  readonly printed: (is: (line: Line) => boolean) => Promise<Line>;
  /** Resolves when it has ended, with its exit code or the signal that ended it, and all it printed was read. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly errors: () => string;
}

/** worker.ts as one file; its SQLite takes steps, since the engine's classes cannot be changed from outside. */
export const buildWorker = (): Promise<Bundled> =>
  bundle(new URL("./worker.ts", import.meta.url), {
    "@photostructure/sqlite": fileURLToPath(new URL("./stepping-sqlite.ts", import.meta.url)),
  });

export function startWorker(file: string, task: Task): Worker {
  const child = spawn(process.execPath, [file, JSON.stringify(task)]);
  const lines: Line[] = [];
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = read(text);
    if (line === null) return;
    if ("call" in line) told.push(line);
    else lines.push(line);
    for (const check of waiting) check();
  });
  let errors = "";
  child.stderr.on("data", (data) => (errors += String(data)));
  // Whoever was killed reads no more.
  child.stdin.on("error", () => {});
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  return {
    process: child,
    lines,
    told,
    ended,
    errors: () => errors,
    printed: (is) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const line = lines.find(is);
          if (!line) return;
          waiting.delete(check);
          resolve(line);
        };
        waiting.add(check);
        check();
        void ended.then((how) => reject(new Error(`The worker ended (${how}). ${errors}`)));
      }),
  };
}

/** Null for the half line that a kill may leave behind: what it told was never told. */
function read(text: string): Line | Told | null {
  try {
    return JSON.parse(text) as Line | Told;
  } catch {
    return null;
  }
}
