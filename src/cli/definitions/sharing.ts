/** Commands that let other programs at the instructions: mcp. */
import { type Command, Option } from "commander";
import { ROLES } from "../../core/principal.js";
import type { McpOptions } from "../commands/mcp.js";
import { cliOf, withExamples } from "./define.js";
import { parseCount } from "./numbers.js";

export function defineSharing(program: Command): void {
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
