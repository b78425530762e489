/** What a store checks before a version becomes the head. */
import type { Version } from "../core/version.js";

/** True if `version` is the one that comes next after `head` (null before the first). */
export function follows(version: Version, head: Pick<Version, "number" | "hash"> | null): boolean {
  return (
    version.number === (head?.number ?? 0) + 1 &&
    version.parent === (head?.number ?? null) &&
    version.parentHash === (head?.hash ?? null)
  );
}
