/** `knowhow reject`: turns a proposal down. */
import type { Cli } from "../context.js";
import { findProposal } from "../find.js";
import { openAt, withSession } from "../open.js";
import { count } from "../output/words.js";
import { type PersonOptions, personOf } from "../person.js";

export interface RejectOptions extends PersonOptions {
  readonly reason?: string;
}

export async function reject(cli: Cli, id: string, options: RejectOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const found = await findProposal(cli, session, id);
    const instructions = await openAt(session, found.address);
    const { reason } = options;
    const proposal = await instructions.reject(found.id, {
      by: personOf(cli, options),
      ...(reason === undefined ? {} : { reason }),
    });
    const lessons = proposal.lessonIds.length;
    cli.answer(proposal, () => [
      `Rejected. ${found.address.name} stays as it is${lessons > 0 ? `; ${count(lessons, "lesson")} dismissed` : ""}.`,
    ]);
  });
}
