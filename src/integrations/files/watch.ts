/** Tells when files change, also by an editor that puts another file in their place. */
import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { watch } from "chokidar";

export interface Watching {
  end(): Promise<void>;
}

/**
 * Calls the listener after a file came or changed, not after one went away; its folder need not be there. Ready when
 * the promise is.
 */
export async function watchFiles(files: readonly string[], listener: () => void): Promise<Watching> {
  const real = await Promise.all(files.map((file) => realpath(file).catch(() => file)));
  const wanted = new Set([...files, ...real]);
  // Folders are watched, since a file that is replaced by a rename is another one.
  const folders = new Set([...wanted].map((file) => dirname(file)));
  const watcher = watch([...folders], {
    depth: 0,
    ignoreInitial: true,
    ignored: (path) => !wanted.has(path) && !folders.has(path),
  });
  watcher.on("add", listener).on("change", listener);
  // What cannot be watched any more is looked at with the next change in the store.
  watcher.on("error", () => {});
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return { end: () => watcher.close() };
}
