/** Commands about the instructions themselves: init, list, show, seed. */
import { type Command, Option } from "commander";
import type { TemplateFormat } from "../../core/template.js";
import type { InitOptions } from "../commands/init.js";
import type { SeedOptions } from "../commands/seed.js";
import type { ShowOptions } from "../commands/show.js";
import { withPerson } from "../person.js";
import { cliOf, withExamples } from "./define.js";
import { parseCount } from "./numbers.js";

/** Written again here, since core/template loads a template engine, which `--help` has no use for. */
const FORMATS = ["none", "fstring", "mustache"] as const satisfies readonly TemplateFormat[];

export function defineInstructions(program: Command): void {
  const init = program
    .command("init")
    .summary("make instructions")
    .description(
      "Makes instructions. If they exist, they keep what they learned, and another seed is offered as a merge.",
    )
    .argument("<name>", "their name")
    .addOption(new Option("--seed <text>", "the text to begin with").conflicts(["seedFile", "from"]))
    .addOption(
      new Option("--seed-file <file>", "a file with the text to begin with; - is standard input").conflicts("from"),
    )
    .option(
      "--from <file...>",
      "rules files of coding agents to begin with (AGENTS.md, CLAUDE.md, .cursor/rules, SKILL.md): taken as your own words",
    )
    .addOption(new Option("--template-format <format>", "how variables are written (default: none)").choices(FORMATS))
    .action(async (name: string, options: InitOptions, command: Command) => {
      const { init } = await import("../commands/init.js");
      await init(await cliOf(command), name, options);
    });
  withExamples(
    withPerson(init, "offers the merge"),
    'knowhow init tweet-writer --seed "Write a tweet about the paper."',
    "knowhow init support --seed-file prompt.md --template-format fstring",
    "knowhow init coding --from AGENTS.md .cursor/rules",
  );

  program
    .command("list")
    .summary("list the instructions there are")
    .description("Lists the instructions in the namespace and below.")
    .action(async (_options: unknown, command: Command) => {
      const { list } = await import("../commands/list.js");
      await list(await cliOf(command));
    });

  const show = program
    .command("show")
    .summary("print the text in force")
    .description("Prints the text that agents run on, byte for byte.")
    .argument("<name>", "the instructions")
    .addOption(new Option("--version <n>", "the version with this number").argParser(parseCount).conflicts("label"))
    .option("--label <label>", "the version with this label (default: production)")
    .option("--blocks", "list the blocks with their ids instead")
    .action(async (name: string, options: ShowOptions, command: Command) => {
      const { show } = await import("../commands/show.js");
      await show(await cliOf(command), name, options);
    });
  withExamples(show, "knowhow show tweet-writer", "knowhow show tweet-writer --version 1 --json");

  const seed = program
    .command("seed")
    .summary("offer a changed seed as a merge")
    .description("Offers a changed seed as a proposal that merges it into what was learned.")
    .argument("<name>", "the instructions")
    .requiredOption("--file <file>", "the new seed; - is standard input")
    .action(async (name: string, options: SeedOptions, command: Command) => {
      const { seed } = await import("../commands/seed.js");
      await seed(await cliOf(command), name, options);
    });
  withPerson(seed, "offers it");
}
