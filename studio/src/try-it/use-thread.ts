/** Keeps the conversation of each instructions while the studio is open, and runs the agent in it. */
import type { Address } from "knowhow";
import { useEffect, useState } from "react";
import { runAgent, useAction } from "../api/actions.js";
import { keyOf } from "../words/place.js";
import { answered, EMPTY, type Input, type Thread } from "./thread.js";

interface Kept {
  readonly thread: Thread;
  /** A run that is under way; its end tells the agent to stop. */
  readonly running: AbortController | null;
  readonly fault: unknown;
}

const NOTHING: Kept = { thread: EMPTY, running: null, fault: null };
const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();

function keep(key: string, change: (before: Kept) => Kept): void {
  kept.set(key, change(kept.get(key) ?? NOTHING));
  for (const listener of listeners) listener();
}

export interface Conversation {
  readonly thread: Thread;
  readonly running: boolean;
  readonly fault: unknown;
  readonly change: (how: (thread: Thread) => Thread) => void;
  /** Begins anew with this input. */
  readonly begin: (input: Input) => void;
  /** Runs the agent on the same input, on the text as it is now. */
  readonly next: () => void;
  readonly stop: () => void;
  /** Leaves the input for another one. */
  readonly leave: () => void;
}

export function useThread(address: Address): Conversation {
  const key = keyOf(address);
  const [{ thread, running, fault }, show] = useState(() => kept.get(key) ?? NOTHING);
  const { mutateAsync } = useAction(runAgent);
  useEffect(() => {
    const listener = (): void => show(kept.get(key) ?? NOTHING);
    listener();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [key]);
  const run = async (input: Input): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    keep(key, (before) => ({ ...before, running: controller, fault: null }));
    const still = (change: (before: Kept) => Kept): void => {
      // Another run may have taken its place.
      keep(key, (before) => (before.running === controller ? { ...change(before), running: null } : before));
    };
    try {
      const what = input.sample === null ? { input: input.text } : { sample: input.sample };
      const answer = await mutateAsync({ address, signal, ...what });
      still((before) => ({ ...before, thread: answered(before.thread, answer) }));
    } catch (error) {
      still((before) => ({ ...before, fault: signal.aborted ? null : error }));
    }
  };
  return {
    thread,
    running: running !== null,
    fault,
    change: (how) => keep(key, (before) => ({ ...before, thread: how(before.thread) })),
    begin(input) {
      running?.abort();
      keep(key, () => ({ ...NOTHING, thread: { ...EMPTY, input } }));
      void run(input);
    },
    next() {
      const { input } = (kept.get(key) ?? NOTHING).thread;
      if (input) void run(input);
    },
    stop: () => running?.abort(),
    leave() {
      running?.abort();
      keep(key, () => NOTHING);
    },
  };
}
