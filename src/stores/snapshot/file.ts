/**
 * `fileSnapshot`: the texts that were last read, in one JSON file beside the application. Limits: one process a file.
 */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { KnowhowError } from "../../core/errors.js";
import type { Snapshot, SnapshotText } from "../../core/ports/snapshot.js";

/** So many texts are kept, those saved last. */
const MOST_TEXTS = 1000;

/**
 * A snapshot in a file (mode 0600), made on the first save, always whole: it is written beside and put in its place.
 * Deleting the file erases it. A file that cannot be read counts as empty.
 * @throws `invalid_policy` for a path that is none
 */
export function fileSnapshot(path: string): Snapshot {
  if (typeof path !== "string" || path.trim() === "" || path.includes("\0")) {
    throw new KnowhowError("invalid_policy", 'fileSnapshot needs the path of a file, for example "knowhow.json".');
  }
  let texts: Promise<Map<string, SnapshotText>> | null = null;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const known = () => (texts ??= readTexts(path));

  /** What is saved while a write is under way goes into the next one, together. */
  const write = (): Promise<void> => {
    if (next) return next;
    const writing = last.then(async () => {
      next = null;
      await writeTexts(path, await known());
    });
    next = writing;
    last = writing.catch(() => {});
    return writing;
  };
  return {
    load: async (key) => (await known()).get(key) ?? null,
    async save(key, text) {
      const all = await known();
      all.delete(key);
      all.set(key, text);
      for (const oldest of all.keys()) {
        if (all.size <= MOST_TEXTS) break;
        all.delete(oldest);
      }
      await write();
    },
    async remove(keys) {
      const all = await known();
      if (keys.filter((key) => all.delete(key)).length > 0) await write();
    },
  };
}

async function readTexts(path: string): Promise<Map<string, SnapshotText>> {
  try {
    const { texts } = JSON.parse(await readFile(path, "utf8")) as { texts: [string, SnapshotText][] };
    return new Map(texts.filter(([, kept]) => typeof kept.text === "string" && Number.isInteger(kept.version)));
  } catch {
    return new Map();
  }
}

async function writeTexts(path: string, texts: Map<string, SnapshotText>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, JSON.stringify({ texts: [...texts] }), { mode: 0o600 });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
