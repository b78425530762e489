/** Work on the files of one instructions that only one process does at a time, told by a claim in the store. */
import { setTimeout as wait } from "node:timers/promises";
import type { Address } from "../../core/address.js";
import { isoTime } from "../../core/clock.js";
import { KnowhowError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";

/** In milliseconds. Whoever dies with the claim holds others up for so long. */
const LEASE = 15_000;
const LOOK_EVERY = 50;

/** @throws `store_locked` if another holds the claim for longer than twice the lease */
export async function oneAtATime<T>(
  store: Pick<Store, "claim" | "release">,
  { namespace, name }: Address,
  work: () => Promise<T>,
): Promise<T> {
  // Not the instructions' own claim: that is the right to reflect, which may be held for minutes.
  const address = { namespace: [...namespace, name], name: "sync" };
  const holder = crypto.randomUUID();
  const begun = Date.now();
  for (;;) {
    const now = Date.now();
    if (await store.claim(address, { holder, at: isoTime(now), until: isoTime(now + LEASE) })) break;
    if (now > begun + 2 * LEASE)
      throw new KnowhowError("store_locked", `Another process synchronises the files of ${name}. Try again.`);
    await wait(LOOK_EVERY);
  }
  try {
    return await work();
  } finally {
    await store.release(address, holder, null);
  }
}
