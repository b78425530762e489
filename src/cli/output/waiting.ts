/** What a person sees while a model answers, and how they stop it. */
import { Interrupted } from "../interrupted.js";

/**
 * Runs `work` with a signal that Ctrl-C raises. On a terminal a line on standard error says what is waited for, and how
 * long already; it is gone when the work is done.
 * @throws `Interrupted`
 */
export async function whileWaiting<T>(what: string | null, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.once("SIGINT", interrupt);
  const line = what === null ? null : showSeconds(what);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted
      ? new Interrupted("Interrupted. Lessons that were not reflected yet still wait.")
      : error;
  } finally {
    line?.clear();
    process.removeListener("SIGINT", interrupt);
  }
}

/** Shows on a terminal what is waited for, until it is cleared. */
export function showSeconds(what: string): { clear(): void } {
  if (!process.stderr.isTTY) return { clear: () => {} };
  const started = performance.now();
  const show = (): void => {
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stderr.write(`\r${what} … ${seconds > 0 ? `${seconds} s` : ""}\u001B[K`);
  };
  show();
  const timer = setInterval(show, 1000);
  return {
    clear() {
      clearInterval(timer);
      process.stderr.write("\r\u001B[K");
    },
  };
}
