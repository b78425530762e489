/** Trying again after what a server or a network does to transactions now and then. */
import { setTimeout as pause } from "node:timers/promises";
import { isAway, isLost, isTurnedBack } from "./failures.js";

/** The longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 500;

/**
 * Runs `work` until it ends otherwise than by a lost connection or a transaction that the server turned back, or
 * `patience` milliseconds have passed. `work` is told whether an earlier try may have taken effect after all. Where no
 * connection can be made nothing is waited for, unless a write may hang in the air.
 */
export async function retrying<T>(patience: number, writes: boolean, work: (again: boolean) => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  let again = false;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work(again);
    } catch (error) {
      const lost = isLost(error);
      again ||= lost && writes;
      const worthwhile = lost || isTurnedBack(error) || (again && isAway(error));
      if (!worthwhile || performance.now() >= deadline) throw error;
      await pause(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tries));
    }
  }
}
