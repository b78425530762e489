/** `knowhow blame`: each line of the text, with the version, the person and the words that it comes from. */
import type { BlameEntry, Instructions } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, type Session, withSession } from "../open.js";
import { narratorFor } from "../output/narrate.js";
import { excerpt, printable, widthOf } from "../output/printable.js";
import { localTime } from "../output/when.js";

export interface BlameOptions {
  readonly version?: number;
}

export async function blame(cli: Cli, name: string, { version }: BlameOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const entries = await instructions.blame(version);
    const lines = cli.json ? [] : await linesOf(cli, session, instructions, entries);
    cli.answer({ name, namespace: instructions.address.namespace, version: version ?? null, entries }, () =>
      lines.length > 0 ? lines : [`${name} has no text yet.`],
    );
  });
}

/** Wider names are cut. */
const WIDEST_NAME = 20;

async function linesOf(
  cli: Cli,
  { store }: Session,
  instructions: Instructions,
  entries: readonly BlameEntry[],
): Promise<string[]> {
  const { paint } = cli;
  const narrate = narratorFor(store, instructions.address);
  const times = await timesOf(instructions, entries);
  const rows = entries.map((entry) => ({
    entry,
    version: `v${entry.version}`,
    who: excerpt(entry.author.id, WIDEST_NAME),
    when: times.get(entry.version) ?? "",
  }));
  const widest = (words: readonly string[]): number => Math.max(0, ...words.map(widthOf));
  const columns = { version: widest(rows.map((row) => row.version)), who: widest(rows.map((row) => row.who)) };
  const number = widest(entries.map(({ lines }) => String(lines[1])));
  const lines: string[] = [];
  for (const { entry, version, who, when } of rows) {
    const origin = `${pad(version, columns.version)}  ${pad(who, columns.who)}  ${pad(when, 16)}`;
    const empty = " ".repeat(widthOf(origin));
    printable(entry.block.text)
      .split("\n")
      .forEach((line, index) => {
        const at = String(entry.lines[0] + index).padStart(number);
        lines.push(`${paint.dim(`${index === 0 ? origin : empty}  ${at} │`)} ${line}`);
      });
    const reasons = await Promise.all(entry.evidence.map(({ evidence, by }) => narrate(evidence, { by })));
    for (const reason of new Set(reasons)) lines.push(paint.dim(`${empty}  ${" ".repeat(number)} │   ${reason}`));
  }
  return lines;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

/** When the versions were made that the blocks come from. */
async function timesOf(
  instructions: Instructions,
  entries: readonly BlameEntry[],
): Promise<ReadonlyMap<number, string>> {
  const numbers = [...new Set(entries.map(({ version }) => version))];
  return new Map(
    await Promise.all(
      numbers.map(async (number) => [number, localTime((await instructions.version(number)).createdAt)] as const),
    ),
  );
}
