/** What every definition shares: the command's action is loaded when it runs, and not before. */
import type { Command } from "commander";
import type { Cli } from "../context.js";
import { parseCount } from "./numbers.js";

/** The context of a command. Loaded late, as commands are, so that `--help` does not pay for it. */
export async function cliOf(command: Command): Promise<Cli> {
  const { makeCli } = await import("../context.js");
  return makeCli(command);
}

/** Adds `--limit`. */
export const withLimit = (command: Command): Command =>
  command.option("--limit <n>", "how many to print at most", parseCount, 50);

const examples = new WeakMap<Command, readonly string[]>();

/** Examples that were given for a command, for the reference. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? [];

/** Examples, printed below the help and in the reference. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join("")}`);
}
