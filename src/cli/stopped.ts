/** Commands that go on until they are told to stop. */

/** Ends when `drain` has, after the first SIGTERM or SIGINT; or at once after the second. */
export async function stopped(drain: () => Promise<void>): Promise<void> {
  const alive = setInterval(() => {}, 60_000); // timers of the runner keep no process alive
  try {
    await new Promise<void>((resolve, reject) => {
      let asked = false;
      const stop = (): void => {
        if (asked) return resolve();
        asked = true;
        drain().then(resolve, reject);
      };
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
    });
  } finally {
    clearInterval(alive);
  }
}
