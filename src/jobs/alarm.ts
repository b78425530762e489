/** A timer that does not keep a process alive, as a value, so that tests can ring it. */

/** Calls `ring` once after so many milliseconds; the function it gives calls that off. */
export type Alarm = (milliseconds: number, ring: () => void) => () => void;

/** The longest that `setTimeout` can wait; what is longer is asked for again. */
const LONGEST = 2_147_483_647;

export const systemAlarm: Alarm = (milliseconds, ring) => {
  const timer: unknown = setTimeout(ring, Math.min(LONGEST, Math.max(0, milliseconds)));
  // A number outside of Node, where nothing waits for timers to exit.
  (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
};
