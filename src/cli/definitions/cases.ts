/** Commands about cases: cases, gate. */
import { type Command, Option } from "commander";
import { CASE_STATES } from "../../core/case.js";
import type { CasesOptions } from "../commands/cases.js";
import type { GateCommandOptions } from "../commands/gate.js";
import { withPerson } from "../person.js";
import { cliOf, withExamples, withLimit } from "./define.js";
import { withTimeout } from "./model.js";
import { parseCount } from "./numbers.js";

export function defineCases(program: Command): void {
  const cases = program
    .command("cases")
    .summary("list past lessons kept as tests")
    .description("Lists the cases, the newest first. Or keeps a run as one, or takes one out.")
    .argument("<name>", "the instructions")
    .addOption(new Option("--state <state...>", "only cases in these states").choices(CASE_STATES))
    .addOption(new Option("--add <run>", "keep what was asked in this run: its id, or last").conflicts("retire"))
    .option("--check <json>", "what its answer must pass, see docs/gate.md")
    .option("--rule <block>", "the block it protects; without --check, the check is derived from its words")
    .option("--retire <id>", "a case that is to be replayed no more")
    .option("--reason <text>", "why it is retired")
    .action(async (name: string, options: CasesOptions, command: Command) => {
      const { cases } = await import("../commands/cases.js");
      await cases(await cliOf(command), name, options);
    });
  withExamples(
    withLimit(withPerson(cases, "decides")),
    `knowhow cases tweet-writer --add last --check '{"kind":"count","of":"hashtags","max":0}'`,
    "knowhow cases tweet-writer --retire 0193e7a2-1b2c",
  );

  const gate = program
    .command("gate")
    .summary("replay the cases through your own agent")
    .description(
      "Replays the cases through a command of yours: for the newest proposal that waits, which keeps the outcome; else for the two newest versions. Ends with 1 if something got worse.",
    )
    .argument("<name>", "the instructions")
    .requiredOption("--run <command>", "gets { instructions, messages } as JSON on standard input, prints the answer")
    .option("--proposal <id>", "this proposal")
    .addOption(new Option("--from <n>", "the version to compare with").argParser(parseCount).conflicts("proposal"))
    .addOption(new Option("--to <n>", "the version to look at").argParser(parseCount).conflicts("proposal"))
    .option("--deterministic", "the same input always gives the same answer: each is asked once")
    .option("--judge <model>", "the model for checks of the kind judge")
    .action(async (name: string, options: GateCommandOptions, command: Command) => {
      const { gate } = await import("../commands/gate.js");
      await gate(await cliOf(command), name, options);
    });
  withExamples(withTimeout(gate), 'knowhow gate tweet-writer --run "node agent.js"');
}
