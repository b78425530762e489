// A clock and an alarm that tests turn by hand: nothing happens until `pass` is called.
import type { LocalRunnerOptions } from "knowhow";

export interface ByHand {
  readonly clock: () => number;
  readonly alarm: NonNullable<LocalRunnerOptions["alarm"]>;
  /** Lets so many milliseconds pass, and waits until what that rang has come to rest. */
  pass(milliseconds: number): Promise<void>;
  /** The same for a process that stood still: alarms ring only afterwards. */
  standStill(milliseconds: number): Promise<void>;
}

export function byHand(start = Date.UTC(2026, 0, 1)): ByHand {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const pass = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds;
    await rest();
    for (;;) {
      const [next] = [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      alarms.delete(next);
      now = Math.max(now, next.at);
      next.ring();
      await rest();
    }
    now = end;
  };
  return {
    clock: () => now,
    alarm(milliseconds, ring) {
      const one = { at: now + milliseconds, ring };
      alarms.add(one);
      return () => void alarms.delete(one);
    },
    pass,
    standStill(milliseconds) {
      now += milliseconds;
      return pass(0);
    },
  };
}

/** Until everything that a store in memory and a fake model set off is done: they use no timers. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
