/** What a person sees of a proposal that they made or were offered. */
import type { Proposal } from "../../core/proposal.js";
import type { Cli } from "../context.js";
import type { Session } from "../open.js";
import { changeLines } from "./changes.js";
import { gateLines } from "./flips.js";
import { suggester } from "./next.js";

/** The change, and the commands that decide it. */
export async function offerLines(cli: Cli, { store }: Session, proposal: Proposal): Promise<string[]> {
  const next = suggester(cli);
  const id = proposal.id.slice(0, 13);
  return [
    ...(await changeLines(store, proposal, cli.paint)),
    ...gateLines(proposal.gate, cli),
    "",
    next(`accept ${id}`, "puts it into force"),
    next(`reject ${id}`, "turns it down"),
  ];
}
