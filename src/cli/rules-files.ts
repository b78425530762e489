/** Rules files that a person names at the command line, as one seed. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { KnowhowError } from "../core/errors.js";
import { type RulesFile, seedOf } from "../integrations/files/rules-file.js";
import { readText } from "./input.js";

export interface ReadRules {
  readonly seed: string;
  readonly files: readonly string[];
}

/** A folder stands for the rules files in it. @throws `invalid_usage`, and as `readText` */
export async function readRules(paths: readonly string[]): Promise<ReadRules> {
  const files: RulesFile[] = [];
  for (const path of (await Promise.all(paths.map(within))).flat())
    files.push({ path, text: await readText(path, "The rules file") });
  return { seed: seedOf(files), files: files.map(({ path }) => path) };
}

async function within(path: string): Promise<string[]> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter((name) => /\.(?:mdc|md)$/i.test(name)).sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new KnowhowError("invalid_usage", `The folder ${path} has no rules files: *.mdc or *.md.`);
}
