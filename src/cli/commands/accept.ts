/** `knowhow accept`: puts a proposal into force. */
import { KnowhowError } from "../../core/errors.js";
import type { Cli } from "../context.js";
import { findProposal } from "../find.js";
import { openAt, withSession } from "../open.js";
import { changeLines } from "../output/changes.js";
import { suggester } from "../output/next.js";
import { type PersonOptions, personOf } from "../person.js";

export interface AcceptOptions extends PersonOptions {
  readonly reason?: string;
}

export async function accept(cli: Cli, id: string, options: AcceptOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const found = await findProposal(cli, session, id);
    const instructions = await openAt(session, found.address);
    const { reason } = options;
    const proposal = await instructions.accept(found.id, {
      by: personOf(cli, options),
      ...(reason === undefined ? {} : { reason }),
    });
    if (proposal.state !== "accepted") {
      const lessons = proposal.lessonIds.length > 0 ? "Its lessons wait for the next reflection." : "Make a new one.";
      throw new KnowhowError(
        "proposal_decided",
        `The proposal can no longer be accepted. ${proposal.decision?.reason ?? ""} ${lessons}`,
      );
    }
    const lines = cli.json ? [] : await changeLines(session.store, proposal, cli.paint);
    const version = proposal.decision?.version ?? null;
    cli.answer(proposal, () => [
      `${cli.paint.green("✓")} ${cli.paint.bold(found.address.name)} is now at version ${version}:`,
      ...lines,
      ...(version !== null && version > 1
        ? ["", suggester(cli)(`undo ${found.id.slice(0, 13)}`, "takes it back, so that it waits again")]
        : []),
    ]);
  });
}
