/**
 * An end to waiting. One timer serves all that wait equally long: making and clearing one for every call takes longer
 * than much of what is waited for.
 */

interface Waiting {
  readonly until: number;
  readonly giveUp: () => void;
}

/** Those who wait, by how long, in the order in which their time ends. */
const queues = new Map<number, Set<Waiting>>();

/**
 * What is asked for, unless `limit` milliseconds pass first; what was asked goes on then, and nobody hears of its end.
 * The time alone keeps no process from ending.
 * @throws what `tooLate` makes
 */
export function inTime<T>(asking: Promise<T>, limit: number, tooLate: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const waiting = { until: performance.now() + limit, giveUp: () => reject(tooLate()) };
    const queue = queueOf(limit);
    queue.add(waiting);
    asking.then(
      (answer) => {
        queue.delete(waiting);
        resolve(answer);
      },
      (error: unknown) => {
        queue.delete(waiting);
        reject(error);
      },
    );
  });
}

function queueOf(limit: number): Set<Waiting> {
  let queue = queues.get(limit);
  if (!queue) {
    queues.set(limit, (queue = new Set()));
    lookAfter(limit, limit, queue);
  }
  return queue;
}

function lookAfter(pause: number, limit: number, queue: Set<Waiting>): void {
  const timer: unknown = setTimeout(() => {
    const now = performance.now();
    for (const waiting of queue) {
      if (waiting.until > now) return lookAfter(waiting.until - now, limit, queue);
      queue.delete(waiting);
      waiting.giveUp();
    }
    queues.delete(limit);
  }, pause);
  // Where timers are objects, which they are not on the edge.
  (Object(timer) as { unref?(): void }).unref?.();
}
