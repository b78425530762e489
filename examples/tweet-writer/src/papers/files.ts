// Papers from disk: one file, or every file of a folder that holds papers.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Paper } from "./paper.js";
import { PapersError, readPapers } from "./read.js";

/** A readme in a folder of papers is none. */
const papersFile = /^(?!readme\b).*\.(?:jsonl?|txt|md)$/i;

/**
 * The papers of a file, or of the `.jsonl`, `.json`, `.txt` and `.md` files of a folder, by name.
 * @throws {PapersError} when it cannot be read, a file is wrong, or there is no paper in it.
 */
export async function papersAt(path: string): Promise<Paper[]> {
  const isFolder = await reading(path, async () => (await stat(path)).isDirectory());
  if (!isFolder) return readPapers(await reading(path, () => readFile(path, "utf8")));
  const names = (await reading(path, () => readdir(path))).filter((name) => papersFile.test(name)).sort();
  if (names.length === 0) {
    throw new PapersError(`The folder ${path} holds no papers. Put .jsonl, .json, .txt or .md files into it.`);
  }
  const papers: Paper[] = [];
  for (const name of names) {
    const file = join(path, name);
    const text = await reading(file, () => readFile(file, "utf8"));
    try {
      papers.push(...readPapers(text));
    } catch (error) {
      if (!(error instanceof PapersError)) throw error;
      throw new PapersError(`${name}: ${error.message}`, { cause: error });
    }
  }
  return papers;
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new PapersError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
