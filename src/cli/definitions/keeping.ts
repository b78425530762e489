/** Commands that keep house: backup, restore, export, import, erase, prune, vacuum. */
import type { Command } from "commander";
import { Option } from "commander";
import type { RestoreOptions } from "../commands/backup.js";
import type { EraseOptions } from "../commands/erase.js";
import type { ExportCommandOptions } from "../commands/export.js";
import type { ImportCommandOptions } from "../commands/import.js";
import type { PruneCommandOptions } from "../commands/prune.js";
import { cliOf, withExamples } from "./define.js";
import { parseAge } from "./numbers.js";

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

  defineMoving(program);

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

  const prune = program
    .command("prune")
    .summary("delete old runs and stored answers")
    .description(
      "Deletes old runs, and stored answers of models that no reflection asks for any more. Versions, rules, feedback and quotes stay, and so do runs whose feedback waits. Nothing brings it back.",
    )
    .option("--runs-older-than <age>", "runs that were recorded so long ago: 12h, 90d, 8w or 1y", parseAge)
    .option("--answers-older-than <age>", "answers that were given so long ago", parseAge)
    .option("--dry-run", "count what would go, and change nothing")
    .option("--yes", "do not ask")
    .action(async (options: PruneCommandOptions, command: Command) => {
      const { prune } = await import("../commands/prune.js");
      await prune(await cliOf(command), options);
    });
  withExamples(prune, "knowhow prune --runs-older-than 90d --dry-run", "knowhow prune --answers-older-than 30d --yes");

  program
    .command("vacuum")
    .summary("give back the room of what was deleted")
    .description(
      "Vacuums the database: rebuilds an SQLite file, and vacuums and analyses Knowhow's own tables in PostgreSQL.",
    )
    .action(async (_options: unknown, command: Command) => {
      const { vacuum } = await import("../commands/vacuum.js");
      await vacuum(await cliOf(command));
    });
}

function defineMoving(program: Command): void {
  const exporting = program
    .command("export")
    .summary("write everything that is kept as lines of JSON")
    .description(
      "Writes all that is kept in the namespace, or everywhere, as lines of JSON that import takes into any database.",
    )
    .argument("[file]", "the new file, compressed if it ends in .gz; - is standard output", "-")
    .option("--with-answers", "also the stored answers of models")
    .option("--force", "also over a file that is there already")
    .action(async (file: string, options: ExportCommandOptions, command: Command) => {
      const { exportAll } = await import("../commands/export.js");
      const version = command.parent?.version() ?? "";
      await exportAll(await cliOf(command), file, options, `knowhow ${version}`.trim());
    });
  withExamples(exporting, "knowhow export monday.jsonl.gz", "knowhow export --namespace users/uma > uma.jsonl");

  const importing = program
    .command("import")
    .summary("take an export into the database")
    .description(
      "Takes an export into the database, also of another kind. What is there already stays, so that it can be broken off and begun again. Instructions that exist with another history are refused, and the rest is taken in.",
    )
    .argument("[file]", "the export, compressed or not; - is standard input", "-")
    .option("--dry-run", "check it and count what would come in, and change nothing")
    .action(async (file: string, options: ImportCommandOptions, command: Command) => {
      const { importAll } = await import("../commands/import.js");
      await importAll(await cliOf(command), file, options);
    });
  withExamples(
    importing,
    "knowhow import monday.jsonl.gz --dry-run",
    "knowhow export | knowhow import --db postgres://db.example/app",
  );
}
