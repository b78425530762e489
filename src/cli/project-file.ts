/** `knowhow.json`: what of a project is synchronised, so that `knowhow sync` needs no arguments. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { JSONPath } from "jsonc-parser";
import { z } from "zod";
import { KnowhowError } from "../core/errors.js";
import { sayFaults } from "../core/form-faults.js";
import { readText } from "./input.js";
import { parseJson } from "./json-input.js";

/** In the working directory. */
export const PROJECT_FILE = "knowhow.json";

const word = z.string().min(1, "must not be empty");
const skill = z.strictObject({ folder: word, description: word.optional() });
const entry = z
  .strictObject({
    instructions: word,
    /** Segments separated by slashes. */
    namespace: word.optional(),
    files: z.array(word).optional(),
    skills: z.array(skill).optional(),
  })
  .refine(({ files = [], skills = [] }) => files.length + skills.length > 0, "names neither files nor skills");
const project = z.strictObject({ sync: z.array(entry).min(1, "names nothing to synchronise") });

export type ProjectEntry = z.infer<typeof entry>;

export const hasProjectFile = (): boolean => existsSync(PROJECT_FILE);

/** @throws `invalid_usage` naming line and key, `invalid_text` */
export async function readProjectFile(path = PROJECT_FILE): Promise<readonly ProjectEntry[]> {
  const text = await readText(path, "The project file");
  const read = project.safeParse(await parseJson(text, PROJECT_FILE, "invalid_usage"));
  if (read.success) return read.data.sync;
  const [issue] = read.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const line = issue ? await lineOf(text, [...issue.path, ...unknown] as JSONPath) : 1;
  throw new KnowhowError(
    "invalid_usage",
    `${PROJECT_FILE}, line ${line}: ${sayFaults(read.error.issues, "it")}. Mend it; docs/guides/files.md describes it.`,
  );
}

/** The line of what is at a path, or of what it is missing in; from 1. */
async function lineOf(text: string, path: JSONPath): Promise<number> {
  const { default: jsonc } = await import("jsonc-parser");
  const tree = jsonc.parseTree(text);
  for (let length = path.length; tree && length > 0; length -= 1) {
    const node = jsonc.findNodeAtLocation(tree, path.slice(0, length));
    if (node)
      return text.slice(0, node.parent?.type === "property" ? node.parent.offset : node.offset).split("\n").length;
  }
  return 1;
}

/** @throws `invalid_usage` if there is one */
export async function writeProjectFile(sync: readonly ProjectEntry[]): Promise<void> {
  await writeFile(PROJECT_FILE, `${JSON.stringify({ sync }, null, 2)}\n`, { flag: "wx" }).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    throw new KnowhowError("invalid_usage", `${PROJECT_FILE} is there already. Edit it; nothing was written.`, {
      cause,
    });
  });
}
