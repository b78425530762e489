// The example's own papers: well-known ones, summarised in our own words.
import { readFile } from "node:fs/promises";
import type { Paper } from "./paper.js";
import { readPapers } from "./read.js";

export const ownPapersFile = new URL("../../papers.jsonl", import.meta.url);

/** The papers that ship with the example, in the order in which the demonstration reads them. */
export async function ownPapers(): Promise<Paper[]> {
  return readPapers(await readFile(ownPapersFile, "utf8"));
}
