/** Options of commands that ask a model. */
import { type Command, Option } from "commander";
import { STRATEGY_NAMES } from "../strategies.js";
import { parseTimeout } from "./numbers.js";

/** Adds `--strategy`, `--model` and `--timeout`. */
export function withModel(command: Command): Command {
  return withTimeout(
    command
      .addOption(
        new Option("--strategy <name>", "how (default: literal, or playbook with a model)").choices(STRATEGY_NAMES),
      )
      .option("--model <model>", "openai:NAME, anthropic:NAME, ollama:NAME or openai-compatible:URL#NAME"),
  );
}

/** Adds `--timeout`. */
export const withTimeout = (command: Command): Command =>
  command.option("--timeout <seconds>", "how long one call of a model may take (default: 120)", parseTimeout);
