/** Reads texts from files and standard input, as they are, and says clearly what is wrong with them. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { KnowhowError } from "../core/errors.js";

/** What is larger is refused before it fills the memory; the memory itself draws narrower limits. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file; `-` is standard input. A byte order mark is dropped.
 * @throws `invalid_usage` for what cannot be read, `invalid_text` for what is not UTF-8, `too_large`
 */
export async function readText(path: string, what: string): Promise<string> {
  if (path === "-") return readStandardInput(what);
  try {
    if ((await stat(path)).isDirectory()) throw unreadable(path, what, "is a folder, not a file");
    return decode(await collect(createReadStream(path), what), `${what} in ${path}`);
  } catch (error) {
    throw KnowhowError.is(error) ? error : explain(error, path, what);
  }
}

async function readStandardInput(what: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`${what}, ended by Ctrl-D on a line of its own:\n`);
  return decode(await collect(process.stdin, what), `${what} on standard input`);
}

async function collect(stream: AsyncIterable<Buffer>, what: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new KnowhowError("too_large", `${what} has more than ${MOST_BYTES / 1024 / 1024} MiB. Shorten it.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const guess = utf16 ? " It looks like UTF-16." : "";
    throw new KnowhowError("invalid_text", `${what} is not valid UTF-8.${guess} Save it as UTF-8.`, { cause });
  }
}

function explain(error: unknown, path: string, what: string): KnowhowError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return unreadable(path, what, "does not exist", error);
  if (code === "EACCES" || code === "EPERM") return unreadable(path, what, "may not be read by this user", error);
  return unreadable(path, what, `cannot be read: ${message}`, error);
}

function unreadable(path: string, what: string, why: string, cause?: unknown): KnowhowError {
  return new KnowhowError("invalid_usage", `${what}: ${path} ${why}.`, { cause });
}
