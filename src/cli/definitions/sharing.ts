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
    .summary("keep AGENTS.md, skills and the instructions together")
    .description(
      "Writes what is in force into files: between two markers, where the rest of a file stays as it is, or as the body of " +
        "a skill. What somebody edited there becomes a proposal of theirs, and is never put over unasked. Without --file " +
        "and --skill it does what knowhow.json says.",
    )
    .argument("[name]", "the instructions (default: all that knowhow.json names)")
    .option("--file <file...>", "the files, in the working directory or below")
    .option("--skill <folder...>", "the folders of skills, called as the skills are; each gets a SKILL.md")
    .option("--description <text>", "of a new skill: what it does, and when an agent should use it")
    .addOption(new Option("--discard", "put what is in force over edits in the file").conflicts("watch"))
    .option("--watch", "go on whenever a file or the instructions change, until Ctrl-C")
    .addOption(
      new Option("--init", "write knowhow.json, with what is named or all instructions, and do nothing else").conflicts(
        ["watch", "discard"],
      ),
    )
    .action(async (name: string | undefined, options: SyncOptions, command: Command) => {
      const { sync } = await import("../commands/sync.js");
      await sync(await cliOf(command), name, options);
    });
  withExamples(
    withPerson(sync, "edited the files"),
    "knowhow sync coding --file AGENTS.md CLAUDE.md",
    'knowhow sync coding --skill .claude/skills/coding --description "How code is written here. For any change of code."',
    "knowhow sync --watch",
  );

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
