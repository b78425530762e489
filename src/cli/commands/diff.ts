/** `knowhow diff`: what changed between two versions. */
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { patchLines } from "../output/patch.js";

export async function diff(cli: Cli, name: string, from: number, to: number): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const difference = await instructions.diff(from, to);
    const [before, after] = await Promise.all([instructions.version(from), instructions.version(to)]);
    cli.answer({ name, namespace: instructions.address.namespace, ...difference }, () =>
      before.text === after.text
        ? [`Versions ${from} and ${to} have the same text.`]
        : [cli.paint.bold(`version ${from} → version ${to}`), ...patchLines(before.text, after.text, cli.paint)],
    );
  });
}
