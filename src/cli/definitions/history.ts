/** Commands that look back and undo: history, diff, blame, rules, learning, costs, rollback, forget, label. */
import { type Command, Option } from "commander";
import type { CostsOptions } from "../commands/costs.js";
import type { BlameOptions } from "../commands/blame.js";
import type { ForgetOptions } from "../commands/forget.js";
import type { HistoryOptions } from "../commands/history.js";
import type { RollbackOptions } from "../commands/rollback.js";
import type { LearningCommandOptions } from "../commands/learning.js";
import { PERIODS } from "../../core/period.js";
import { type PersonOptions, roleOption, withPerson } from "../person.js";
import { cliOf, withExamples, withLimit } from "./define.js";
import { parseCount, parsePrice } from "./numbers.js";

export function defineHistory(program: Command): void {
  const history = program
    .command("history")
    .summary("list the versions")
    .description("Lists the versions, newest first: when, by whom and why.")
    .argument("<name>", "the instructions")
    .action(async (name: string, options: HistoryOptions, command: Command) => {
      const { history } = await import("../commands/history.js");
      await history(await cliOf(command), name, options);
    });
  withLimit(history);

  program
    .command("diff")
    .summary("show what changed between two versions")
    .description("Shows what changed between two versions.")
    .argument("<name>", "the instructions")
    .argument("<a>", "the number of a version", parseCount)
    .argument("<b>", "the number of another", parseCount)
    .action(async (name: string, from: number, to: number, _options: unknown, command: Command) => {
      const { diff } = await import("../commands/diff.js");
      await diff(await cliOf(command), name, from, to);
    });

  program
    .command("blame")
    .summary("show where each line comes from")
    .description("Shows for each line which version brought it, who taught it, and in which words.")
    .argument("<name>", "the instructions")
    .option("--version <n>", "of the version with this number (default: the newest)", parseCount)
    .action(async (name: string, options: BlameOptions, command: Command) => {
      const { blame } = await import("../commands/blame.js");
      await blame(await cliOf(command), name, options);
    });

  program
    .command("rules")
    .summary("list the learned rules, and whether they are alive")
    .description(
      "Lists the learned rules: since when each stands, who said it last, in how many runs it was at work, and what speaks against it.",
    )
    .argument("<name>", "the instructions")
    .action(async (name: string, _options: unknown, command: Command) => {
      const { rules } = await import("../commands/rules.js");
      await rules(await cliOf(command), name);
    });

  defineLearningReport(program);

  const costs = program
    .command("costs")
    .summary("show what reflecting cost")
    .description(
      "Shows what calls of models used: by purpose, strategy and model, by reflection, and for each accepted rule.",
    )
    .argument("<name>", "the instructions")
    .option("--price-in <price>", "money for a million input tokens", parsePrice)
    .option("--price-out <price>", "money for a million output tokens", parsePrice)
    .action(async (name: string, options: CostsOptions, command: Command) => {
      const { costs } = await import("../commands/costs.js");
      await costs(await cliOf(command), name, options);
    });
  withExamples(withLimit(costs), "knowhow costs tweet-writer --price-in 0.25 --price-out 2");

  const rollback = program
    .command("rollback")
    .summary("go back to a version")
    .description("Appends a version with the text of an earlier one. What was learned since is retracted.")
    .argument("<name>", "the instructions")
    .argument("<n>", "the number of the version to go back to", parseCount)
    .option("--reason <text>", "why, in a sentence")
    .action(async (name: string, to: number, options: RollbackOptions, command: Command) => {
      const { rollback } = await import("../commands/rollback.js");
      await rollback(await cliOf(command), name, to, options);
    });
  withPerson(rollback, "goes back");

  defineForget(program);

  const label = program
    .command("label")
    .summary("point a label to a version")
    .description("Points a label to a version; a new one is made. Agents read the one labelled production.")
    .argument("<name>", "the instructions")
    .argument("<label>", "the label")
    .argument("<n>", "the number of the version", parseCount)
    .action(async (name: string, label: string, to: number, options: PersonOptions, command: Command) => {
      const { label: point } = await import("../commands/label.js");
      await point(await cliOf(command), name, label, to, options);
    });
  withExamples(withPerson(label, "moves it"), "knowhow label tweet-writer staging 3");
}

function defineLearningReport(program: Command): void {
  const learning = program
    .command("learning")
    .summary("show how content people are, and what each line weighs")
    .description(
      "Shows how many of the runs that people scored they were content with, by version and by period, each with its " +
        "interval at 95 %; the record and tokens of each line; and the lines that were retired, with when and why.",
    )
    .argument("<name>", "the instructions")
    .addOption(new Option("--period <period>", "what runs are counted by (default: what fits)").choices(PERIODS))
    .option("--last <n>", "how many pieces of feedback to look at, the newest, at most 10000", parseCount, 1000)
    .option("--price-in <price>", "money for a million input tokens, for what each line costs", parsePrice)
    .action(async (name: string, options: LearningCommandOptions, command: Command) => {
      const { learning } = await import("../commands/learning.js");
      await learning(await cliOf(command), name, options);
    });
  withExamples(
    withLimit(learning),
    "knowhow learning tweet-writer",
    "knowhow learning tweet-writer --period week --price-in 0.25",
  );
}

function defineForget(program: Command): void {
  const forget = program
    .command("forget")
    .summary("take back what a session or a person taught")
    .description(
      "Takes back what comes from a session or a person, as a new version, and keeps what others taught too. " +
        "It erases nothing: versions, runs and feedback stay.",
    )
    .argument("<name>", "the instructions")
    .addOption(new Option("--run <id>", "the session: the id of a run, or its beginning, or last").conflicts("by"))
    .option("--by <principal>", "the id of the person")
    .option("--dry-run", "show what would go, and change nothing")
    .option("--reason <text>", "why, in a sentence")
    .option("--decider <id>", "who decides it (default: the name you are logged in with)")
    .addOption(roleOption("decides it"))
    .action(async (name: string, options: ForgetOptions, command: Command) => {
      const { forget } = await import("../commands/forget.js");
      await forget(await cliOf(command), name, options);
    });
  withExamples(
    forget,
    "knowhow forget tweet-writer --run 0193e7a2-1b2c --dry-run",
    'knowhow forget tweet-writer --by mallory --reason "A stolen account."',
  );
}
