/** Moving through a list by keys. */

/** The item that lies `by` places on from `current`, and stays at the ends; the first when there is no current one. */
export function moved<T>(items: readonly T[], current: T | null, by: number): T | null {
  if (items.length === 0) return null;
  const at = current === null ? -1 : items.indexOf(current);
  if (at < 0) return items[0] ?? null;
  return items[Math.min(items.length - 1, Math.max(0, at + by))] ?? null;
}

/** The item that takes the place of `gone`: the next one, else the one before; null when none is left. */
export function successor<T>(items: readonly T[], gone: T): T | null {
  const at = items.indexOf(gone);
  if (at < 0) return items[0] ?? null;
  return items[at + 1] ?? items[at - 1] ?? null;
}
