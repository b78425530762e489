/** The person at the command line: an operator under the name they are logged in with, unless they say otherwise. */
import { userInfo } from "node:os";
import { type Command, Option } from "commander";
import { type Principal, ROLES, type Role } from "../core/principal.js";
import type { Cli } from "./context.js";
import { printable } from "./output/printable.js";
import { quoted } from "./output/words.js";

export interface PersonOptions {
  readonly by?: string;
  readonly role?: Role;
}

/** Adds `--by` and `--role`. */
export function withPerson(command: Command, verb: string): Command {
  return command
    .option("--by <id>", `who ${verb} (default: the name you are logged in with)`)
    .addOption(roleOption(verb));
}

/** `--role`, of who does what `verb` says. */
export const roleOption = (verb: string): Option =>
  new Option("--role <role>", `the role of who ${verb} (default: operator; needed with another name)`).choices(ROLES);

/** Only the person who sits here is taken for an operator unasked; somebody else's role has to be said. */
export function personOf(cli: Pick<Cli, "misuse">, { by, role }: PersonOptions, option = "--by"): Principal {
  const self = loginName();
  if (role === undefined && by !== undefined && by.trim() !== "" && by !== self) {
    cli.misuse(
      `${option} ${quoted(printable(by))} needs a role. Add --role user, or --role reviewer or operator if they may decide.`,
    );
  }
  return { id: by ?? self, role: role ?? "operator" };
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return process.env["USER"] || process.env["LOGNAME"] || "local";
  }
}
