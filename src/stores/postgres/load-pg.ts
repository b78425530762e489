/** The optional package `pg`, loaded when it is needed. */
import { KnowhowError } from "../../core/errors.js";

/** @throws `missing_dependency` */
export async function loadPg(): Promise<(typeof import("pg"))["default"]> {
  try {
    return (await import("pg")).default;
  } catch (cause) {
    throw new KnowhowError(
      "missing_dependency",
      "The package pg is not installed, or does not load. Run: npm install pg",
      { cause },
    );
  }
}
