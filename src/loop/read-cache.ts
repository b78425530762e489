/** The reads that are served from memory, and how they learn of what other processes changed. */
import QuickLRU from "quick-lru";
import { type Address, addressKey } from "../core/address.js";
import type { Store } from "../core/ports/store.js";
import type { ReadCache, Scope } from "./context.js";

/** How many instructions' reads are kept in memory, the least recently used going first. */
export const KEPT_READS = 10_000;
/** After a change that may be anywhere, so many are read again at once; the others when they are next asked for. */
const READ_AGAIN = 50;

/** All reads of a memory. */
export class ReadCaches {
  readonly #caches = new QuickLRU<string, ReadCache>({ maxSize: KEPT_READS });
  readonly #store: Store;
  #stop: (() => void) | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Handles of the same instructions and options share their reads, so that a handle may be made for every call. */
  share(scope: Pick<Scope, "address" | "templateFormat" | "layer">): ReadCache {
    const key = JSON.stringify([addressKey(scope.address), scope.templateFormat, scope.layer.owner]);
    const found = this.#caches.get(key);
    if (found) return found;
    const cache: ReadCache = { current: new Map(), ensured: new Map(), readAgain: null };
    this.#caches.set(key, cache);
    return cache;
  }

  /** From the first call on, what others change is read again as soon as the store tells of it, if it does. */
  follow(): void {
    this.#stop ??= this.#store.watch?.((changed) => this.#outdate(changed)) ?? (() => {});
  }

  close(): void {
    this.#stop?.();
    this.#stop = () => {};
  }

  #outdate(changed: Address | null): void {
    const start = changed && `${JSON.stringify([addressKey(changed)]).slice(0, -1)},`;
    let budget = READ_AGAIN;
    for (const [key, cache] of this.#caches.entriesDescending()) {
      if (start !== null && !key.startsWith(start)) continue;
      for (const kept of cache.current.values()) kept.readAt = Number.NEGATIVE_INFINITY;
      if (cache.readAgain && (budget -= 1) >= 0) cache.readAgain().catch(() => {});
    }
  }
}
