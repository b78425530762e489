#!/usr/bin/env node
/** `knowhow`, the command line. Exit codes: 0 done, 1 a failure, 2 wrong usage. */
import { run } from "./run.js";

// A reader such as `head` may close its end early; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

await run(process.argv);
