/** Commands that keep house: erase. */
import type { Command } from "commander";
import { Option } from "commander";
import type { EraseOptions } from "../commands/erase.js";
import { cliOf, withExamples } from "./define.js";

export function defineKeeping(program: Command): void {
  const erase = program
    .command("erase")
    .summary("erase a person, a session or a namespace for good")
    .description(
      "Erases what a person or a session left behind, or all of a namespace: runs, lessons, quotes, rules, proposals, cases, answers of models. Other people's rules stay, and hash chains still verify. Nothing brings it back.",
    )
    .addOption(new Option("--by <principal>", "the id of the person").conflicts("run"))
    .option("--run <id>", "the session: the id of a run, or its beginning")
    .option("--dry-run", "count what would go, and change nothing")
    .option("--yes", "do not ask")
    .option("--decider <id>", "who decides it, an operator (default: the name you are logged in with)")
    .action(async (options: EraseOptions, command: Command) => {
      const { erase } = await import("../commands/erase.js");
      // A namespace that the environment says is no reason to erase all that is in it.
      const given = command.parent?.getOptionValueSource("namespace") === "cli";
      await erase(await cliOf(command), options, given);
    });
  withExamples(
    erase,
    "knowhow erase --by uma --dry-run",
    "knowhow erase --run 0193e7a2-1b2c --yes",
    "knowhow erase --namespace users/uma --yes",
  );
}
