/** Running something within a time limit. */

/**
 * Ends with the work, at the limit, or with the caller's signal, also when the work ignores the signal it is given.
 * Not AbortSignal.any with AbortSignal.timeout: on Node 20 that pair can be collected before it fires.
 * @throws what the work throws, an error at the limit, or the signal's reason
 */
export async function withinTime<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  const ender = new AbortController();
  let end: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = (reason) => {
      reject(reason instanceof Error ? reason : new Error(String(reason)));
      ender.abort(reason);
    };
  });
  ended.catch(() => undefined); // It may be rejected after the race is over.
  const cancel = (): void => end(signal.reason);
  const timer = setTimeout(() => end(new Error(`It took longer than ${milliseconds / 1000} s.`)), milliseconds);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([Promise.resolve(work(ender.signal)), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}
