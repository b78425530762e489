/** One after another: work on one thing waits for the work that was given before it, in this process. */

const tails = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Does the work when everything that was given before for the same owner and key has ended, however it ended. */
export function inTurn<T>(owner: object, key: string, work: () => Promise<T>): Promise<T> {
  const ofOwner = tails.get(owner) ?? new Map<string, Promise<unknown>>();
  tails.set(owner, ofOwner);
  const done = (ofOwner.get(key) ?? Promise.resolve()).then(work);
  const tail = done.catch(() => undefined);
  ofOwner.set(key, tail);
  void tail.then(() => ofOwner.get(key) === tail && ofOwner.delete(key));
  return done;
}
