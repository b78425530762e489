/** `importMemory`: takes an export into a store, line by line; what is in already stays. */
import type { RowCounts, RowKind, Store, TakenIn } from "../core/ports/store.js";
import type { EndLine } from "./format.js";
import { linesIn, type NumberedLine } from "./lines.js";
import { broken, readHeader, readLine } from "./read-line.js";
import { type ImportConflict, Section } from "./section.js";

export interface ImportOptions {
  /** Says what would be done, and does nothing. Default false. */
  readonly dryRun?: boolean;
}

/** What became of an import. */
export interface Imported {
  readonly dryRun: boolean;
  /** How many lines were read. */
  readonly lines: number;
  /** What was read, by kind. A lesson counts as the feedback it came with. */
  readonly read: RowCounts;
  /** What was not there yet. */
  readonly added: RowCounts;
  /** What was there in an older state. */
  readonly changed: RowCounts;
  /** Instructions that exist with another history: nothing of theirs was taken in. */
  readonly conflicts: readonly ImportConflict[];
}

/**
 * Takes in what `exportMemory` wrote, from text or bytes in pieces of any size. No more than a few rows are held.
 * Broken off and begun again it goes on, and the same export twice changes nothing. What the store has learned since
 * stays.
 *
 * Instructions that exist with another history are left as they are and listed under `conflicts`; the rest goes on.
 * @throws `invalid_export` naming the line, `export_newer`, `chain_broken` for versions that were tampered with, and
 * the `store_*` errors. What was taken in before stays
 */
export async function importMemory(
  store: Store,
  pieces: AsyncIterable<string | Uint8Array>,
  { dryRun = false }: ImportOptions = {},
): Promise<Imported> {
  const sum = { read: new Counts(), added: new Counts(), changed: new Counts() };
  const note = (outcome: Extract<TakenIn, { status: "taken" }>): void => {
    sum.added.add(outcome.added);
    sum.changed.add(outcome.changed);
  };
  const conflicts: ImportConflict[] = [];
  const finish = async (section: Section | null, line: NumberedLine): Promise<void> => {
    const conflict = await section?.end(line);
    if (conflict) conflicts.push(conflict);
  };
  let section: Section | null = null;
  let ended: NumberedLine | null = null;
  let lines = 0;
  for await (const line of linesIn(pieces)) {
    if (line.text.trim() === "" && lines > 0) continue; // an editor's last line
    if (ended) throw broken(line, "stands behind the end. Two exports are imported one after the other.");
    lines += 1;
    if (lines === 1) {
      readHeader(line);
      continue;
    }
    const read = readLine(line);
    if (read.kind === "end") {
      await finish(section, line);
      checkEnd(line, read, lines, sum.read);
      ended = line;
      continue;
    }
    sum.read.add({ [read.kind]: 1 });
    if (read.kind === "instructions") {
      await finish(section, line);
      section = await Section.begin(store, line, read, { dryRun, note });
    } else if (section) await section.take(line, read);
    else throw broken(line, "comes before any instructions.");
  }
  if (lines === 0) throw broken({ number: 1 }, "is missing: there is nothing to import.");
  if (!ended) {
    // Whole rows before the end are good; the last section is not known to be complete, and its labels stay back.
    await section?.flush();
    const again = dryRun ? "Export again." : "What it has is taken in; export again, and import that, which goes on.";
    throw broken({ number: lines + 1 }, `is missing: the export was cut off before its end. ${again}`);
  }
  const counts = Object.fromEntries(Object.entries(sum).map(([name, one]) => [name, one.all])) as {
    [Name in keyof typeof sum]: RowCounts;
  };
  return { dryRun, lines, ...counts, conflicts };
}

function checkEnd(line: NumberedLine, end: EndLine, lines: number, read: Counts): void {
  const same = Object.entries(end.counts).every(([kind, count]) => (read.all[kind as RowKind] ?? 0) === count);
  if (end.lines === lines - 1 && same) return;
  throw broken(line, `says that ${end.lines} lines come before it, and ${lines - 1} do: some were lost. Export again.`);
}

class Counts {
  readonly all: Partial<Record<RowKind, number>> = {};

  add(counts: RowCounts): void {
    for (const [kind, count] of Object.entries(counts) as [RowKind, number][])
      this.all[kind] = (this.all[kind] ?? 0) + count;
  }
}
