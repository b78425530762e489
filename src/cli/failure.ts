/** Tells a failure: a sentence for people, a JSON document for programs, always on standard error. */
import { CommanderError } from "commander";
import { KnowhowError } from "../core/errors.js";
import { Interrupted } from "./interrupted.js";
import { makePaint, wantsColour } from "./output/paint.js";
import { printable } from "./output/printable.js";
import { wantsJson } from "./wants-json.js";

/** Prints what went wrong and gives the exit code. */
export function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0; // --help and --version end this way
    const message = error.code === "commander.help" ? "Name a command. --help lists them." : error.message;
    if (wantsJson(process.argv)) printJson("invalid_usage", message.replace(/^error: /, ""));
    return 2;
  }
  const { code, message } = describeError(error);
  if (wantsJson(process.argv)) printJson(code, message);
  else if (error instanceof Interrupted) process.stderr.write(`${message}\n`);
  else {
    const paint = makePaint(!process.argv.includes("--no-color") && wantsColour(process.stderr, process.env));
    process.stderr.write(`${paint.red("error:")} ${printable(message)} ${paint.dim(`(${code})`)}\n`);
    if (code === "unexpected" && error instanceof Error) process.stderr.write(`${paint.dim(error.stack ?? "")}\n`);
  }
  return error instanceof Interrupted ? error.exitCode : 1;
}

export interface ErrorDocument {
  readonly code: string;
  readonly message: string;
}

/** A failure as it stands in JSON documents. */
export function describeError(error: unknown): ErrorDocument {
  if (KnowhowError.is(error)) return { code: error.code, message: atCommandLine(error.message) };
  if (error instanceof Interrupted) return { code: "interrupted", message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "unexpected", message: `This should not happen; please report it. ${message}` };
}

/** The API's options by the names they have here. */
const atCommandLine = (message: string): string =>
  message
    .replace(/\braise (busyTimeout or statementTimeout|busyTimeout|statementTimeout)\b/, "raise --busy-timeout")
    .replace(/\bRaise "timeout"/, "Raise --timeout");

function printJson(code: string, message: string): void {
  process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`);
}
