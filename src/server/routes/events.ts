/** `GET /v1/events`: changes as server-sent events. */
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { isWithin, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { type Caller, checkRole, reachable } from "../access/caller.js";
import type { ChangeEvent, Events } from "../events.js";

/** Something is sent at least so often, in milliseconds, so that nothing between takes the stream for dead. */
const BEAT = 15_000;
/** The most streams at once. */
const MOST = 500;

export class EventStreams {
  readonly #events: Events;
  readonly #open = new Set<() => void>();

  constructor(events: Events) {
    this.#events = events;
  }

  /** `again` says whether the caller still is who it was. @throws `forbidden`, `rate_limited` */
  answer(context: Context, caller: Caller, asked: Namespace, again: () => Promise<Caller>): Response {
    checkRole(caller, "read");
    const namespaces = reachable(caller, asked);
    if (this.#open.size >= MOST) throw new KnowhowError("rate_limited", `${MOST} streams of events are open already.`);
    const concerns = ({ address }: ChangeEvent): boolean =>
      address === null || namespaces.some((namespace) => isWithin(address, namespace));
    return streamSSE(context, async (stream) => {
      const waiting: ChangeEvent[] = [];
      let wake: () => void = () => {};
      let ended = false;
      const end = (): void => {
        ended = true;
        wake();
      };
      const stop = this.#events.listen((event) => {
        if (concerns(event)) waiting.push(event);
        wake();
      });
      this.#open.add(end);
      stream.onAbort(end);
      try {
        const since = context.req.header("last-event-id");
        const missed = since === undefined ? [] : this.#events.since(since);
        if (missed === null) await stream.writeSSE({ event: "reset", data: "{}", id: this.#events.last });
        else if (missed.length > 0) waiting.unshift(...missed.filter(concerns));
        else await stream.writeSSE({ event: "ready", data: "{}", id: this.#events.last });
        while (!ended) {
          const event = waiting.shift();
          if (event) {
            const { id, ...data } = event;
            await stream.writeSSE({ event: "change", id, data: JSON.stringify(data) });
            continue;
          }
          if ((await this.#pause((then) => (wake = then))) === "beat" && !ended) {
            await again();
            await stream.write(": still here\n\n");
          }
        }
      } catch {
        // The reader is gone, or is not allowed to read any more.
      } finally {
        stop();
        this.#open.delete(end);
      }
    });
  }

  /** Until something happens, or it is time to send something. */
  async #pause(waker: (wake: () => void) => void): Promise<"woken" | "beat"> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<"woken" | "beat">((resolve) => {
        waker(() => resolve("woken"));
        timer = setTimeout(() => resolve("beat"), BEAT);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all of them. */
  close(): void {
    for (const end of this.#open) end();
  }
}
