/** Work that is done soon after it was asked for: once for all who asked meanwhile, and never twice at a time. */

export interface Soon {
  ask(): void;
  /** No more is begun; ready when what is under way has ended. */
  end(): Promise<void>;
}

/** `work` must not fail. `delay` is in milliseconds from the last who asked. */
export function soon(work: () => Promise<void>, delay: number): Soon {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let ended = false;
  const begin = (): void => {
    timer = null;
    if (running) return ask();
    running = work().finally(() => {
      running = null;
    });
  };
  const ask = (): void => {
    if (ended) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(begin, delay);
  };
  return {
    ask,
    async end() {
      ended = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
