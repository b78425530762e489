/** `knowhow show`: the text an agent runs on, byte for byte. */
import { viewBlocks } from "../../core/identify.js";
import type { BlockView } from "../../core/block.js";
import type { Instructions } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { table } from "../output/table.js";

export interface ShowOptions {
  readonly version?: number;
  readonly label?: string;
  readonly blocks?: boolean;
}

export async function show(cli: Cli, name: string, options: ShowOptions): Promise<void> {
  const { version, label = version === undefined ? "production" : null } = options;
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const {
      text,
      ref,
      version: number,
    } = await instructions.current(version === undefined ? (label === null ? {} : { label }) : { version });
    const { address, templateFormat } = instructions;
    const document = { name, namespace: address.namespace, version: number, label, templateFormat, text, ref };
    if (options.blocks) {
      const blocks = await blocksOf(instructions, number);
      cli.answer({ ...document, blocks }, () => table(HEAD, blocks.map(row), cli));
    } else if (cli.json) {
      cli.answer(document, () => []);
    } else {
      process.stdout.write(text);
      // So that a terminal's prompt does not stand behind the last line. A pipe gets the text as it is.
      if (process.stdout.isTTY && !text.endsWith("\n")) process.stdout.write("\n");
    }
  });
}

const HEAD = ["ID", "KIND", "FROM", "SINCE", "TEXT"];

const row = ({ id, kind, origin, since, text }: BlockView): string[] => [id, kind, origin, `v${since}`, text];

async function blocksOf(instructions: Instructions, number: number): Promise<readonly BlockView[]> {
  if (number === 0) return [];
  const { text, blocks } = await instructions.version(number);
  return viewBlocks(text, blocks);
}
