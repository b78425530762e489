/** From SQLite's and the file system's errors to ours: one table, used for whatever leaves the driver. */
import { type ErrorCode, KnowhowError } from "../../core/errors.js";

const BUSY = 5;
const LOCKED = 6;

/** By SQLite's primary result code: https://sqlite.org/rescode.html */
const BY_RESULT: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  3: ["store_readonly", "may not be opened by this user. Change its permissions or choose another path"],
  [BUSY]: ["store_locked", "stayed locked by another process. Let it finish, or raise busyTimeout"],
  [LOCKED]: ["store_locked", "stayed locked by another connection. Let it finish, or raise busyTimeout"],
  8: ["store_readonly", "is read-only here. Change its permissions or its folder's, or choose another path"],
  10: ["store_unavailable", "could not be read or written. Check the disk"],
  11: ["store_corrupt", "is damaged. Restore a backup or choose another path"],
  13: ["store_unavailable", "could not be written: the disk is full. Make room and try again"],
  14: ["store_unavailable", "cannot be opened. Check that the path is a file in a folder that you may write to"],
  15: ["store_locked", "stayed locked by another process. Let it finish, or raise busyTimeout"],
  26: ["store_corrupt", "is not an SQLite database. Choose another path"],
};

/** By the code of a file system error. */
const BY_SYSTEM: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  EACCES: ["store_readonly", "may not be made or written by this user. Change the permissions or choose another path"],
  EPERM: ["store_readonly", "may not be made or written by this user. Change the permissions or choose another path"],
  EROFS: ["store_readonly", "is on a read-only disk. Choose another path"],
  EISDIR: ["store_unavailable", "is a folder, not a file. Choose another path"],
  ENOTDIR: ["store_unavailable", "lies under something that is not a folder. Choose another path"],
  EEXIST: ["store_unavailable", "lies under something that is not a folder. Choose another path"],
  ENOENT: ["store_unavailable", "does not exist. Check the path, or open it without readonly to create it"],
  ENOSPC: ["store_unavailable", "could not be made: the disk is full. Make room and try again"],
};

/** The error as ours, with the driver's as its cause. Ours stay as they are. */
export function explainFailure(error: unknown, path: string): KnowhowError {
  if (KnowhowError.is(error)) return error;
  const { code, errcode } = Object(error) as { code?: unknown; errcode?: unknown };
  // The low byte is the primary code; the rest only says more of the same.
  const result = typeof errcode === "number" ? BY_RESULT[errcode & 0xff] : undefined;
  const damaged = error instanceof Error && /malformed/.test(error.message) ? BY_RESULT[11] : undefined;
  const system = typeof code === "string" ? BY_SYSTEM[code] : undefined;
  const [ours, what] = result ?? system ?? damaged ?? ["store_unavailable", "failed in a way that was not foreseen"];
  const detail = error instanceof Error ? error.message : String(error);
  return new KnowhowError(ours, `The database ${path} ${what}. (${detail})`, { cause: error });
}
