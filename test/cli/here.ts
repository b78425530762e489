/** The command line within the test's own process, which saves most of what a short command costs. */
import { Readable, Writable } from "node:stream";
import type { Ended, RunOptions } from "./process.js";
import { foreignVariable } from "./process.js";

let busy = false;

/** Runs one command in `cwd`. Signals, and what outlives the command, need a process of their own. */
export async function runHere(
  cwd: string,
  args: readonly string[],
  { stdin = "", env = {} }: Pick<RunOptions, "stdin" | "env"> = {},
): Promise<Ended> {
  if (busy) throw new Error("One command at a time: what a process has once would be changed under the other.");
  busy = true;
  const [stdout, stderr] = [new Printed(), new Printed()];
  const restore = replace(cwd, args, env, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr });
  try {
    const { run } = await import("../../src/cli/run.js");
    await run(process.argv);
    return { code: Number(process.exitCode ?? 0), signal: null, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    restore();
    busy = false;
  }
}

/** No terminal, as for a process whose output is piped. */
class Printed extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
  text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

function replace(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  streams: Streams,
): () => void {
  const { argv, exitCode } = process;
  const [folder, variables] = [process.cwd(), { ...process.env }];
  const properties = Object.keys(streams).map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name) ?? {}] as const,
  );
  for (const name of Object.keys(variables)) if (foreignVariable.test(name)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  process.argv = [process.execPath, "knowhow", ...args];
  process.exitCode = undefined;
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
  return () => {
    for (const [name, property] of properties) Object.defineProperty(process, name, property);
    process.exitCode = exitCode;
    process.argv = argv;
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
  };
}
