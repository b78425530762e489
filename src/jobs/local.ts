/**
 * The `local` runner: reflects in this process, on any store. Its durable state is the pending lessons themselves;
 * claims in the store keep processes that share it from doing the same work. Nothing waits for it.
 */
import { type Address, addressKey, checkNamespace, type Namespace } from "../core/address.js";
import type { Backlog } from "../core/claim.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import type { Lesson } from "../core/feedback.js";
import type { ActiveRunner, Runner, RunnerHost } from "../core/ports/runner.js";
import type { Page } from "../core/ports/store.js";
import { type Alarm, systemAlarm } from "./alarm.js";
import { backOff, checkAtLeast, checkTiming, dueAt, type Retry, type Timing } from "./timing.js";
import { takeTurn, type Turn } from "./turn.js";

export interface LocalRunnerOptions extends Timing {
  /** How many instructions are reflected on at once; those of one never twice. Default 4. */
  readonly concurrency?: number;
  /** Only instructions in this namespace and below. Default: all. */
  readonly namespace?: Namespace;
  /**
   * How often the store is asked for lessons that others kept, in milliseconds; it is also asked at the start. A store
   * without `listing` cannot be asked. Default 1 minute.
   */
  readonly lookEvery?: number;
  /**
   * How long other processes leave instructions to this one after it was killed or has stood still, in milliseconds.
   * Default 1 minute.
   */
  readonly lease?: number;
  /** What the claims of this process are called, for people; no two processes may share it. Default: random. */
  readonly holder?: string;
  /** When to try again what failed. */
  readonly retry?: Retry;
  /** Told how each turn ended, for logs and metrics. What it throws is ignored. */
  readonly onTurn?: (turn: Turn) => void;
  /** Told when the store fails; it is asked again later. */
  readonly onError?: (error: KnowhowError) => void;
  /** Default: `setTimeout`, which does not keep the process alive. */
  readonly alarm?: Alarm;
}

const OPTIONS: OptionsOf<LocalRunnerOptions> = {
  after: true,
  maxWait: true,
  minFeedback: true,
  concurrency: true,
  namespace: true,
  lookEvery: true,
  lease: true,
  holder: true,
  retry: true,
  onTurn: true,
  onError: true,
  alarm: true,
};

/**
 * Reflects in this process when feedback has come in: `createMemory({ …, autoReflect: localRunner({ after: 5000 }) })`.
 * @throws `invalid_policy`, `invalid_name`
 */
export function localRunner(options: LocalRunnerOptions = {}): Runner {
  checkKnown("localRunner", options, OPTIONS);
  const { concurrency = 4, lookEvery = 60_000, lease = 60_000, retry = {} } = options;
  checkAtLeast("concurrency", concurrency, 1);
  checkAtLeast("lookEvery", lookEvery, 1);
  checkAtLeast("lease", lease, 1);
  checkAtLeast("retry.first", retry.first ?? 1, 0);
  checkAtLeast("retry.most", retry.most ?? 1, 0);
  const settings: Settings = {
    timing: checkTiming(options),
    namespace: checkNamespace(options.namespace ?? []),
    concurrency,
    lookEvery,
    lease,
    holder: options.holder ?? crypto.randomUUID(),
    retry,
    alarm: options.alarm ?? systemAlarm,
    onTurn: options.onTurn ?? (() => {}),
    onError: options.onError ?? (() => {}),
  };
  return { name: "local", start: (host) => new LocalWork(host, settings) };
}

interface Settings {
  readonly timing: Required<Timing>;
  readonly namespace: Namespace;
  readonly concurrency: number;
  readonly lookEvery: number;
  readonly lease: number;
  readonly holder: string;
  readonly retry: Retry;
  readonly alarm: Alarm;
  readonly onTurn: (turn: Turn) => void;
  readonly onError: (error: KnowhowError) => void;
}

/** What is known to wait, and from when on it may be taken up. */
interface Waiting {
  readonly backlog: Backlog;
  readonly notBefore: number;
}

