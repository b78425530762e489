/** When a reflection is due: some quiet after the last lesson, but not too long after the first. */
import type { Backlog } from "../core/claim.js";
import { KnowhowError } from "../core/errors.js";
import type { OptionsOf } from "../core/known-options.js";

/** All times in milliseconds. */
export interface Timing {
  /** So long after the newest lesson, so that what is said in one go is reflected on together. Default 5 seconds. */
  readonly after?: number;
  /** So long after the oldest lesson at the latest, whatever else. Default 1 minute. */
  readonly maxWait?: number;
  /** With fewer lessons than this, `maxWait` is waited for. Default 1. */
  readonly minFeedback?: number;
}

export const TIMING_OPTIONS: OptionsOf<Timing> = { after: true, maxWait: true, minFeedback: true };

/** @throws `invalid_policy` for a number out of range */
export function checkTiming({ after = 5000, maxWait = 60_000, minFeedback = 1 }: Timing): Required<Timing> {
  checkAtLeast("after", after, 0);
  checkAtLeast("maxWait", maxWait, 0);
  checkAtLeast("minFeedback", minFeedback, 1);
  return { after, maxWait, minFeedback };
}

/** @throws `invalid_policy` */
export function checkAtLeast(name: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new KnowhowError("invalid_policy", `${name} must be a number of at least ${least}, not ${String(value)}.`);
}

/**
 * When these lessons are due, in milliseconds since 1970; null if none is pending. What failed is due when its next try
 * is; lessons newer than the failure do not wait for that, unless nobody could have been reflected on.
 */
export function dueAt({ pending, oldest, newest, claim }: Backlog, timing: Required<Timing>): number | null {
  if (pending === 0 || oldest === null || newest === null) return null;
  const latest = Date.parse(oldest) + timing.maxWait;
  const quiet = Date.parse(newest) + timing.after;
  const failure = claim?.failure ?? null;
  const due = pending < timing.minFeedback ? latest : Math.min(latest, quiet);
  if (!failure) return due;
  const nextTry = Date.parse(failure.nextTry);
  if (isOutage(failure.code) || newest <= failure.at) return Math.max(due, nextTry);
  return Math.min(nextTry, Math.max(quiet, Date.parse(failure.at)));
}

/** The reflection went well, but some lessons came to nothing yet: that says nothing of the next ones. */
export const NOT_APPLIED = "not_applied";

const isOutage = (code: string): boolean => code !== NOT_APPLIED;

/** How long to wait after so many failures in a row: twice as long each time, up to a limit. */
export interface Retry {
  /** After the first failure. Default 30 seconds. */
  readonly first?: number;
  /** At most. Default 15 minutes. */
  readonly most?: number;
}

export function backOff(failures: number, { first = 30_000, most = 900_000 }: Retry): number {
  return Math.min(most, first * 2 ** Math.max(0, failures - 1));
}
