/** `current` and `peek`: what an agent runs on, served from memory, and still there while the store is away. */
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import { inTime } from "../core/in-time.js";
import { unknownOption } from "../core/known-options.js";
import { type Current, PRODUCTION, type Scope } from "./context.js";
import { ensure, readVersion } from "./head.js";
import { hasLastGood, isAway, lastGood, snapshotKey } from "./last-good.js";
import { makeCurrent } from "./make-current.js";

/** Which version to read; default: the one labelled `production`. */
export interface ReadOptions {
  readonly label?: string;
  /** By number; a pinned version never changes. */
  readonly version?: number;
}

/** So many pinned versions of one instructions are kept in memory. */
const KEPT_PINNED = 20;

/**
 * The text in force and its ref. Asks the store when the last answer is older than `maxAge`; while the store is away
 * or silent for longer than `patience`, gives the last good text, marked as stale.
 */
export function current(scope: Scope, options?: ReadOptions): Promise<Current> {
  const fault = options && unknownOption("current()", options, { label: true, version: true });
  if (fault) return Promise.reject(fault);
  if (scope.isClosed()) return Promise.reject(closed(scope));
  const which = options?.version ?? options?.label ?? PRODUCTION;
  const kept = scope.cache.current.get(which);
  const fresh =
    kept && scope.clock() - kept.readAt < scope.maxAge && (scope.cache.ensured.has(scope.seed) || kept.value.stale);
  return fresh ? kept.promise : read(scope, which);
}

/** The text in force as it was last read, without waiting. @throws `not_ready` before the first `current()` */
export function peek(scope: Scope, label = PRODUCTION): Current {
  if (scope.isClosed()) throw closed(scope);
  const kept = scope.cache.current.get(label);
  if (kept) return kept.value;
  throw new KnowhowError(
    "not_ready",
    `peek() of "${addressKey(scope.address)}" has nothing to show yet. Await current() once at start-up.`,
  );
}

const closed = ({ address }: Scope): KnowhowError =>
  new KnowhowError("store_closed", `The memory of "${addressKey(address)}" was closed. Make a new one.`);

const silent = (patience: number): KnowhowError =>
  new KnowhowError("store_timeout", `The store did not answer within ${patience} milliseconds.`);

/** From the store, or what there is instead of it. */
async function read(scope: Scope, which: string | number): Promise<Current> {
  const asking = refresh(scope, which);
  try {
    const { patience } = scope;
    // What was asked goes on, and is kept when it comes.
    return await (hasLastGood(scope, which) ? inTime(asking, patience, () => silent(patience)) : asking);
  } catch (error) {
    if (!isAway(error)) throw error;
    const good = await lastGood(scope, which);
    // There was nothing to fall back on after all, so it is waited for like anything else.
    if (!good) return asking;
    // Kept as if it were read now, so that the store is asked again after `maxAge` and not at every call.
    keep(scope, which, good, scope.clock());
    return good;
  }
}

/** Reads from the store and keeps the answer. */
async function refresh(scope: Scope, which: string | number): Promise<Current> {
  await ensure(scope);
  const readAt = scope.clock();
  const { text, number } = await (typeof which === "number" ? readVersion(scope, which) : readLabelled(scope, which));
  const before = scope.cache.current.get(which);
  if (before && before.readAt > readAt && !before.value.stale) return before.value; // a later read was faster
  const same = before && !before.value.stale && before.value.version === number && before.value.text === text;
  const label = typeof which === "number" ? null : which;
  const value = same ? before.value : makeCurrent(scope, text, number, label, "store");
  keep(scope, which, value, readAt);
  if (!same) scope.snapshot?.save(snapshotKey(scope, which), { text, version: number, label }).catch(() => {});
  scope.follow();
  scope.cache.readAgain ??= () => refreshAll(scope);
  return value;
}

async function readLabelled(scope: Scope, label: string): Promise<{ text: string; number: number }> {
  const { store, address } = scope;
  const found = store.readText ? await store.readText(address, label) : (await store.read(address, label))?.version;
  if (found) return found;
  if (scope.layer.overlay && label === PRODUCTION) return { text: "", number: 0 };
  throw new KnowhowError(
    "label_not_found",
    `"${addressKey(scope.address)}" has no label "${label}". label() creates it.`,
  );
}

function keep(scope: Scope, which: string | number, value: Current, readAt: number): void {
  const { current: kept } = scope.cache;
  kept.set(which, { value, promise: Promise.resolve(value), readAt });
  if (typeof which === "string") return;
  const pinned = [...kept.keys()].filter((key) => typeof key === "number");
  const [oldest] = pinned;
  if (pinned.length > KEPT_PINNED && oldest !== undefined) kept.delete(oldest);
}

/** Reads again what is kept, after a commit of this process, so that `peek` shows it at once. */
export async function refreshAll(scope: Scope): Promise<void> {
  await Promise.all([...scope.cache.current.keys()].map((which) => refresh(scope, which)));
}
