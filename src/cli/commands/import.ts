/** `knowhow import`: takes an export into the database. A file is checked as a whole before anything is written. */
import { ROW_KINDS, type RowCounts } from "../../core/ports/store.js";
import { type Imported, importMemory } from "../../keeping/import.js";
import type { Cli } from "../context.js";
import { withSession } from "../open.js";
import { printable } from "../output/printable.js";
import { progressFor } from "../output/progress.js";
import { table } from "../output/table.js";
import { piecesOf, sizeOf } from "../source.js";

export interface ImportCommandOptions {
  readonly dryRun?: boolean;
}

/** `source`: a file, or `-` for standard input. */
export async function importAll(cli: Cli, source: string, { dryRun = false }: ImportCommandOptions): Promise<void> {
  if (source === "-" && process.stdin.isTTY)
    cli.misuse("import takes the file of an export, or one on standard input.");
  const size = await sizeOf(source);
  await withSession(
    cli,
    async ({ store, path }) => {
      const progress = progressFor(cli);
      try {
        const read = (dry: boolean, what: string): Promise<Imported> =>
          importMemory(store, piecesOf(source, size, progress, what), { dryRun: dry });
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
