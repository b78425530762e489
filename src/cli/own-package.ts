/** The package that the command line belongs to: its version, and files that it brings. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Asked by name, since the build puts the command line's files elsewhere than where their sources are. */
const manifest = createRequire(import.meta.url).resolve("knowhow/package.json");

export function packageVersion(): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** A path within the package, as an absolute one. */
export function packagePath(path: string): string {
  return join(dirname(manifest), path);
}
