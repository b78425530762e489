/** Commands to go on with, as they can be copied. */
import type { Cli } from "../context.js";
import { withoutPassword } from "../database.js";
import { shellWord } from "./words.js";

/** A function that writes a command with the global options of this one, and what it is for. */
export function suggester(cli: Cli): (command: string, purpose?: string) => string {
  // As npx was used, the command is most likely not on the path.
  const program = process.env["npm_command"] === "exec" ? "npx knowhow" : "knowhow";
  const namespace = cli.namespace.length > 0 && !process.env["KNOWHOW_NAMESPACE"];
  const options = [
    ...(cli.db !== null && process.env["KNOWHOW_DB"] !== cli.db ? [`--db ${shellWord(withoutPassword(cli.db))}`] : []),
    ...(namespace ? [`--namespace ${shellWord(cli.namespace.join("/"))}`] : []),
  ];
  return (command, purpose) => {
    const line = [program, ...options, command].join(" ");
    return `  ${cli.paint.cyan(line)}${purpose === undefined ? "" : cli.paint.dim(`  ${purpose}`)}`;
  };
}
