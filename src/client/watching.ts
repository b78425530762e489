/** Changes on a server as they happen, by server-sent events; whoever was away goes on where they left off. */
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Address, Namespace } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { ChangeKind } from "../memory.js";
import { isAway, type Transport } from "./transport.js";

/** `other`: something changed that a reader would see. Without an address it may be anywhere. */
export interface RemoteChanged {
  readonly address: Address | null;
  readonly kinds: readonly (ChangeKind | "other")[];
}

export interface WatchOptions {
  /** Only there and below. Default: wherever the key reaches. */
  readonly namespace?: Namespace;
  /** Told why nothing more will come: the key may not read. An outage is waited out. Default: nobody is told. */
  readonly onError?: (error: KnowhowError) => void;
}

/** In milliseconds. The server sends something every 15 seconds. */
const SILENCE = 45_000;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/** Calls the listener until the function that it gives is called. */
export function watchChanges(
  transport: Transport,
  query: Readonly<Record<string, string>>,
  listener: (changed: RemoteChanged) => void,
  onError: WatchOptions["onError"],
): () => void {
  const ending = new AbortController();
  let [last, failures] = ["", 0];

  /** Until the stream ends. */
  const follow = async (): Promise<void> => {
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    ending.signal.addEventListener("abort", stop, { once: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE);
    };
    const listening = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        heard();
        controller.enqueue(chunk);
      },
    });
    try {
      heard();
      const headers = { accept: "text/event-stream", ...(last === "" ? {} : { "last-event-id": last }) };
      const bytes = await transport.stream("/v1/events", { query, headers }, stopping.signal);
      const events = bytes
        .pipeThrough(listening)
        .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
        .pipeThrough(new EventSourceParserStream())
        .getReader();
      // A signal that a request follows may be forgotten by some platforms once the answer has begun.
      stopping.signal.addEventListener("abort", () => void events.cancel().catch(() => {}), { once: true });
      for (;;) {
        const { done, value } = await events.read();
        if (done || ending.signal.aborted) return;
        failures = 0;
        last = value.id ?? last;
        if (value.event === "change") listener(changedOf(value.data));
        // So much happened meanwhile that the server does not know all of it any more.
        else if (value.event === "reset") listener({ address: null, kinds: ["other"] });
      }
    } finally {
      clearTimeout(timer);
      ending.signal.removeEventListener("abort", stop);
    }
  };

  const goOn = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (ending.signal.aborted) return;
        if (KnowhowError.is(error) && !isAway(error) && error.code !== "rate_limited") return onError?.(error);
      }
      failures += 1;
      const wait = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT) * (0.5 + Math.random() / 2);
      await pause(wait, ending.signal);
    }
  };
  void goOn();
  return () => ending.abort();
}

function changedOf(data: string): RemoteChanged {
  const { address, kinds } = JSON.parse(data) as RemoteChanged;
  return { address, kinds };
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
