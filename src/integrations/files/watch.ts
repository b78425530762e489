/** Tells when files change, also by an editor that puts another file in their place. */
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { watch } from "chokidar";

export interface Watching {
  end(): Promise<void>;
}

/**
 * In milliseconds. A file that is replaced twice in a moment may be told of once, before the second time, and some
 * mounts tell of nothing: so it is looked, too.
 */
const LOOK_EVERY = 1000;

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
  watcher.on("error", () => {}); // it is looked all the same
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  const seen = new Map<string, string | null>();
  for (const file of files) seen.set(file, await stateOf(file));
  const looking = setInterval(() => {
    for (const file of files)
      void stateOf(file).then((state) => {
        if (state === seen.get(file)) return;
        seen.set(file, state);
        if (state !== null) listener();
      });
  }, LOOK_EVERY);
  return {
    end() {
      clearInterval(looking);
      return watcher.close();
    },
  };
}

/** Changes with every write and rename; null while there is no file. */
const stateOf = (file: string): Promise<string | null> =>
  stat(file).then(
    ({ ino, size, mtimeMs, ctimeMs }) => `${ino} ${size} ${mtimeMs} ${ctimeMs}`,
    () => null,
  );
