/**
 * Repeats of a write: the same key gives the first answer again. Kept in this process; of runs and feedback the store
 * keeps the keys.
 */
import QuickLRU from "quick-lru";
import type { Clock } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { hashText } from "../core/hash.js";

/** How long an answer is kept, in milliseconds, and how many at most. */
const KEPT_FOR = 24 * 60 * 60 * 1000;
const MOST = 1000;

interface Kept {
  readonly fingerprint: string;
  readonly at: number;
  readonly outcome: Promise<unknown>;
}

export class Repeats {
  readonly #clock: Clock;
  readonly #kept = new QuickLRU<string, Kept>({ maxSize: MOST });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Does the work once for a key of a caller; a repeat waits for it, or is given what it gave. What failed may be tried
   * again. @throws `invalid_request`, `idempotency_conflict`
   */
  async once<T>(caller: string, key: string | undefined, request: string, work: () => Promise<T>): Promise<T> {
    if (key === undefined) return work();
    if (key === "" || key.length > 256)
      throw new KnowhowError("invalid_request", "Idempotency-Key must have 1 to 256 characters.");
    const name = JSON.stringify([caller, key]);
    const fingerprint = hashText(request);
    const kept = this.#kept.get(name);
    if (kept && this.#clock() - kept.at < KEPT_FOR) {
      if (kept.fingerprint === fingerprint) return kept.outcome as Promise<T>;
      throw new KnowhowError("idempotency_conflict", "This Idempotency-Key came with another request before.");
    }
    const outcome = work();
    this.#kept.set(name, { fingerprint, at: this.#clock(), outcome });
    try {
      return await outcome;
    } catch (error) {
      this.#kept.delete(name);
      throw error;
    }
  }

  /** What was answered may hold what is erased. */
  clear(): void {
    this.#kept.clear();
  }
}
