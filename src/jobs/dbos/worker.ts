/**
 * The `dbos` runner: any number of processes take turns out of one queue on PostgreSQL, partitioned by instructions.
 * The pending lessons stay the only truth; what is in the queue says when somebody is to look at them.
 */
import { setTimeout } from "node:timers/promises";
import type { KnowhowError } from "../../core/errors.js";
import type { Lesson } from "../../core/feedback.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import type { ActiveRunner, Runner, RunnerHost } from "../../core/ports/runner.js";
import { systemAlarm } from "../alarm.js";
import { backOff, checkAtLeast, checkTiming, type Retry, type Timing, TIMING_OPTIONS } from "../timing.js";
import { takeTurn, type Turn } from "../turn.js";
import { alone } from "./alone.js";
import { Care, holderOf } from "./care.js";
import { type Dbos, loadDbos } from "./load-dbos.js";
import { APPLICATION, checkPlace, type DbosPlace, PLACE_OPTIONS, PROTOCOL } from "./place.js";
import { asKnowhowError, Notices } from "./queue.js";
import { readRequest, requestOf } from "./request.js";
import { DUE, TurnQueue, TURNS } from "./turn-queue.js";
import { registerTaker, type TurnTaker, unregisterTaker } from "./workflows.js";

export interface DbosWorkerOptions extends DbosPlace, Timing {
  /**
   * How many instructions each worker reflects on at once. It is kept with the queue: what the worker says that was
   * started last holds for all. Default 4.
   */
  readonly concurrency?: number;
  /** How long a killed worker's turns stay its own, in milliseconds. Default 1 minute. */
  readonly lease?: number;
  /** How often the queue is asked for turns, in milliseconds. Default 500. */
  readonly pollEvery?: number;
  /** How often lost turns and lessons that nobody told of are looked for, in milliseconds. Default 5 seconds. */
  readonly lookEvery?: number;
  /** How long DBOS's rows of turns that have ended are kept, in milliseconds. Default 1 day. */
  readonly keep?: number;
  /** What this worker is called, for people; no two may share it. Default: random. */
  readonly executor?: string;
  /** When to try again what failed. */
  readonly retry?: Retry;
  /** Told how each turn ended, for logs and metrics. What it throws is ignored. */
  readonly onTurn?: (turn: Turn) => void;
  /** Told when the store or DBOS fails; it is tried again. */
  readonly onError?: (error: KnowhowError) => void;
}

/** A worker, and whether it has begun. */
export interface DbosWorker extends Runner {
  /** Ends when DBOS runs in this process; rejects when its first start failed, which is tried again until `close`. */
  ready(): Promise<void>;
}

const OPTIONS: OptionsOf<DbosWorkerOptions> = {
  ...PLACE_OPTIONS,
  ...TIMING_OPTIONS,
  concurrency: true,
  lease: true,
  pollEvery: true,
  lookEvery: true,
  keep: true,
  executor: true,
  retry: true,
  onTurn: true,
  onError: true,
};

/**
 * Reflects in this process on what comes out of the queue that all workers on this database share:
 * `createMemory({ …, autoReflect: dbosWorker({ url }) })`. DBOS runs once in a process, and then keeps it alive.
 * @throws `invalid_policy`
 */
export function dbosWorker(options: DbosWorkerOptions): DbosWorker {
  checkKnown("dbosWorker", options, OPTIONS);
  const { concurrency = 4, lease = 60_000, pollEvery = 500, lookEvery = 5000, keep = 86_400_000 } = options;
  for (const [name, value] of Object.entries({ concurrency, lease, pollEvery, lookEvery }))
    checkAtLeast(name, value, 1);
  const { retry = {} } = options;
  for (const [name, value = 1] of Object.entries({ keep, "retry.first": retry.first, "retry.most": retry.most })) {
    checkAtLeast(name, value, 0);
  }
  const settings: Settings = {
    place: checkPlace(options),
    timing: checkTiming(options),
    executor: options.executor ?? crypto.randomUUID(),
    onTurn: options.onTurn ?? (() => {}),
    onError: options.onError ?? (() => {}),
    concurrency,
    lease,
    pollEvery,
    lookEvery,
    keep,
    retry,
  };
  const first = once();
  return {
    name: "dbos",
    ready: () => first.promise,
    start: (host) => new DbosWork(host, settings, first),
  };
}

interface Settings {
  readonly place: Required<DbosPlace>;
  readonly timing: Required<Timing>;
  readonly concurrency: number;
  readonly lease: number;
  readonly pollEvery: number;
  readonly lookEvery: number;
  readonly keep: number;
  readonly executor: string;
  readonly retry: Retry;
  readonly onTurn: (turn: Turn) => void;
  readonly onError: (error: KnowhowError) => void;
}

/** The longest that DBOS waits for the turns under way. */
const WHILE_IT_TAKES = 2_147_483_647;
const START_AGAIN: Retry = { first: 1000, most: 60_000 };

class DbosWork implements ActiveRunner, TurnTaker {
  readonly #host: RunnerHost;
  readonly #settings: Settings;
  readonly #queue: TurnQueue;
  readonly #notices: Notices;
  /** Raised by `drain`: nothing new begins. */
  readonly #ending = new AbortController();
  /** Raised by `close`: what is under way is called off. */
  readonly #stop = new AbortController();
  readonly #begun: Promise<void>;
  #drained: Promise<void> | null = null;
  #turns = 0;

