/** `knowhow collect`: keeps runs and feedback out of a log of somebody else's. */
import type { Role } from "../../core/principal.js";
import { collect, type Collected } from "../../integrations/collect/collect.js";
import type { CollectFormat } from "../../integrations/collect/formats.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { printable } from "../output/printable.js";
import { progressFor } from "../output/progress.js";
import { table } from "../output/table.js";
import { count, shellWord } from "../output/words.js";
import { piecesOf, sizeOf } from "../source.js";

export interface CollectCommandOptions {
  readonly from: CollectFormat;
  readonly peopleAs?: Role;
  readonly programsAs?: Role;
  readonly dryRun?: boolean;
}

/** `source`: a file, or `-` for standard input. */
export async function collectAll(
  cli: Cli,
  name: string,
  source: string,
  { from, peopleAs: people, programsAs: programs, dryRun = false }: CollectCommandOptions,
): Promise<void> {
  if (source === "-" && process.stdin.isTTY) cli.misuse("collect takes the file of a log, or one on standard input.");
  const size = await sizeOf(source);
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const progress = progressFor(cli);
    try {
      const collected = await collect(instructions, piecesOf(source, size, progress, "read"), {
        from,
        dryRun,
        ...(people ? { people } : {}),
        ...(programs ? { programs } : {}),
      });
      progress.end();
      cli.answer({ name, namespace: cli.namespace, from, ...collected }, () => linesOf(cli, name, collected));
      if (collected.failed > 0) process.exitCode = 1;
    } finally {
      progress.end();
    }
  });
}

function linesOf(cli: Cli, name: string, collected: Collected): string[] {
  const { paint } = cli;
  const { dryRun, entries, runs, feedback, passed, failed, faults } = collected;
  const more = failed - faults.length;
  const isTaught = !dryRun && feedback.added > 0;
  return [
    dryRun
      ? paint.yellow(`A dry run: nothing was kept. Of ${entries === 1 ? "1 entry" : `${entries} entries`} could be:`)
      : `${entries === 1 ? "1 entry was" : `${entries} entries were`} read for ${paint.bold(name)}:`,
    ...table(
      ["KIND", "READ", dryRun ? "GOOD" : "NEW", "THERE"],
      [
        ["runs", String(runs.read), String(runs.added), String(runs.there)],
        ["feedback", String(feedback.read), String(feedback.added), String(feedback.there)],
      ],
      cli,
    ),
    ...Object.entries(passed).map(([why, number]) => paint.dim(`Left out: ${number} × ${why}.`)),
    ...faults.map(({ where, message, code }) => `${paint.red("✗")} ${where}: ${printable(message)} (${code})`),
    ...(more > 0 ? [`${paint.red("✗")} and ${count(more, "more fault")}`] : []),
    ...(isTaught ? [suggester(cli)(`reflect ${shellWord(name)}`, "makes rules of what waits")] : []),
  ];
}
