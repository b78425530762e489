/** Commands that look back and undo: history, diff, blame, rollback, label. */
import type { Command } from "commander";
import type { BlameOptions } from "../commands/blame.js";
import type { HistoryOptions } from "../commands/history.js";
import type { RollbackOptions } from "../commands/rollback.js";
import { type PersonOptions, withPerson } from "../person.js";
import { cliOf, withExamples, withLimit } from "./define.js";
import { parseCount } from "./numbers.js";

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