class LocalWork implements ActiveRunner {
  readonly #host: RunnerHost;
  readonly #settings: Settings;
  readonly #waiting = new Map<string, Waiting>();
  /** Addresses whose turn is under way. */
  readonly #busy = new Set<string>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** How often the store failed in a row. */
  #storeFailures = 0;
  readonly #stop = new AbortController();
  #draining = false;
  #looking: Promise<void> | null = null;
  #nextLook = 0;
  #armed: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(host: RunnerHost, settings: Settings) {
    this.#host = host;
    this.#settings = settings;
    this.#armFor(host.clock());
  }

  notice({ address, createdAt }: Lesson): void {
    if (this.#draining || !this.#isMine(address)) return;
    const key = addressKey(address);
    const known = this.#waiting.get(key);
    const before = known?.backlog;
    const backlog: Backlog = {
      address,
      pending: (before?.pending ?? 0) + 1,
      parked: before?.parked ?? 0,
      oldest: before?.oldest ?? createdAt,
      newest: createdAt,
      claim: before?.claim ?? null,
    };
    this.#wait(key, { backlog, notBefore: known?.notBefore ?? 0 });
  }

  async drain(): Promise<void> {
    this.#draining = true;
    this.#armed?.cancel();
    await this.#looking;
    await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    this.#stop.abort(new KnowhowError("store_closed", "The memory was closed."));
    await this.drain();
  }

  #isMine({ namespace }: Address): boolean {
    return this.#settings.namespace.every((segment, index) => namespace[index] === segment);
  }

  /** Keeps what waits, and sees to it that the alarm rings when it is due. */
  #wait(key: string, waiting: Waiting): void {
    this.#waiting.set(key, waiting);
    if (!this.#busy.has(key)) this.#armFor(this.#due(waiting));
  }

  #due({ backlog, notBefore }: Waiting): number {
    return Math.max(dueAt(backlog, this.#settings.timing) ?? Number.POSITIVE_INFINITY, notBefore);
  }

  #armFor(at: number): void {
    if (this.#draining || at === Number.POSITIVE_INFINITY || (this.#armed && this.#armed.at <= at)) return;
    this.#armed?.cancel();
    const cancel = this.#settings.alarm(Math.max(0, at - this.#host.clock()), () => {
      this.#armed = null;
      this.#ring();
    });
    this.#armed = { at, cancel };
  }

  /** Takes up what is due, and sets the alarm for what is next. */
  #ring(): void {
    if (this.#draining) return;
    const now = this.#host.clock();
    let next = this.#nextLook;
    if (now >= this.#nextLook) {
      this.#nextLook = now + this.#settings.lookEvery;
      next = this.#nextLook;
      this.#looking = this.#look().finally(() => (this.#looking = null));
    }
    for (const [key, waiting] of this.#inTurn()) {
      // No more than can be worked on: others may do the rest, as the next look tells. The end of a turn rings again.
      if (this.#busy.size >= this.#settings.concurrency) break;
      if (this.#busy.has(key)) continue;
      const due = this.#due(waiting);
      if (due > now) next = Math.min(next, due);
      else this.#begin(key, waiting.backlog.address);
    }
    this.#armFor(next);
  }

  /** What waits; where others may work on the same, from another place on each time, so that they seldom meet. */
  #inTurn(): readonly (readonly [string, Waiting])[] {
    const all = [...this.#waiting];
    if (!this.#host.store.guarantees.shared) return all;
    const start = Math.floor(Math.random() * all.length);
    return [...all.slice(start), ...all.slice(0, start)];
  }

  /** Asks the store what waits: of an earlier process, of others, or taken back by a rollback or a person. */
  async #look(): Promise<void> {
    const noticed = new Map(this.#waiting);
    const found = new Set<string>();
    try {
      let cursor: string | null = null;
      do {
        const page: Page<Backlog> = await this.#host.store.backlog(this.#settings.namespace, { cursor, limit: 1000 });
        for (const backlog of page.items) {
          const key = addressKey(backlog.address);
          if (backlog.pending === 0 || this.#draining) continue;
          found.add(key);
          const known = this.#waiting.get(key);
          if (known === noticed.get(key)) this.#wait(key, { backlog, notBefore: known?.notBefore ?? 0 });
        }
        cursor = page.next;
      } while (cursor !== null);
      // What the store does not have any more, somebody else has reflected on.
      for (const [key, before] of noticed) {
        if (!found.has(key) && this.#waiting.get(key) === before) this.#waiting.delete(key);
      }
      this.#storeFailures = 0;
    } catch (error) {
      if (KnowhowError.is(error, "store_unsupported")) this.#nextLook = Number.POSITIVE_INFINITY;
      else this.#tell(error);
    }
  }

  #begin(key: string, address: Address): void {
    this.#busy.add(key);
    this.#waiting.delete(key);
    const turn = this.#turn(address).then((waiting) => {
      this.#underWay.delete(turn);
      this.#busy.delete(key);
      if (waiting) {
        // Lessons that came meanwhile are waited for with the others.
        const meanwhile = this.#waiting.get(key);
        const backlog = meanwhile ? { ...waiting.backlog, newest: meanwhile.backlog.newest } : waiting.backlog;
        this.#wait(key, { ...waiting, backlog });
      }
      // What came during the turn, or found no room, has set no alarm.
      this.#ring();
    });
    this.#underWay.add(turn);
  }

  /** Takes a turn, and gives what has to wait for another; null for nothing. Never throws. */
  async #turn(address: Address): Promise<Waiting | null> {
    const { holder, lease, retry, alarm, onTurn } = this.#settings;
    const { clock } = this.#host;
    const now = isoTime(clock());
    const rest = { address, pending: 1, parked: 0, oldest: now, newest: now, claim: null };
    try {
      const signal = this.#stop.signal;
      const turn = await takeTurn(this.#host, address, { holder, lease, retry, alarm, signal });
      quietly(() => onTurn(turn));
      this.#storeFailures = 0;
      if (turn.status === "busy") return { backlog: rest, notBefore: clock() + lease };
      if (turn.status !== "failed") return null;
      return {
        backlog: { ...rest, claim: { holder: null, since: null, until: null, failure: turn.failure } },
        notBefore: 0,
      };
    } catch (error) {
      this.#tell(error);
      return { backlog: rest, notBefore: clock() + backOff(this.#storeFailures, retry) };
    }
  }

  #tell(error: unknown): void {
    this.#storeFailures += 1;
    const message = error instanceof Error ? error.message : String(error);
    const known = KnowhowError.is(error)
      ? error
      : new KnowhowError("store_unavailable", `The store failed: ${message}`, { cause: error });
    quietly(() => this.#settings.onError(known));
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A listener's failure is its own.
  }
}
