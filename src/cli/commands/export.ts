/** `knowhow export`: everything that is kept, as lines of JSON, into a file or to standard output. */
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { KnowhowError } from "../../core/errors.js";
import { exportMemory } from "../../keeping/export.js";
import type { Cli } from "../context.js";
import { withSession } from "../open.js";
import { progressFor } from "../output/progress.js";
import { count } from "../output/words.js";

export interface ExportCommandOptions {
  readonly withAnswers?: boolean;
  readonly force?: boolean;
}

/** `target`: a file, or `-` for standard output. `writtenBy`: what the header says. */
export async function exportAll(
  cli: Cli,
  target: string,
  { withAnswers = false, force = false }: ExportCommandOptions,
  writtenBy: string,
): Promise<void> {
  if (target === "-" && cli.json) cli.misuse("export to standard output is JSON lines already. Leave --json out.");
  await withSession(cli, async ({ store, path, missing }) => {
    if (missing) throw new KnowhowError("store_unavailable", `There is no database ${path}. Check --db.`);
    const progress = progressFor(cli);
    let lines = 0;
    async function* counted(): AsyncGenerator<string> {
      for await (const line of exportMemory(store, { namespace: cli.namespace, answers: withAnswers, writtenBy })) {
        lines += 1;
        progress.show(null, count(lines, "line"));
        yield line;
      }
    }
    try {
      if (target === "-") return await toStandardOutput(counted());
      await toFile(target, force, counted());
    } finally {
      progress.end();
    }
    cli.answer({ database: path, export: target, namespace: cli.namespace, answers: withAnswers, lines }, () => [
      `${cli.paint.green("✓")} ${path} is exported to ${target}: ${count(lines, "line")}.`,
    ]);
  });
}

async function toStandardOutput(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    // A reader such as `head` has enough.
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

/** Whole or not at all; for the owner alone. */
async function toFile(target: string, force: boolean, lines: AsyncIterable<string>): Promise<void> {
  if (existsSync(target) && !force)
    throw new KnowhowError("invalid_usage", `There is a file ${target} already. Name another, or say --force.`);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const file = createWriteStream(beside, { flags: "wx", mode: 0o600, flush: true });
    const source = Readable.from(lines);
    await (/\.gz$/i.test(target) ? pipeline(source, createGzip(), file) : pipeline(source, file));
    renameSync(beside, target);
  } catch (error) {
    if (KnowhowError.is(error) || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new KnowhowError("invalid_usage", `${target} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    if (existsSync(beside)) rmSync(beside);
  }
}
