/** Commands about proposals: propose, proposals, accept, reject, undo. */
import type { Command } from "commander";
import type { AcceptOptions } from "../commands/accept.js";
import type { ProposalsOptions } from "../commands/proposals.js";
import type { ProposeOptions } from "../commands/propose.js";
import type { RejectOptions } from "../commands/reject.js";
import type { UndoOptions } from "../commands/undo.js";
import { withPerson } from "../person.js";
import { cliOf, withExamples, withLimit } from "./define.js";
import { parseCount } from "./numbers.js";

const ID = "its id, or at least six characters that no other begins with";

export function defineProposals(program: Command): void {
  const propose = program
    .command("propose")
    .summary("propose a new text of your own")
    .description("Proposes a whole new text, to be accepted or rejected.")
    .argument("<name>", "the instructions")
    .requiredOption("--file <file>", "the whole new text; - is standard input")
    .option("--reason <text>", "why, in a sentence")
    .option(
      "--base <n>",
      "the version that was edited; what others changed since stays (default: the newest)",
      parseCount,
    )
    .action(async (name: string, options: ProposeOptions, command: Command) => {
      const { propose } = await import("../commands/propose.js");
      await propose(await cliOf(command), name, options);
    });
  withExamples(
    withPerson(propose, "proposes it"),
    'knowhow propose tweet-writer --file text.md --reason "House style."',
  );

  const proposals = program
    .command("proposals")
    .summary("list proposals that wait")
    .description("Lists the proposals that wait for a decision, with their changes.")
    .argument("<name>", "the instructions")
    .option("--all", "those that were decided, too")
    .action(async (name: string, options: ProposalsOptions, command: Command) => {
      const { proposals } = await import("../commands/proposals.js");
      await proposals(await cliOf(command), name, options);
    });
  withLimit(proposals);

  const accept = program
    .command("accept")
    .summary("put a proposal into force")
    .description("Puts a proposal into force.")
    .argument("<id>", ID)
    .option("--reason <text>", "why, in a sentence")
    .action(async (id: string, options: AcceptOptions, command: Command) => {
      const { accept } = await import("../commands/accept.js");
      await accept(await cliOf(command), id, options);
    });
  withPerson(accept, "accepts it");

  const reject = program
    .command("reject")
    .summary("turn a proposal down")
    .description("Turns a proposal down. Its lessons are dismissed.")
    .argument("<id>", ID)
    .option("--reason <text>", "why, in a sentence")
    .action(async (id: string, options: RejectOptions, command: Command) => {
      const { reject } = await import("../commands/reject.js");
      await reject(await cliOf(command), id, options);
    });
  withPerson(reject, "rejects it");

  const undo = program
    .command("undo")
    .summary("take an acceptance or rejection back")
    .description(
      "Takes an acceptance or a rejection back, so that the proposal waits again: a rejected one as it was; an accepted one, if no other version came since, as a new proposal after a step back.",
    )
    .argument("<id>", ID)
    .option("--reason <text>", "why, in a sentence")
    .action(async (id: string, options: UndoOptions, command: Command) => {
      const { undo } = await import("../commands/undo.js");
      await undo(await cliOf(command), id, options);
    });
  withPerson(undo, "undoes it");
}
