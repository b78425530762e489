// The tweet writer: writes tweets about papers, is criticised, and learns. `--help` says how to call it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { KnowhowError } from "knowhow";
import { papersAt } from "./papers/files.js";
import { ownPapers } from "./papers/own.js";
import { PapersError } from "./papers/read.js";
import { learnFrom } from "./session/learn.js";

interface Options {
  readonly papers?: string;
  readonly reader?: number;
  readonly rounds: number;
  readonly model?: string;
  readonly db?: string;
  readonly svg: string;
}

const wholeNumber = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
};

const program = new Command("tweet-writer")
  .description("Writes tweets about papers, takes criticism, and learns from it.")
  .option(
    "--papers <path>",
    "JSON lines with title and abstract, a text file with one paper, or a folder of such files",
  )
  .option(
    "--reader <seed>",
    "let a simulated reader with hidden preferences criticise, drawn from this number",
    wholeNumber,
  )
  .option("--rounds <n>", "how many papers, one a round", wholeNumber, 12)
  .option("--model <name>", "write and reflect with this model, for example openai:gpt-5-mini (default: no model)")
  .option("--db <file>", "keep what is learned in this SQLite file (default: forgotten at the end)")
  .option("--svg <file>", "where the chart of a simulated reader goes", ".knowhow/tweet-writer.svg");

try {
  await main(program.parse().opts<Options>());
} catch (error) {
  if (!KnowhowError.is(error) && !(error instanceof PapersError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}

async function main(options: Options): Promise<void> {
  if (options.reader === undefined && !process.stdin.isTTY) {
    program.error("error: nobody is at the terminal to criticise; give --reader SEED for the simulated reader.", {
      exitCode: 2,
    });
  }
  const papers = (options.papers === undefined ? await ownPapers() : await papersAt(options.papers)).slice(
    0,
    options.rounds,
  );
  const scratch = options.db === undefined ? await mkdtemp(join(tmpdir(), "tweet-writer-")) : null;
  try {
    await learnFrom(papers, options, options.db ?? join(scratch ?? ".", "memory.db"));
  } finally {
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}
