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

function readAgain(client: QueryClient, change: Change): void {
  void client.invalidateQueries({ predicate: ({ meta }) => concerns(meta, change) });
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
    const open = (): void => {
      source = new EventSource("/v1/events");
      source.addEventListener("open", () => {
        setLive(true);
        if (missed) readAgain(client, EVERYTHING);
        missed = false;
      });
      source.addEventListener("change", ({ data }: MessageEvent<string>) => {
        readAgain(client, JSON.parse(data) as Change);
      });
      source.addEventListener("reset", () => readAgain(client, EVERYTHING));
      source.addEventListener("error", () => {
        setLive(false);
        missed = true;
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_AFTER);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [client]);
  return live;
}
