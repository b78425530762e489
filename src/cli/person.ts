/** The person at the command line: an operator under the name they are logged in with, unless they say otherwise. */
import { userInfo } from "node:os";
import { type Command, Option } from "commander";
import { type Principal, ROLES, type Role } from "../core/principal.js";

export interface PersonOptions {
  readonly by?: string;
  readonly role?: Role;
}

/** Adds `--by` and `--role`. */
export function withPerson(command: Command, verb: string): Command {
  return command
    .option("--by <id>", `who ${verb} (default: the name you are logged in with)`)
    .addOption(new Option("--role <role>", `the role of who ${verb}`).choices(ROLES).default("operator"));
}

export function personOf({ by, role }: PersonOptions): Principal {
  return { id: by ?? loginName(), role: role ?? "operator" };
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return process.env["USER"] || process.env["LOGNAME"] || "local";
  }
}
