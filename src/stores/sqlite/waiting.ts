/** Waiting for another process's lock without holding up this one. */
import { setTimeout as pause } from "node:timers/promises";
import { KnowhowError } from "../../core/errors.js";

/** How long one statement waits inside SQLite, in milliseconds. The thread stands still meanwhile, so: not for long. */
export const STANDSTILL = 5;

/**
 * Runs `work` until it is no longer refused for a lock, or `patience` milliseconds have passed. SQLite alone would wait
 * with the whole thread, and two stores in one process would wait for each other.
 */
export async function whileLocked<T>(patience: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!KnowhowError.is(error, "store_locked") || performance.now() >= deadline) throw error;
      await pause(1 + Math.random() * STANDSTILL);
    }
  }
}
