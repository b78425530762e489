/** What is read while the store is away: the last text of this process, else of the snapshot, else the fallback. */
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Current, Scope } from "./context.js";
import { makeCurrent } from "./make-current.js";

/** The store cannot be used just now, which is no fault of what was asked for. */
export function isAway(error: unknown): boolean {
  return KnowhowError.is(error) && error.code.startsWith("store_") && !HERE.includes(error.code);
}

/** Errors of a store that answers. */
const HERE: readonly string[] = ["store_closed", "store_unsupported"];

/** True if there may be something to fall back on, so that the store need not be waited for without end. */
export function hasLastGood(scope: Scope, which: string | number): boolean {
  return scope.cache.current.has(which) || scope.snapshot !== null || scope.fallback !== null;
}

/** The best there is, marked as stale; null for nothing. */
export async function lastGood(scope: Scope, which: string | number): Promise<Current | null> {
  const kept = scope.cache.current.get(which)?.value;
  if (kept) return kept.stale ? kept : Object.freeze({ ...kept, stale: true, from: "memory" });
  const saved = await scope.snapshot?.load(snapshotKey(scope, which)).catch(() => null);
  if (saved) return makeCurrent(scope, saved.text, saved.version, saved.label, "snapshot");
  if (scope.fallback === null) return null;
  return makeCurrent(scope, scope.fallback, 0, typeof which === "string" ? which : null, "fallback");
}

/** What a text is saved under. */
export function snapshotKey(scope: Scope, which: string | number): string {
  return JSON.stringify([addressKey(scope.address), which]);
}
