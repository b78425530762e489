/** `knowhow seed`: offers a changed seed as a merge into what was learned. */
import type { Cli } from "../context.js";
import { readText } from "../input.js";
import { openInstructions, withSession } from "../open.js";
import { offerLines } from "../output/offer.js";
import { printable } from "../output/printable.js";
import { shellWord } from "../output/words.js";
import { suggester } from "../output/next.js";
import { type PersonOptions, personOf } from "../person.js";

export interface SeedOptions extends PersonOptions {
  readonly file: string;
}

export async function seed(cli: Cli, name: string, options: SeedOptions): Promise<void> {
  const text = await readText(options.file, "The seed");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const proposal = await instructions.offerSeed(text, { by: personOf(cli, options) });
    const lines = cli.json || !proposal ? [] : await offerLines(cli, session, proposal);
    cli.answer({ name, namespace: instructions.address.namespace, proposal }, () => {
      if (proposal) return [`Proposal ${cli.paint.bold(proposal.id)}: ${printable(proposal.rationale)}`, ...lines];
      return [
        `Nothing to offer: ${name} was made of this seed, or it was offered before.`,
        suggester(cli)(`proposals ${shellWord(name)} --all`),
      ];
    });
  });
}
