/** What every command is given: where the data is, who asks, and how to answer. */
import type { Command } from "commander";
import type { Namespace } from "../core/address.js";
import { makePaint, type Paint, wantsColour } from "./output/paint.js";

export interface Cli {
  /** What `--db` or KNOWHOW_DB says; null for the default. */
  readonly db: string | null;
  /** How long a busy database is waited for, in seconds; null for the default of its kind. */
  readonly busyTimeout: number | null;
  readonly namespace: Namespace;
  readonly json: boolean;
  readonly paint: Paint;
  /** Columns of the terminal; null where there is none, and nothing need be cut. */
  readonly width: number | null;
  /** The one answer of a command: the document for programs, or the lines for people. */
  answer(document: unknown, lines: () => readonly string[]): void;
  /** Ends the command as wrongly used. */
  misuse(message: string): never;
}

interface GlobalOptions {
  readonly db?: string;
  readonly busyTimeout?: number;
  readonly namespace?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

/** Reads the global options of the command that runs. */
export function makeCli(command: Command): Cli {
  const options: GlobalOptions = command.optsWithGlobals();
  const { stdout, env } = process;
  const json = options.json ?? false;
  return {
    db: options.db?.trim() || null,
    busyTimeout: options.busyTimeout ?? null,
    namespace: options.namespace ? options.namespace.split("/") : [],
    json,
    paint: makePaint(!json && options.color && wantsColour(stdout, env)),
    width: stdout.isTTY ? stdout.columns : null,
    answer(document, lines) {
      stdout.write(
        json
          ? `${JSON.stringify(document, null, 2)}\n`
          : lines()
              .map((line) => `${line}\n`)
              .join(""),
      );
    },
    misuse: (message) => command.error(`error: ${message}`, { code: "knowhow.misuse", exitCode: 2 }),
  };
}
