/** Hears what others have committed, by LISTEN on a connection of its own, which is made again when it breaks. */
import type { Client } from "pg";
import { loadPg } from "./load-pg.js";

/** The first and the longest pause before the connection is made again, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

/** The channel on which the commits of a schema are told. */
export const channelOf = (schema: string): string => `${schema}_changes`;

/**
 * Calls the listener with the key of an address, or with null if something may have been missed. `target` is what `pg`
 * connects to. Gives a function that ends it.
 */
export function listenFor(
  target: string | object,
  channel: string,
  listener: (key: string | null) => void,
): () => void {
  let ended = false;
  let client: Client | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pause = FIRST_PAUSE;
  let before = false;

  const again = () => {
    const broken = client;
    client = null;
    broken?.removeAllListeners().on("error", () => {});
    broken?.end().catch(() => {});
    if (ended || timer) return;
    timer = setTimeout(() => {
      timer = null;
      void begin();
    }, pause);
    timer.unref();
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  };

  const begin = async () => {
    try {
      const { Client } = await loadPg();
      if (ended) return;
      const config = typeof target === "string" ? { connectionString: target, application_name: "knowhow" } : target;
      const made = new Client({ ...inherited(config), keepAlive: true });
      client = made;
      made.on("error", again).on("end", again);
      made.on("notification", ({ payload }) => listener(payload === undefined || payload === "" ? null : payload));
      await made.connect();
      await made.query(`listen "${channel}"`);
      // It alone keeps no process alive.
      (made as Client & { unref?: () => void }).unref?.();
      pause = FIRST_PAUSE;
      if (before) listener(null);
      before = true;
    } catch {
      before = true;
      again();
    }
  };
  void begin();

  return () => {
    ended = true;
    if (timer) clearTimeout(timer);
    client?.removeAllListeners().on("error", () => {});
    client?.end().catch(() => {});
  };
}

/** A pool hides its password from those who copy its options. */
function inherited(config: object): object {
  const { password } = config as { password?: unknown };
  return password === undefined ? config : { ...config, password };
}
