/** Opens an SQLite file for reading, also where neither the file nor its folder may be written. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { KnowhowError } from "../../core/errors.js";

/**
 * A file in write-ahead mode is read by way of two files beside it, which SQLite cannot make where it may not write.
 * Nobody can be writing there unless they exist, so that the file is then read as one that does not change.
 * @throws `store_readonly` where commits stand in such a file and cannot be reached, and the errors of SQLite
 */
export function openReadonly(path: string, timeout: number): DatabaseSyncInstance {
  const native = new DatabaseSync(path, { readOnly: true, timeout });
  try {
    // The first statement that needs the file.
    native.prepare("select 1 from sqlite_schema").get();
    return native;
  } catch (error) {
    native.close();
    const code = (error as { readonly errcode?: number }).errcode ?? 0;
    if (!CANNOT_WRITE.includes(code & 0xff) || mayWrite(path) !== false) throw error;
    if (hasLog(path)) {
      throw new KnowhowError(
        "store_readonly",
        `The database ${path} cannot be read without writing: its newest commits are in ${path}-wal. ` +
          "Open it once as a user who may write there, or copy both files to a folder of your own.",
        { cause: error },
      );
    }
  }
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true, timeout });
}

/** SQLite's results for a write that is not allowed, and for a file that cannot be made. */
const CANNOT_WRITE = [8, 14];

/** Whether this user may write the file and beside it; null where there is no such file. */
export function mayWrite(path: string): boolean | null {
  if (!existsSync(path)) return null;
  try {
    for (const place of [path, dirname(path)]) accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function hasLog(path: string): boolean {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return log !== undefined && log.size > 0;
}
