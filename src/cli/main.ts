#!/usr/bin/env node
/** `knowhow`, the command line. Exit codes: 0 done, 1 a failure, 2 wrong usage. */
import { argumentsOf, makeProgram } from "./program.js";

// A reader such as `head` may close its end early; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const program = makeProgram();
try {
  await program.parseAsync(argumentsOf(process.argv));
} catch (error) {
  const { report } = await import("./failure.js");
  process.exitCode = report(error);
}
