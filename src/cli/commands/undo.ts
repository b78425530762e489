/** `knowhow undo`: takes an acceptance or a rejection back, so that the proposal waits again. */
import type { Cli } from "../context.js";
import { findProposal } from "../find.js";
import { openAt, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { type PersonOptions, personOf } from "../person.js";

export interface UndoOptions extends PersonOptions {
  readonly reason?: string;
}

export async function undo(cli: Cli, id: string, options: UndoOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const found = await findProposal(cli, session, id);
    const instructions = await openAt(session, found.address);
    const { reason } = options;
    const proposal = await instructions.undo(found.id, {
      by: personOf(cli, options),
      ...(reason === undefined ? {} : { reason }),
    });
    const { name } = found.address;
    cli.answer(proposal, () => [
      found.state === "rejected"
        ? `The rejection is undone. The proposal for ${name} waits again.`
        : `${cli.paint.green("✓")} The acceptance is undone: ${name} has the text before it. The proposal waits again.`,
      suggester(cli)(`accept ${proposal.id}`, "puts it into force"),
    ]);
  });
}
