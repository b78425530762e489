/** A file that is synchronised: read whole, written by a rename, and never outside of its folder. */
import { randomUUID } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { KnowhowError } from "../../core/errors.js";

/** What is larger is no file of instructions. In bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface Target {
  /** Where it really is: a link is followed, if it stays in the folder. */
  readonly path: string;
  /** Null if there is none yet. */
  readonly bytes: Buffer | null;
}

/** @throws `invalid_usage` for what is outside of the root, no regular file, too large, or no text */
export async function readTarget(
  root: string,
  file: string,
  { makesFolder = false }: { readonly makesFolder?: boolean } = {},
): Promise<Target> {
  const given = resolve(root, file);
  const path = await where(given, file, makesFolder);
  const within = relative(await realpath(root), path);
  if (within.startsWith("..") || isAbsolute(within))
    throw refuse(file, "lies outside of the working directory, itself or by a link");
  const found = await stat(path).catch(() => null);
  if (!found) return { path, bytes: null };
  if (!found.isFile()) throw refuse(file, "is no regular file");
  if (found.size > MOST_BYTES) throw refuse(file, `has more than ${MOST_BYTES / 1024 / 1024} MiB`);
  const bytes = await readFile(path);
  if (bytes.includes(0)) throw refuse(file, "has NUL bytes: it is no text, or UTF-16. Save it as UTF-8");
  return { path, bytes };
}

async function where(given: string, file: string, makesFolder: boolean): Promise<string> {
  const link = await lstat(given).catch(() => null);
  if (link) {
    return realpath(given).catch((cause: unknown) => {
      throw refuse(file, "is a link that leads nowhere", cause);
    });
  }
  const folder = await realpath(dirname(given)).catch((cause: unknown) => {
    if (makesFolder && dirname(given) !== given) return where(dirname(given), file, makesFolder);
    throw refuse(file, "lies in a folder that is not there", cause);
  });
  return join(folder, basename(given));
}

/** Puts the bytes in place of those that were read. @throws `conflict` if the file changed since */
export async function writeTarget({ path, bytes }: Target, made: Buffer): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  const mode = bytes === null ? 0o666 : (await stat(path)).mode & 0o777;
  // It is there, unless it is the folder of a new skill.
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, made, { mode, flag: "wx" });
    const now = await readFile(path).catch(() => null);
    if (now === null ? bytes !== null : bytes === null || !now.equals(bytes))
      throw new KnowhowError("conflict", `${path} was changed just now. Nothing was written; run it again.`);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const refuse = (file: string, why: string, cause?: unknown): KnowhowError =>
  new KnowhowError("invalid_usage", `${file} ${why}. Nothing was written.`, { cause });
