/** Reads a file or standard input piece by piece, compressed or not, with the progress on the terminal. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { KnowhowError } from "../core/errors.js";
import type { Progress } from "./output/progress.js";

/** The bytes of a file; null for what comes only once: standard input, a pipe. @throws `invalid_usage` */
export async function sizeOf(path: string): Promise<number | null> {
  if (path === "-") return null;
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "ENOENT" ? "does not exist" : `cannot be read: ${cause.message}`;
    throw new KnowhowError("invalid_usage", `The file ${path} ${why}.`, { cause });
  });
  if (found.isDirectory()) throw new KnowhowError("invalid_usage", `${path} is a folder, not a file.`);
  // What a named pipe gives comes only once, too.
  return found.isFile() ? found.size : null;
}

/** What a file or standard input (`-`) holds, unpacked if it is compressed, with the progress shown. */
export const piecesOf = (
  source: string,
  size: number | null,
  progress: Progress,
  what: string,
): AsyncGenerator<Uint8Array> => unzipped(watched(source, size, progress, what));

async function* watched(
  source: string,
  size: number | null,
  progress: Progress,
  what: string,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  const stream: AsyncIterable<Uint8Array> = source === "-" ? process.stdin : createReadStream(source);
  try {
    for await (const piece of stream) {
      read += piece.length;
      progress.show(size === null ? null : read / Math.max(size, 1), `${Math.floor(read / 1e6)} MB ${what}`);
      yield piece;
    }
  } catch (cause) {
    if (KnowhowError.is(cause)) throw cause;
    throw new KnowhowError("invalid_usage", `${source} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/** Compressed or not is seen by the first bytes, whatever the name. */
async function* unzipped(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await pieces.next();
  if (first.done) return;
  async function* all(beginning: Uint8Array): AsyncGenerator<Uint8Array> {
    yield beginning;
    yield* pieces;
  }
  const [one, two] = first.value;
  if (one !== 0x1f || two !== 0x8b) {
    yield* all(first.value);
    return;
  }
  const stream = pipeline(Readable.from(all(first.value)), createGunzip(), () => {});
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw cause;
    const why = "The compressed file is cut off or broken. Export it again, and take that in, which goes on.";
    throw new KnowhowError("invalid_export", why, { cause });
  }
}
