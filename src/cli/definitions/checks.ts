/** The command that checks everything else: doctor. */
import type { Command } from "commander";
import { cliOf } from "./define.js";

export function defineChecks(program: Command): void {
  program
    .command("doctor")
    .summary("check that everything is in order")
    .description(
      "Checks Node, the database, its engine, schema and hash chains, and the promises of the store on a scratch database.",
    )
    .option("--quick", "leave out the store's promises, which take seconds")
    .action(async (options: { readonly quick?: boolean }, command: Command) => {
      const { doctor } = await import("../commands/doctor.js");
      await doctor(await cliOf(command), options);
    });
}
