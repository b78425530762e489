/** Commands that let other programs at the instructions: sync, mcp. */
import { type Command, Option } from "commander";
import { ROLES } from "../../core/principal.js";
import type { McpOptions } from "../commands/mcp.js";
import type { SyncOptions } from "../commands/sync.js";
import { withPerson } from "../person.js";
import { cliOf, withExamples } from "./define.js";
import { parseCount } from "./numbers.js";

export function defineSharing(program: Command): void {
  const sync = program
    .command("sync")
    .summary("keep AGENTS.md or CLAUDE.md and the instructions together")
    .description(
      "Writes what is in force into files, between two markers; the rest of a file stays as it is. What somebody edited " +
        "between the markers becomes a proposal of theirs, and is never put over unasked.",
    )
    .argument("<name>", "the instructions")
    .requiredOption("--file <file...>", "the files, in the working directory or below")
    .option("--discard", "put what is in force over edits in the file")
    .action(async (name: string, options: SyncOptions, command: Command) => {
      const { sync } = await import("../commands/sync.js");
      await sync(await cliOf(command), name, options);
    });
  withExamples(withPerson(sync, "edited the files"), "knowhow sync coding --file AGENTS.md CLAUDE.md");

  const mcp = program
    .command("mcp")
    .summary("serve coding agents over the Model Context Protocol")
    .description(
      "Serves the instructions in the namespace and below to a coding agent: as resources and prompts, with tools to read " +
        "them, record runs, give feedback and propose changes. Nothing that comes this way takes effect by itself.",
    )
    .option("--by <id>", "who speaks through it (default: agent)")
    .addOption(
      new Option("--role <role>", "their role; above model, a person whom the client asks each time")
        .choices(ROLES)
        .default("model"),
    )
    .option("--http", "over HTTP on this machine instead of standard input and output")
    .option("--port <n>", "the port for --http (default: one that is free)", parseCount)
    .action(async (options: McpOptions, command: Command) => {
      const { mcp } = await import("../commands/mcp.js");
      await mcp(await cliOf(command), options, command.parent?.version() ?? "0");
    });
  withExamples(mcp, "knowhow mcp --db /home/ana/project/.knowhow/knowhow.db", "knowhow mcp --http --port 4270");
}
