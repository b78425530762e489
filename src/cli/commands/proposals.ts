/** `knowhow proposals`: what waits for a decision, with its changes; on request also what was decided. */
import type { Proposal } from "../../core/proposal.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { changeLines } from "../output/changes.js";
import { gateLines } from "../output/flips.js";
import { shortener } from "../output/ids.js";
import { moreLine } from "../output/more.js";
import { suggester } from "../output/next.js";
import { excerpt, printable, widthOf } from "../output/printable.js";
import { ago } from "../output/when.js";
import { shellWord } from "../output/words.js";
import { firstItems } from "../paging.js";

export interface ProposalsOptions {
  readonly all?: boolean;
  readonly limit: number;
}

export async function proposals(cli: Cli, name: string, { all = false, limit }: ProposalsOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const states = all ? {} : { states: ["open"] as const };
    const { items, more } = await firstItems((page) => instructions.proposals({ ...page, ...states }), limit);
    const short = shortener(items.map(({ id }) => id));
    const lines: string[] = [];
    for (const proposal of cli.json ? [] : items) {
      lines.push(headline(proposal, short(proposal.id), cli));
      lines.push(
        ...(await changeLines(session.store, proposal, cli.paint)),
        ...screenLines(proposal, cli),
        ...gateLines(proposal.gate, cli),
        "",
      );
    }
    cli.answer({ name, namespace: instructions.address.namespace, proposals: items, more }, () => {
      const next = suggester(cli);
      if (items.length === 0 && all) return [`There are no proposals for ${name}.`];
      if (items.length === 0)
        return ["No proposal waits.", next(`proposals ${shellWord(name)} --all`, "shows those that were decided")];
      const open = items.find(({ state }) => state === "open");
      const decide = open
        ? [next(`accept ${short(open.id)}`, "puts it into force"), next(`reject ${short(open.id)}`, "turns it down")]
        : [];
      return [...lines, ...moreLine(more, limit), ...decide];
    });
  });
}

/** What the screens said of it: why it waits, or was refused. */
function screenLines({ screens }: Proposal, { paint }: Cli): string[] {
  return screens.map(({ verdict, message }) =>
    verdict === "pass" ? paint.dim(`  ${printable(message)}`) : paint.yellow(`  ${printable(message)}`),
  );
}

function headline({ by, strategy, state, createdAt, rationale, decision }: Proposal, id: string, cli: Cli): string {
  const who = strategy === null ? excerpt(by.id, 40) : strategy;
  const why = decision?.reason ? `: ${excerpt(decision.reason)}` : "";
  const decided = decision ? ` by ${excerpt(decision.by.id, 40)}${why}` : "";
  const made = `${ago(createdAt)}, ${who}:`;
  const room = Math.max(LEAST_ROOM, (cli.width ?? 120) - widthOf(`${id}  ${state}${decided}  ${made} `));
  return `${cli.paint.bold(id)}  ${state}${decided}  ${cli.paint.dim(made)} ${excerpt(rationale, room)}`;
}

/** The rationale keeps at least so many columns. */
const LEAST_ROOM = 30;
