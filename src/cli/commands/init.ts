/** `knowhow init`: makes instructions, from a seed. What exists keeps what it learned. */
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { TemplateFormat } from "../../core/template.js";
import type { Instructions } from "../../memory.js";
import { askForText, canAsk } from "../ask.js";
import type { Cli } from "../context.js";
import { readText } from "../input.js";
import { addressOf, openRecord, type Session, withSession } from "../open.js";
import { changeLines } from "../output/changes.js";
import { suggester } from "../output/next.js";
import { shellWord } from "../output/words.js";
import { type PersonOptions, personOf } from "../person.js";

export interface InitOptions extends PersonOptions {
  readonly seed?: string;
  readonly seedFile?: string;
  /** Rules files of coding agents. */
  readonly from?: readonly string[];
  readonly templateFormat?: TemplateFormat;
}

/** What an agent is told where nobody says anything. */
const DEFAULT_SEED = "You are a helpful assistant.";

export async function init(cli: Cli, name: string, options: InitOptions): Promise<void> {
  const address = addressOf(cli, name);
  const wanted: Wanted = { ...options, ...(await seedOf(options)) };
  const work = async (session: Session): Promise<void> => {
    const record = await session.store.record(address);
    await (record ? keep(cli, session, record, wanted) : make(cli, session, name, wanted));
  };
  await withSession(cli, work, { create: true });
}

type Wanted = Omit<InitOptions, "seed" | "from"> & {
  readonly seed: string | undefined;
  /** The rules files that were read. */
  readonly files: readonly string[];
};

async function seedOf({ seed, seedFile, from }: InitOptions): Promise<Pick<Wanted, "seed" | "files">> {
  if (from === undefined)
    return { seed: seedFile === undefined ? seed : await readText(seedFile, "The seed"), files: [] };
  const { readRules } = await import("../rules-files.js");
  return readRules(from);
}

async function make(cli: Cli, { memory, path }: Session, name: string, wanted: Wanted): Promise<void> {
  const { templateFormat = "none" } = wanted;
  const seed = wanted.seed ?? (await seedOfPerson(cli));
  const instructions = memory.instructions(name, { namespace: cli.namespace, seed, templateFormat });
  const next = suggester(cli);
  cli.answer({ ...(await documentOf(instructions)), created: true, proposal: null }, () => [
    `Made ${cli.paint.bold(name)}, version 1, in ${path}.`,
    ...readLines(cli, name, wanted),
    ...(seed === DEFAULT_SEED ? [`It begins with: ${seed}`] : []),
    "",
    "Next, teach it something, and make rules of what it was taught:",
    next(`feedback ${shellWord(name)} "No hashtags, please."`),
    next(`reflect ${shellWord(name)}`),
  ]);
}

/** Whoever names a file at the keyboard puts it into force as their own words. */
const readLines = (cli: Cli, name: string, { files }: Wanted): string[] =>
  files.length === 0
    ? []
    : [
        `It begins with what ${files.join(", ")} ${files.length === 1 ? "says" : "say"}, which agents now follow as your own words:`,
        suggester(cli)(`show ${shellWord(name)}`),
      ];

const seedOfPerson = async (cli: Cli): Promise<string> =>
  !cli.json && canAsk() ? askForText("What shall the agent be told to begin with?", DEFAULT_SEED) : DEFAULT_SEED;

/** Another seed than the one they were made of is offered as a merge. */
async function keep(cli: Cli, session: Session, record: InstructionsRecord, wanted: Wanted): Promise<void> {
  const { namespace, name } = record.address;
  const { seed, templateFormat } = wanted;
  const instructions =
    templateFormat === undefined
      ? openRecord(session, record)
      : session.memory.instructions(name, { namespace, templateFormat });
  const document = await documentOf(instructions);
  const proposal = seed === undefined ? null : await instructions.offerSeed(seed, { by: personOf(cli, wanted) });
  const changes = proposal ? await changeLines(session.store, proposal, cli.paint) : [];
  const next = suggester(cli);
  cli.answer({ ...document, created: false, proposal }, () => {
    const exists = `${cli.paint.bold(name)} exists already, at version ${document.version}.`;
    if (!proposal) return [`${exists} Nothing was changed.`, next(`show ${shellWord(name)}`)];
    return [
      `${exists} The new seed is offered as a merge:`,
      ...changes,
      "",
      next(`accept ${proposal.id.slice(0, 13)}`),
    ];
  });
}

async function documentOf(instructions: Instructions) {
  const { text, version } = await instructions.current();
  const { address, templateFormat } = instructions;
  return { name: address.name, namespace: address.namespace, version, templateFormat, text };
}
