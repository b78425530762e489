/** How long `knowhow show` takes from a cold start, beside an empty script of Node. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMemory } from "knowhow";
import { fileOf, openStore, type Place } from "./databases.js";
import { type Effort, measureInTurn, type Timed } from "./pairs.js";
import { NAME, TEXT } from "./rivals.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export async function coldShow(place: Place, effort: Effort): Promise<Timed[]> {
  const named = { ...place, kind: "sqlite", name: "cold" } as const;
  const memory = createMemory({ store: openStore(named) });
  await memory.instructions(NAME, { seed: TEXT }).current();
  await memory.close();
  const empty = join(place.folder, "empty.mjs");
  writeFileSync(empty, "");
  const node = (...args: string[]) => execFileSync(process.execPath, args);
  return measureInTurn(
    [
      { name: "an empty script of Node", run: () => node(empty) },
      { name: "knowhow show", run: () => node(MAIN, "show", NAME, "--db", fileOf(named)) },
    ],
    effort,
  );
}
