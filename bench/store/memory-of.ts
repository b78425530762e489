/** How much memory a process takes for a store, whatever the database holds: measured in a process of its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Named } from "./databases.js";

/** Bytes that the resident set grows by when a store is opened and 1000 of its instructions are read. */
export async function memoryOf(named: Named, instructions: number): Promise<number> {
  const reader = fork(fileURLToPath(new URL("./reader.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  reader.send({ named, instructions });
  const failed = once(reader, "exit").then(() => {
    throw new Error("The process that measures memory ended without an answer.");
  });
  const [grown] = (await Promise.race([once(reader, "message"), failed])) as [number];
  await failed.catch(() => {});
  return grown;
}
