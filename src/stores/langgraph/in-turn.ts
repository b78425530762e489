/** One after another: what changes the items of one address waits for the change before it, in this process. */

const tails = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Does the work when everything that was given before for the same store and key has ended, however it ended. */
export function inTurn<T>(store: object, key: string, work: () => Promise<T>): Promise<T> {
  const ofStore = tails.get(store) ?? new Map<string, Promise<unknown>>();
  tails.set(store, ofStore);
  const done = (ofStore.get(key) ?? Promise.resolve()).then(work);
  const tail = done.catch(() => undefined);
  ofStore.set(key, tail);
  void tail.then(() => ofStore.get(key) === tail && ofStore.delete(key));
  return done;
}
