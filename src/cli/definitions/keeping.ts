/** Commands that keep house: backup, restore, erase. */
import type { Command } from "commander";
import { Option } from "commander";
import type { RestoreOptions } from "../commands/backup.js";
import type { EraseOptions } from "../commands/erase.js";
import { cliOf, withExamples } from "./define.js";

export function defineKeeping(program: Command): void {
  const backup = program
    .command("backup")
    .summary("copy the database into a file")
    .description("Copies an SQLite database into a new file while it is in use, and checks the copy.")
    .argument("<file>", "the new file")
    .action(async (file: string, _options: unknown, command: Command) => {
      const { backup } = await import("../commands/backup.js");
      await backup(await cliOf(command), file);
    });
  withExamples(backup, "knowhow backup copies/monday.db");

  const restore = program
    .command("restore")
    .summary("put a copy in the place of the database")
    .description(
      "Checks a copy that backup made, and puts it in the place of the database, which nobody may have open.",
    )
    .argument("<file>", "the copy")
    .option("--force", "also where there is a database already")
    .action(async (file: string, options: RestoreOptions, command: Command) => {
      const { restore } = await import("../commands/backup.js");
      await restore(await cliOf(command), file, options);
    });
  withExamples(restore, "knowhow restore copies/monday.db --force");

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
