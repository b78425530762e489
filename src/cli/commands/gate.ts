/** `knowhow gate`: replays the kept cases through a command of the user's own, for a proposal or for two versions. */
import type { GateResult } from "../../core/proposal.js";
import type { Cli } from "../context.js";
import { findProposal } from "../find.js";
import { type GateOptions, makeGate } from "../gate.js";
import { openInstructions, withSession } from "../open.js";
import { gateLines } from "../output/flips.js";
import { whileWaiting } from "../output/waiting.js";

export interface GateCommandOptions extends GateOptions {
  readonly proposal?: string;
  readonly from?: number;
  readonly to?: number;
}

export async function gate(cli: Cli, name: string, options: GateCommandOptions): Promise<void> {
  const work = async (session: Parameters<Parameters<typeof withSession>[1]>[0]): Promise<void> => {
    const instructions = await openInstructions(cli, session, name);
    const { from, to } = options;
    const versions = from !== undefined || to !== undefined;
    const named = options.proposal === undefined ? null : (await findProposal(cli, session, options.proposal)).id;
    const open =
      named ?? (versions ? null : (await instructions.proposals({ states: ["open"], limit: 1 })).items[0]?.id);
    const result = await whileWaiting("Replaying the cases", async (signal): Promise<GateResult> => {
      if (open) return (await instructions.gateProposal(open, { signal })).gate;
      return instructions.replayCases({
        signal,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
    });
    const newest = (await instructions.history({ limit: 1 })).items[0]?.number ?? 1;
    const last = to ?? newest;
    const what = open ? `the proposal ${open.slice(0, 13)}` : `versions ${from ?? Math.max(1, last - 1)} and ${last}`;
    cli.answer({ name, namespace: instructions.address.namespace, proposal: open ?? null, gate: result }, () =>
      result.status === "not-run"
        ? [`Not run: ${result.message}`]
        : [`Replayed for ${what}:`, ...gateLines(result, cli)],
    );
    if (result.status === "refused" || result.status === "inconclusive") process.exitCode = 1;
  };
  await withSession(cli, work, { gate: await makeGate(options) });
}
