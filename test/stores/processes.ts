// Starts child.ts, bundled, in a process of its own and follows what it prints.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { bundle, type Bundled } from "../bundle.js";

export const bundleChild = (): Promise<Bundled> => bundle(new URL("./child.ts", import.meta.url));

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** What it printed so far, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Resolves when it has printed so many lines. Rejects if it ends before. */
  printed(count: number): Promise<void>;
  /** Resolves when it has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly errors: () => string;
}

/** @param script what `bundleChild` made. As another user, if `user` is given: only the superuser can do that. */
export function startChild(script: string, task: string, file: string, argument = "", user?: number): Child {
  const identity = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(process.execPath, [script, task, file, argument], identity);
  const lines: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(JSON.parse(line));
    for (const check of waiting) check();
  });
  let errors = "";
  child.stderr.on("data", (data) => (errors += String(data)));
  // "close" comes after all output was read; "exit" does not.
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  return {
    process: child,
    lines,
    ended,
    errors: () => errors,
    printed: (count) =>
      new Promise((resolve, reject) => {
        const check = () => lines.length >= count && (waiting.delete(check), resolve());
        waiting.add(check);
        check();
        void ended.then((how) => reject(new Error(`The child ended (${how}) after ${lines.length} lines. ${errors}`)));
      }),
  };
}
