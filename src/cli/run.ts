/** One command from its words to its exit code: 0 done, 1 a failure, 2 wrong usage. */
import { argumentsOf, makeProgram } from "./program.js";

/** @param argv as `process.argv`: the command's own words come third. Sets `process.exitCode`; never throws. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(argumentsOf(argv));
  } catch (error) {
    const { report } = await import("./failure.js");
    process.exitCode = report(error);
  }
}
