/** `knowhow rollback`: back to an earlier text, as a new version. */
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { patchLines } from "../output/patch.js";
import { shellWord } from "../output/words.js";
import { type PersonOptions, personOf } from "../person.js";

export interface RollbackOptions extends PersonOptions {
  readonly reason?: string;
}

export async function rollback(cli: Cli, name: string, to: number, options: RollbackOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const { reason } = options;
    const was = await session.store.record(instructions.address);
    const pinned = was && was.labels["production"] !== was.head ? (was.labels["production"] ?? null) : null;
    const version = await instructions.rollback(to, {
      by: personOf(cli, options),
      ...(reason === undefined ? {} : { reason }),
    });
    const before = version.parent === null ? null : await instructions.version(version.parent);
    const next = suggester(cli);
    cli.answer(version, () => [
      `${cli.paint.green("✓")} ${cli.paint.bold(name)} has the text of version ${to} again, as version ${version.number}:`,
      ...patchLines(before?.text ?? "", version.text, cli.paint),
      ...(pinned === null
        ? []
        : ["", `The label "production" stood on version ${pinned}; agents read version ${version.number} now.`]),
      "",
      "Lessons that were learned since are retracted, so that they do not come back by themselves:",
      next(`lessons ${shellWord(name)} --state retracted`),
    ]);
  });
}
