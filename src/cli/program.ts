/** The program: its global options and how it speaks. Loads nothing but the definitions, so that `--help` is quick. */
import { Command, Help, Option } from "commander";
import { defineBackground } from "./definitions/background.js";
import { defineChecks } from "./definitions/checks.js";
import { defineCases } from "./definitions/cases.js";
import { defineHistory } from "./definitions/history.js";
import { defineKeeping } from "./definitions/keeping.js";
import { defineInstructions } from "./definitions/instructions.js";
import { defineServer } from "./definitions/server.js";
import { defineLearning } from "./definitions/learning.js";
import { defineProposals } from "./definitions/proposals.js";
import { parseTimeout } from "./definitions/numbers.js";
import { defineSharing } from "./definitions/sharing.js";
import { packageVersion } from "./own-package.js";
import { wantsJson } from "./wants-json.js";

/** The global options that a command's help shows; asking for the version of Knowhow is none of its business. */
function globalOptionsOf(this: Help, command: Command): Option[] {
  return Help.prototype.visibleGlobalOptions.call(this, command).filter(({ short }) => short !== "-V");
}

/** Global options may stand behind the command, where `--version` is a version of the instructions. */
export function argumentsOf(argv: readonly string[]): string[] {
  return argv.map((word, index) => (index === 2 && word === "--version" ? "-V" : word));
}

const OTHER = "Other:";

export function makeProgram(): Command {
  const program = new Command("knowhow")
    .description("Instructions that learn from feedback: keep them, teach them, look back, undo.")
    .version(packageVersion(), "-V", "print the version (so does --version)")
    .helpOption("-h, --help", "print help")
    .addHelpCommand(new Command("help").argument("[command]").description("print help for a command").helpGroup(OTHER))
    .addOption(
      new Option(
        "--db <url>",
        "the database: a path, sqlite:PATH, file:URL or postgres://… (default: .knowhow/knowhow.db)",
      ).env("KNOWHOW_DB"),
    )
    .addOption(new Option("--namespace <a/b>", "the namespace, segments separated by slashes").env("KNOWHOW_NAMESPACE"))
    .addOption(
      new Option(
        "--busy-timeout <seconds>",
        "how long to wait for a database that others keep busy (default: 5; PostgreSQL: 10)",
      )
        .env("KNOWHOW_BUSY_TIMEOUT")
        .argParser(parseTimeout),
    )
    .option("--json", "print one JSON document, and errors as JSON on standard error")
    .option("--no-color", "print without colour (NO_COLOR does the same)")
    .configureHelp({ showGlobalOptions: true, visibleGlobalOptions: globalOptionsOf })
    .showHelpAfterError("Add --help to see what the command takes.")
    .exitOverride();
  // With --json, `report` says as JSON what Commander would write.
  if (wantsJson(process.argv)) program.configureOutput({ writeErr: () => {} });
  defineInstructions(program.commandsGroup("Instructions:"));
  defineLearning(program.commandsGroup("Learning:"));
  defineBackground(program.commandsGroup("In the background:"));
  defineServer(program.commandsGroup("Serving:"));
  defineProposals(program.commandsGroup("Deciding:"));
  defineCases(program.commandsGroup("Deciding:"));
  defineHistory(program.commandsGroup("Looking back:"));
  defineSharing(program.commandsGroup("With other programs:"));
  defineKeeping(program.commandsGroup("Keeping house:"));
  defineChecks(program.commandsGroup(OTHER));
  return program;
}
