/** `knowhow import`: takes an export into the database. A file is checked as a whole before anything is written. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { KnowhowError } from "../../core/errors.js";
import { ROW_KINDS, type RowCounts } from "../../core/ports/store.js";
import { type Imported, importMemory } from "../../keeping/import.js";
import type { Cli } from "../context.js";
import { withSession } from "../open.js";
import { printable } from "../output/printable.js";
import { type Progress, progressFor } from "../output/progress.js";
import { table } from "../output/table.js";

export interface ImportCommandOptions {
  readonly dryRun?: boolean;
}

/** `source`: a file, or `-` for standard input. */
export async function importAll(cli: Cli, source: string, { dryRun = false }: ImportCommandOptions): Promise<void> {
  if (source === "-" && process.stdin.isTTY)
    cli.misuse("import takes the file of an export, or one on standard input.");
  const size = source === "-" ? null : await sizeOf(source);
  await withSession(
    cli,
    async ({ store, path }) => {
      const progress = progressFor(cli);
      try {
        const read = (dry: boolean, what: string): Promise<Imported> =>
          importMemory(store, unzipped(watched(source, size, progress, what)), { dryRun: dry });
        // Standard input comes only once.
        const checked = dryRun || size !== null ? await read(true, "checked") : null;
        const imported = dryRun && checked ? checked : await read(false, "taken in");
        progress.end();
        cli.answer({ database: path, import: source, ...imported }, () => linesOf(cli, source, path, imported));
        if (imported.conflicts.length > 0) process.exitCode = 1;
      } finally {
        progress.end();
      }
    },
    { create: !dryRun },
  );
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "ENOENT" ? "does not exist" : `cannot be read: ${cause.message}`;
    throw new KnowhowError("invalid_usage", `The file ${path} ${why}.`, { cause });
  });
  if (found.isDirectory()) throw new KnowhowError("invalid_usage", `${path} is a folder, not a file.`);
  // What a named pipe gives comes only once, too.
  return found.isFile() ? found.size : null;
}

async function* watched(
  source: string,
  size: number | null,
  progress: Progress,
  what: string,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  const stream: AsyncIterable<Uint8Array> = source === "-" ? process.stdin : createReadStream(source);
  try {
    for await (const piece of stream) {
      read += piece.length;
      progress.show(size === null ? null : read / Math.max(size, 1), `${Math.floor(read / 1e6)} MB ${what}`);
      yield piece;
    }
  } catch (cause) {
    if (KnowhowError.is(cause)) throw cause;
    throw new KnowhowError("invalid_usage", `${source} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/** Compressed or not is seen by the first bytes, whatever the name. */
async function* unzipped(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await pieces.next();
  if (first.done) return;
  async function* all(beginning: Uint8Array): AsyncGenerator<Uint8Array> {
    yield beginning;
    yield* pieces;
  }
  const [one, two] = first.value;
  if (one !== 0x1f || two !== 0x8b) {
    yield* all(first.value);
    return;
  }
  const stream = pipeline(Readable.from(all(first.value)), createGunzip(), () => {});
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw cause;
    const why = "The compressed export is cut off or broken. Export it again, and import that, which goes on.";
    throw new KnowhowError("invalid_export", why, { cause });
  }
}

function linesOf(cli: Cli, source: string, path: string, imported: Imported): string[] {
  const { paint } = cli;
  const { dryRun, read, added, changed, conflicts } = imported;
  const isNothing = [added, changed].every((counts) => Object.keys(counts).length === 0);
  const from = source === "-" ? "standard input" : source;
  return [
    dryRun
      ? paint.yellow("A dry run: nothing was changed. This would come in:")
      : `${paint.green("✓")} ${from} is taken into ${path}.`,
    ...(isNothing && conflicts.length === 0
      ? ["Everything in it was there already."]
      : rowsOf(cli, read, added, changed)),
    ...conflicts.map(({ message, code }) => `${paint.red("✗")} ${printable(message)} (${code})`),
  ];
}

function rowsOf(cli: Cli, read: RowCounts, added: RowCounts, changed: RowCounts): string[] {
  const cell = (counts: RowCounts, kind: keyof RowCounts): string => String(counts[kind] ?? 0);
  const kinds = ROW_KINDS.filter((kind) => read[kind] !== undefined);
  return table(
    ["KIND", "READ", "NEW", "CHANGED"],
    kinds.map((kind) => [kind, cell(read, kind), cell(added, kind), cell(changed, kind)]),
    cli,
  );
}
