/** Follows `/v1/events`: what changed on the server is read again here. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { useEffect, useState } from "react";
import { keyOf } from "../words/place.js";
import type { ChangeKind, Watch } from "./resources.js";

interface Change {
  readonly address: Address | null;
  readonly kinds: readonly ChangeKind[];
}

/** Whether a read that watches this must be read again after the change. */
export function concerns(watch: Partial<Watch> | undefined, change: Change): boolean {
  if (!watch?.kinds) return false;
  const { address, kinds } = watch;
  const here = !address || change.address === null || keyOf(address) === keyOf(change.address);
  return here && (change.kinds.includes("other") || kinds.some((kind) => change.kinds.includes(kind)));
}

/** The shortest time between two rounds of reading again, in milliseconds, however fast changes come. */
const PAUSE = 1000;

/** Collects changes: the first is read at once, those that come in the pause after it are read together at its end. */
export class Rounds {
  readonly #read: (changes: readonly Change[]) => void;
  #waiting: Change[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(read: (changes: readonly Change[]) => void) {
    this.#read = read;
  }

  add(change: Change): void {
    this.#waiting.push(change);
    if (this.#pause === undefined) this.#round();
  }

  end(): void {
    clearTimeout(this.#pause);
    this.#waiting = [];
  }

  #round(): void {
    this.#pause = undefined;
    if (this.#waiting.length === 0) return;
    const changes = this.#waiting;
    this.#waiting = [];
    this.#pause = setTimeout(() => this.#round(), PAUSE);
    this.#read(changes);
  }
}

function readAgain(client: QueryClient, changes: readonly Change[]): void {
  void client.invalidateQueries({ predicate: ({ meta }) => changes.some((change) => concerns(meta, change)) });
}

const EVERYTHING: Change = { address: null, kinds: ["other"] };

/** Milliseconds until a connection that the server ended is tried again. */
const AGAIN_AFTER = 3000;

/** Keeps the page up to date while it is open; says whether it does. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    let missed = false;
    const rounds = new Rounds((changes) => readAgain(client, changes));
    const open = (): void => {
      source = new EventSource("/v1/events");
      source.addEventListener("open", () => {
        setLive(true);
        if (missed) rounds.add(EVERYTHING);
        missed = false;
      });
      source.addEventListener("change", ({ data }: MessageEvent<string>) => {
        rounds.add(JSON.parse(data) as Change);
      });
      source.addEventListener("reset", () => rounds.add(EVERYTHING));
      source.addEventListener("error", () => {
        setLive(false);
        missed = true;
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(open, AGAIN_AFTER);
        // The server is there and refused: perhaps it was started anew, and its sessions with it.
        void client.invalidateQueries({ queryKey: ["me"] });
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      rounds.end();
      source?.close();
    };
  }, [client]);
  return live;
}
