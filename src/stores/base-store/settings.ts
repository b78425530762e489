/** The options of a `BaseStore` that are the same for every database. */
import type { Clock } from "../../core/clock.js";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { checkPaths } from "./text-at.js";

/** How long items live. The names and units are those of LangGraph's stores. */
export interface TimeToLiveOptions {
  /** For items that say nothing else, in minutes. Default: for ever. */
  readonly defaultTtl?: number;
  /** Whether an item that is read lives on as if it were written anew. Default true. */
  readonly refreshOnRead?: boolean;
  /**
   * How often expired items are deleted, in minutes. Default: only by `sweepExpiredItems()`; they are not found either
   * way.
   */
  readonly sweepIntervalMinutes?: number;
}

export interface BaseStoreOptions {
  readonly ttl?: TimeToLiveOptions;
  /** What of an item is searched by `query`. Default `["$"]`, all its texts and numbers; `put` can say otherwise. */
  readonly index?: { readonly fields?: readonly string[] };
  /** Gives milliseconds since 1970. Default `Date.now`. */
  readonly clock?: Clock;
}

/** The options with their defaults; times in milliseconds. */
export interface Settings {
  readonly ttl: number | null;
  readonly refreshOnRead: boolean;
  readonly sweepEvery: number | null;
  readonly fields: readonly string[];
  readonly clock: Clock;
}

export const BASE_STORE_OPTIONS: OptionsOf<BaseStoreOptions> = { ttl: true, index: true, clock: true };

/** @throws `invalid_policy`, `invalid_item`, and `store_unsupported` for embeddings */
export function settle(options: BaseStoreOptions): Settings {
  const { ttl = {}, index = {}, clock = Date.now } = options;
  checkKnown("ttl", ttl, { defaultTtl: true, refreshOnRead: true, sweepIntervalMinutes: true });
  for (const name of ["embeddings", "embed", "dims"]) {
    if (name in index) {
      throw new KnowhowError(
        "store_unsupported",
        `This store searches words, not meanings: index.${name} is not taken. Leave it out; query works without it.`,
      );
    }
  }
  checkKnown("index", index, { fields: true });
  return {
    ttl: timeToLive("ttl.defaultTtl", ttl.defaultTtl, null),
    refreshOnRead: ttl.refreshOnRead ?? true,
    sweepEvery: timeToLive("ttl.sweepIntervalMinutes", ttl.sweepIntervalMinutes, null),
    fields: index.fields === undefined ? ["$"] : checkPaths(index.fields),
    clock,
  };
}

const MINUTE = 60_000;
/** A thousand years: a date beyond that is a mistake. */
const LONGEST = 1000 * 366 * 24 * 60 * MINUTE;

/** Milliseconds of minutes; null for ever. @throws `invalid_policy` */
export function timeToLive(what: string, minutes: unknown, usual: number | null): number | null {
  if (minutes === undefined) return usual;
  if (minutes === null) return null;
  if (typeof minutes === "number" && minutes > 0 && minutes * MINUTE <= LONGEST) return Math.ceil(minutes * MINUTE);
  throw new KnowhowError("invalid_policy", `${what} must be minutes above 0, not ${JSON.stringify(minutes)}.`);
}
