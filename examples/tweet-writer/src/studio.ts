// The tweet writer in the studio: choose a paper, criticise its tweet, and see what is learned. `--help` says more.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { createMemory, KnowhowError, playbook } from "knowhow";
import { literal } from "knowhow/literal";
import { resolveModel } from "knowhow/models";
import { createServer } from "knowhow/server";
import { addressOf, DEFAULT_PORT, listen } from "knowhow/server/node";
import { sqliteStore } from "knowhow/sqlite";
import { papersAt } from "./papers/files.js";
import { ownPapers } from "./papers/own.js";
import { PapersError } from "./papers/read.js";
import { seed } from "./session/graph.js";
import { tweetWriterToTry } from "./studio/try-it.js";

interface Options {
  readonly papers?: string;
  readonly model?: string;
  readonly db?: string;
  readonly port: number;
}

const parsePort = (text: string): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
};

const program = new Command("tweet-writer-studio")
  .description("Serves the studio with the tweet writer in it, on this machine alone, until Ctrl-C.")
  .option("--papers <path>", "a file of papers, or a folder of such files (default: its own set)")
  .option("--model <name>", "write and reflect with this model, for example openai:gpt-5-mini (default: no model)")
  .option("--db <file>", "keep what is learned in this SQLite file (default: forgotten at the end)")
  .option("--port <n>", "the port; 0 for any that is free", parsePort, DEFAULT_PORT);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  await main(program.parse().opts<Options>());
} catch (error) {
  if (!KnowhowError.is(error) && !(error instanceof PapersError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}

async function main({ papers: path, model: name, db, port }: Options): Promise<void> {
  const papers = path === undefined ? await ownPapers() : await papersAt(path);
  const model = name === undefined ? null : await resolveModel(name);
  const scratch = db === undefined ? await mkdtemp(join(tmpdir(), "tweet-writer-")) : null;
  const file = db ?? join(scratch ?? ".", "memory.db");
  await mkdir(dirname(file), { recursive: true });
  const memory = createMemory({ store: sqliteStore(file), strategy: model ? playbook({ model }) : literal() });
  try {
    await memory.instructions("tweet-writer", { seed }).current();
    const server = createServer({ memory, tryIt: tweetWriterToTry(papers, model), addressOf });
    const listening = await listen(server, { port, studio: true });
    const person = { id: userInfo().username, role: "operator" } as const;
    say(
      model
        ? `${model.id} writes the tweets and reflects on what you say. Each tweet and each reflection is a call.`
        : "No language model is used: a program writes the tweets, and rules of grammar read what you say.",
    );
    say(db === undefined ? "What it learns is forgotten at the end; --db FILE keeps it." : `It is kept in ${db}.`);
    say(`\nOpen ${listening.url}${server.invite(person, "/try/tweet-writer")}\n`);
    say("The link signs you in, once. Ctrl-C stops.");
    await new Promise<void>((stop) => {
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
    });
    await listening.close();
  } finally {
    await memory.close();
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}
