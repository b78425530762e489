/**
 * Lets one worker at a time make DBOS's tables. Two that make them at once leave DBOS a version twice, with which it
 * never starts again (tried with 5.3).
 */
import { setTimeout } from "node:timers/promises";
import { isoTime } from "../../core/clock.js";
import type { RunnerHost } from "../../core/ports/runner.js";

/** Claimed like instructions; none can have this name, since "." is refused. */
const TABLES = { namespace: ["."], name: "dbos" };

/** How long a worker that was killed keeps others from making them, in milliseconds. */
const LEASE = 120_000;
const ASK_EVERY = 250;

/** @throws `store_*`, and what `work` throws */
export async function alone(host: RunnerHost, holder: string, work: () => Promise<void>): Promise<void> {
  const { store, clock } = host;
  const claim = () => store.claim(TABLES, { holder, at: isoTime(clock()), until: isoTime(clock() + LEASE) });
  while (!(await claim())) await setTimeout(ASK_EVERY);
  try {
    await work();
  } finally {
    await store.release(TABLES, holder, null);
  }
}
