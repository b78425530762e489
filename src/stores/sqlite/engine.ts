/** Which SQLite engines are safe when several processes share a file in write-ahead mode. */
import { KnowhowError } from "../../core/errors.js";

/** The release with the fix of the WAL-reset race, which could lose committed writes. */
export const FIRST_SAFE_ENGINE = "3.51.3";

/** @throws `store_engine` for a version, as `sqlite_version()` gives it, before the fix, or one that cannot be read */
export function checkEngine(version: string): void {
  const found = numbers(version);
  const needed = numbers(FIRST_SAFE_ENGINE);
  for (const [index, least] of needed.entries()) {
    const part = found[index] ?? 0;
    if (part > least) return;
    // Written so that what is not a number is refused too.
    if (!(part >= least)) {
      throw new KnowhowError(
        "store_engine",
        `The SQLite engine is ${version}; before ${FIRST_SAFE_ENGINE} it can lose commits in a file that is shared. ` +
          "Upgrade the package @photostructure/sqlite.",
      );
    }
  }
}

function numbers(version: string): number[] {
  return version.split(".").map(Number);
}