  constructor(host: RunnerHost, settings: Settings, first: Once) {
    this.#host = host;
    this.#settings = settings;
    this.#queue = new TurnQueue(settings.place);
    this.#notices = new Notices(this.#queue, settings.timing, settings.onError);
    this.#begun = this.#run(first);
  }

  notice(lesson: Lesson): void {
    this.#notices.notice(lesson);
  }

  drain(): Promise<void> {
    this.#ending.abort();
    return (this.#drained ??= this.#begun);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.drain();
    await this.#notices.close();
  }

  /** Starts DBOS, looks after it until `drain`, and then lets the turns under way end. Never throws. */
  async #run(first: Once): Promise<void> {
    const dbos = await this.#launch(first);
    first.reject(asKnowhowError(new Error("The memory was closed before DBOS ran.")));
    if (!dbos) return;
    const { DBOS } = dbos;
    const { timing, lease, lookEvery, keep } = this.#settings;
    const care = new Care(this.#host, DBOS, this.#queue, { timing, lease, lookEvery, keep });
    while (!this.#ending.signal.aborted) {
      await care.look().catch((error) => this.#tell(error));
      await this.#pause(lookEvery);
    }
    await DBOS.shutdown({ workflowCompletionTimeoutMS: WHILE_IT_TAKES }).catch((error) => this.#tell(error));
    unregisterTaker(this);
  }

  /** Null if it was told to end first, or cannot run here at all. */
  async #launch(first: Once): Promise<Dbos | null> {
    for (let failures = 1; !this.#ending.signal.aborted; failures += 1) {
      try {
        const dbos = await loadDbos();
        // DBOS would make a database that is not there.
        await this.#host.store.backlog([], { limit: 1 });
        registerTaker(dbos, this);
        try {
          await this.#start(dbos);
        } catch (error) {
          unregisterTaker(this);
          throw error;
        }
        first.resolve();
        return dbos;
      } catch (error) {
        const known = asKnowhowError(error);
        first.reject(known);
        this.#tell(known);
        if (known.code === "missing_dependency" || known.code === "invalid_policy") return null;
        await this.#pause(backOff(failures, START_AGAIN));
      }
    }
    return null;
  }

  async #start({ DBOS }: Dbos): Promise<void> {
    const { place, executor, concurrency, pollEvery } = this.#settings;
    const config = {
      name: APPLICATION,
      systemDatabaseUrl: place.url,
      systemDatabaseSchemaName: place.schema,
      systemDatabasePoolSize: Math.max(5, concurrency + 2),
      applicationVersion: PROTOCOL,
      executorID: executor,
      listenQueues: [DUE, TURNS],
      // Nothing waits for messages, and LISTEN does not work through a pooler.
      useListenNotify: false,
      // What fails is told by whoever asked, and by `look`.
      logger: { info() {}, debug() {}, warn() {}, error() {} },
    };
    const launch = async (runMigrations: boolean): Promise<void> => {
      DBOS.setConfig({ ...config, runMigrations });
      try {
        await DBOS.launch();
      } catch (error) {
        await DBOS.shutdown().catch(() => {});
        throw error;
      }
    };
    // First as the tables are, which needs no right to make any; then they are made or brought up to date.
    await launch(false).catch(() => alone(this.#host, executor, () => launch(true)));
    const every = { minPollingIntervalMs: pollEvery, onConflict: "always_update" } as const;
    await DBOS.registerQueue(DUE, every);
    await DBOS.registerQueue(TURNS, { ...every, workerConcurrency: concurrency, partitionConcurrency: 1 });
  }

  async due(given: unknown, id: string): Promise<void> {
    const { address, timing } = readRequest(given);
    await this.#queue.enqueue(requestOf(address, timing), { id });
  }

  async take(given: unknown, cancelled: AbortSignal): Promise<string> {
    const { address, timing } = readRequest(given);
    const { executor, lease, retry, onTurn } = this.#settings;
    const turn = await takeTurn(this.#host, address, {
      holder: holderOf(executor, (this.#turns += 1)),
      signal: AbortSignal.any([this.#stop.signal, cancelled]),
      alarm: systemAlarm,
      lease,
      retry,
      timing,
    }).catch((error: unknown) => {
      this.#tell(error);
      // Found again by `look`. What is thrown here is kept by DBOS, and is to say nothing of the lesson.
      throw new Error(asKnowhowError(error).code);
    });
    quietly(() => onTurn(turn));
    const wait = this.#waitAfter(turn);
    if (wait !== null) await this.#queue.again(requestOf(address, timing), wait).catch((error) => this.#tell(error));
    return turn.status;
  }

  /** In how many milliseconds somebody is to look again; null for when something comes. */
  #waitAfter({ status, due, failure }: Turn): number | null {
    const now = this.#host.clock();
    if (status === "early" && due !== null) return due - now;
    if (status === "failed" && failure) return Date.parse(failure.nextTry) - now;
    if (status === "busy") return this.#settings.lease;
    // Called off with this worker: another may begin at once. What somebody cancelled in DBOS is left for a while.
    return status === "cancelled" && this.#stop.signal.aborted ? 1 : null;
  }

  #tell(error: unknown): void {
    quietly(() => this.#settings.onError(asKnowhowError(error)));
  }

  /** Ends early when nothing new is to begin. Keeps the process alive, as DBOS does. */
  async #pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, null, { signal: this.#ending.signal }).catch(() => {});
  }
}

interface Once {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** A promise that is settled from outside, and may be left alone. */
function once(): Once {
  let settle: Omit<Once, "promise"> = { resolve() {}, reject() {} };
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => {});
  return { promise, ...settle };
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A listener's failure is its own.
  }
}
