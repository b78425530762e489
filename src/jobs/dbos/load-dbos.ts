/** The optional package `@dbos-inc/dbos-sdk`, loaded when it is needed. */
import { KnowhowError } from "../../core/errors.js";

export type Dbos = typeof import("@dbos-inc/dbos-sdk");

/** @throws `missing_dependency` */
export async function loadDbos(): Promise<Dbos> {
  try {
    return await import("@dbos-inc/dbos-sdk");
  } catch (cause) {
    throw new KnowhowError(
      "missing_dependency",
      "The package @dbos-inc/dbos-sdk is not installed, or does not load. Run: npm install @dbos-inc/dbos-sdk",
      { cause },
    );
  }
}
