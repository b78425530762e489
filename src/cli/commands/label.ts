/** `knowhow label`: points a label to a version. */
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { printable } from "../output/printable.js";
import { type PersonOptions, personOf } from "../person.js";

export async function label(cli: Cli, name: string, label: string, to: number, options: PersonOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    await instructions.label(label, to, { by: personOf(cli, options) });
    cli.answer({ name, namespace: instructions.address.namespace, label, version: to }, () => [
      `The label ${cli.paint.bold(printable(label))} of ${name} points to version ${to}.`,
    ]);
  });
}
