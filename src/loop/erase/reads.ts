/** What is served without the store must not outlive an erasure: reads in memory, and the snapshot. */
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { Scope } from "../context.js";
import { snapshotKey } from "../last-good.js";
import { refreshAll } from "../read.js";

/** Reads again what is kept, without these versions. False if the snapshot may still hold them. */
export async function renewReads(
  scope: Scope,
  record: InstructionsRecord | null,
  versions: readonly number[],
): Promise<boolean> {
  for (const number of versions) scope.cache.current.delete(number);
  const removed = await removeSaved(scope, record, versions);
  await refreshAll(scope);
  for (const [which, { value }] of scope.cache.current) {
    if (value.stale) continue;
    const label = typeof which === "number" ? null : which;
    const text = { text: value.text, version: value.version, label };
    await scope.snapshot?.save(snapshotKey(scope, which), text).catch(() => {});
  }
  return removed;
}

/** Forgets all reads of instructions that are gone. */
export async function dropReads(scope: Scope, record: InstructionsRecord | null): Promise<boolean> {
  scope.cache.current.clear();
  scope.cache.ensured.clear();
  return removeSaved(
    scope,
    record,
    Array.from({ length: record?.head ?? 0 }, (_none, index) => index + 1),
  );
}

async function removeSaved(
  scope: Scope,
  record: InstructionsRecord | null,
  versions: readonly number[],
): Promise<boolean> {
  const { snapshot } = scope;
  if (!snapshot) return true;
  const keys = [...Object.keys(record?.labels ?? {}), ...versions].map((which) => snapshotKey(scope, which));
  try {
    await snapshot.remove?.(keys);
    return snapshot.remove !== undefined;
  } catch {
    return false;
  }
}
