/** `knowhow compact`: offers to merge rules that overlap. */
import { describeError } from "../failure.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { changeLines } from "../output/changes.js";
import { offerLines } from "../output/offer.js";
import { printable } from "../output/printable.js";
import { whileWaiting } from "../output/waiting.js";
import { makeStrategy, type ModelOptions } from "../strategies.js";

export interface CompactCommandOptions extends ModelOptions {
  readonly dryRun?: boolean;
}

export async function compact(cli: Cli, name: string, options: CompactCommandOptions): Promise<void> {
  const { dryRun = false } = options;
  const strategy = await makeStrategy(options, (message) => cli.misuse(message));
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const waiting = strategy.model === null ? null : `Asking ${strategy.model}`;
    const result = await whileWaiting(waiting, (signal) => instructions.compact({ strategy, dryRun, signal }));
    const { proposal, leftOut, tokens, status, error } = result;
    const shown =
      proposal && !cli.json
        ? await (dryRun || status !== "proposed"
            ? changeLines(session.store, proposal, cli.paint)
            : offerLines(cli, session, proposal))
        : [];
    cli.answer(
      { name, namespace: instructions.address.namespace, dryRun, ...result, error: error && describeError(error) },
      () => [
        ...(dryRun ? [cli.paint.yellow("A dry run: nothing was stored. This would be offered:")] : []),
        ...(status === "unchanged" ? [printable(result.rationale)] : []),
        ...(status === "refused" ? [`${cli.paint.red("✗")} The merge is refused:`] : []),
        ...(status === "proposed"
          ? [`It would take the text from about ${tokens.before} to ${tokens.after} tokens:`]
          : []),
        ...shown,
        ...(proposal?.screens ?? []).map(({ message }) => `  ${printable(message)}`),
        ...(status === "unchanged" ? [] : leftOut).map(({ blocks, reason }) =>
          cli.paint.dim(`Left apart: ${blocks.join(", ")}. ${printable(reason)}`),
        ),
      ],
    );
    if (error) throw error;
  });
}
