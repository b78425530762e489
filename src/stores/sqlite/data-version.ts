/** Tells when another connection has committed to the same file: SQLite counts that. */

/** How often is looked, in milliseconds. It reads a number from shared memory. */
const INTERVAL = 250;

/** Calls the listener after commits by others, until the function that it gives is called. */
export function watchDataVersion(ask: () => unknown, listener: () => void): () => void {
  let last = ask();
  const timer = setInterval(() => {
    let now = last;
    try {
      now = ask();
    } catch {
      // Locked or closed at this moment: there is a next time.
    }
    if (now === last) return;
    last = now;
    listener();
  }, INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}
