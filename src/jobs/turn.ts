/** One turn: claims instructions, reflects on what waits, and gives them back with what failed. */
import type { Address } from "../core/address.js";
import type { Claim, ClaimFailure } from "../core/claim.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import type { Reflected, RunnerHost } from "../core/ports/runner.js";
import type { Page } from "../core/ports/store.js";
import type { Alarm } from "./alarm.js";
import { backOff, dueAt, NOT_APPLIED, type Retry, type Timing } from "./timing.js";

/**
 * How a turn ended. `reflected`: nothing of what waited at its beginning is pending any more; `failed`: something
 * still is, and `failure` says why and when it is tried again; `idle`: nothing waited; `early`: what waits is not due
 * before `due`; `busy`: somebody else is at it; `unknown`: the memory was not told with which options; `cancelled`:
 * called off, everything is as before.
 */
export interface Turn {
  readonly address: Address;
  readonly status: "reflected" | "failed" | "idle" | "early" | "busy" | "unknown" | "cancelled";
  /** What came of the reflection; null if there was none, or it threw. */
  readonly result: Reflected | null;
  readonly failure: ClaimFailure | null;
  /** When what is too early is due, in milliseconds since 1970; else null. */
  readonly due: number | null;
}

export interface TurnOptions {
  /** Who claims; another for every process. */
  readonly holder: string;
  /** How long a claim holds without being renewed, in milliseconds. */
  readonly lease: number;
  readonly retry: Retry;
  readonly alarm: Alarm;
  readonly signal: AbortSignal;
  /** Makes sure that what waits is due. Default: whoever calls knows that it is. */
  readonly timing?: Required<Timing>;
}

/** Takes one turn. @throws `store_*` when the store fails before or after the reflection, and what `open` throws */
export async function takeTurn(host: RunnerHost, address: Address, options: TurnOptions): Promise<Turn> {
  const { store, clock } = host;
  const { holder, signal } = options;
  const end = (status: Turn["status"], more: Partial<Turn> = {}): Turn => ({
    address,
    status,
    result: null,
    failure: null,
    due: null,
    ...more,
  });
  const reflect = await host.open(address);
  if (!reflect) return end("unknown");
  const claim = await claimFor(host, address, options);
  if (!claim) return end("busy");
  const before = claim.failure;
  const started = isoTime(clock());
  const upkeep = renew(host, address, options);
  let result: Reflected | null = null;
  let thrown: unknown = null;
  try {
    if (!(await firstPending(host, address))) {
      await store.release(address, holder, null);
      return end("idle");
    }
    const due = options.timing ? await dueOf(host, address, claim, options.timing) : null;
    if (due !== null && due > clock()) {
      await store.release(address, holder, before);
      return end("early", { due });
    }
    result = await reflect(AbortSignal.any([signal, upkeep.lost]));
  } catch (error) {
    thrown = error;
  } finally {
    upkeep.stop();
  }
  if (upkeep.lost.aborted) return end("busy");
  if (thrown !== null && signal.aborted) {
    await store.release(address, holder, before);
    return end("cancelled");
  }
  const left = await firstPending(host, address);
  const stuck = left && left.createdAt <= started ? left : null;
  if (thrown === null && !stuck) {
    await store.release(address, holder, null);
    return end("reflected", { result });
  }
  const failures = (before?.failures ?? 0) + 1;
  const failure: ClaimFailure = {
    at: started,
    failures,
    ...whatFailed(thrown, result, stuck),
    nextTry: isoTime(clock() + backOff(failures, options.retry)),
  };
  await store.release(address, holder, failure);
  return end("failed", { result, failure });
}

function claimFor(
  { store, clock }: RunnerHost,
  address: Address,
  { holder, lease }: TurnOptions,
): Promise<Claim | null> {
  const now = clock();
  return store.claim(address, { holder, at: isoTime(now), until: isoTime(now + lease) });
}

/**
 * Keeps the claim until it is stopped. `lost` is raised when it could not be kept in time, as after a standstill: then
 * somebody else may have it, or may have had it and be done.
 */
function renew(host: RunnerHost, address: Address, options: TurnOptions): { lost: AbortSignal; stop(): void } {
  const lost = new AbortController();
  const { lease, alarm } = options;
  let stopped = false;
  let cancel = (): void => {};
  const giveUp = (): void =>
    lost.abort(new KnowhowError("conflict", "Another worker may have taken over, since this one stood still."));
  const keep = (until: number): void => {
    cancel = alarm(lease / 3, () => {
      const now = host.clock();
      if (now >= until) return giveUp();
      claimFor(host, address, options).then(
        (claim) => {
          if (stopped) return;
          if (claim) keep(now + lease);
          else giveUp();
        },
        () => stopped || keep(until), // the store is away, perhaps not for long
      );
    });
  };
  keep(host.clock() + lease);
  return {
    lost: lost.signal,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

async function firstPending({ store }: RunnerHost, address: Address): Promise<Lesson | null> {
  return (await store.lessons(address, ["pending"], { limit: 1 })).items[0] ?? null;
}

/** When what waits here is due, by all of it and what failed before. */
async function dueOf({ store }: RunnerHost, address: Address, claim: Claim, timing: Required<Timing>) {
  let [pending, oldest, newest]: [number, string | null, string | null] = [0, null, null];
  let cursor: string | null = null;
  do {
    const page: Page<Lesson> = await store.lessons(address, ["pending"], { cursor, limit: 1000 });
    pending += page.items.length;
    oldest ??= page.items[0]?.createdAt ?? null;
    newest = page.items.at(-1)?.createdAt ?? newest;
    cursor = page.next;
  } while (cursor !== null);
  return dueAt({ address, pending, parked: 0, oldest, newest, claim }, timing);
}

function whatFailed(
  thrown: unknown,
  result: Reflected | null,
  stuck: Lesson | null,
): Pick<ClaimFailure, "code" | "message"> {
  const error = thrown ?? result?.error ?? null;
  if (KnowhowError.is(error)) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: "unexpected", message: error.message };
  if (error !== null) return { code: "unexpected", message: "Something was thrown that is no error." };
  return { code: NOT_APPLIED, message: stuck?.reason ?? result?.rationale ?? "" };
}
