/** `knowhow propose`: a person's own new text, to be accepted. */
import { KnowhowError } from "../../core/errors.js";
import type { Cli } from "../context.js";
import { readText } from "../input.js";
import { openInstructions, withSession } from "../open.js";
import { offerLines } from "../output/offer.js";
import { type PersonOptions, personOf } from "../person.js";

export interface ProposeOptions extends PersonOptions {
  readonly file: string;
  readonly reason?: string;
  readonly base?: number;
}

/** @throws `proposal_refused` with the screens' words; the refused proposal is kept */
export async function propose(cli: Cli, name: string, options: ProposeOptions): Promise<void> {
  const text = await readText(options.file, "The proposed text");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const { reason, base } = options;
    const proposal = await instructions.propose({
      by: personOf(cli, options),
      text,
      ...(reason === undefined ? {} : { reason }),
      ...(base === undefined ? {} : { base }),
    });
    if (proposal.state === "refused") {
      const why = proposal.screens.filter(({ verdict }) => verdict !== "pass").map(({ message }) => message);
      throw new KnowhowError("proposal_refused", `The change is refused. ${why.join(" ")}`);
    }
    const lines = cli.json ? [] : await offerLines(cli, session, proposal);
    cli.answer(proposal, () => [`Proposal ${cli.paint.bold(proposal.id)} for ${name} waits for a decision:`, ...lines]);
  });
}
