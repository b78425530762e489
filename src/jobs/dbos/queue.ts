/**
 * The application's side of the `dbos` runner: lessons are told to the queue, and reflected on by workers elsewhere.
 * What is not told, because the database was away or the process was killed, the workers find by themselves.
 */
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Lesson } from "../../core/feedback.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import type { ActiveRunner, Runner } from "../../core/ports/runner.js";
import { checkTiming, type Timing, TIMING_OPTIONS } from "../timing.js";
import { checkPlace, type DbosPlace, PLACE_OPTIONS } from "./place.js";
import { requestOf } from "./request.js";
import { atMost, TurnQueue } from "./turn-queue.js";

export interface DbosQueueOptions extends DbosPlace, Timing {
  /** Told when a lesson could not be put into the queue; a worker finds it later. */
  readonly onError?: (error: KnowhowError) => void;
}

const OPTIONS: OptionsOf<DbosQueueOptions> = { ...PLACE_OPTIONS, ...TIMING_OPTIONS, onError: true };

/** How long `drain` waits for a database that is away, in milliseconds. */
const PATIENCE = 5000;

/**
 * Has workers with `dbosWorker` reflect when feedback has come in:
 * `createMemory({ …, autoReflect: dbosQueue({ url, after: 5000 }) })`. This process itself reflects on nothing.
 * @throws `invalid_policy`
 */
export function dbosQueue(options: DbosQueueOptions): Runner {
  checkKnown("dbosQueue", options, OPTIONS);
  const place = checkPlace(options);
  const timing = checkTiming(options);
  return {
    name: "dbos-queue",
    start: () => new Notices(new TurnQueue(place), timing, options.onError ?? (() => {})),
  };
}

/** Tells lessons to the queue, those of one instructions one after the other. */
export class Notices implements ActiveRunner {
  readonly #queue: TurnQueue;
  readonly #timing: Required<Timing>;
  readonly #onError: (error: KnowhowError) => void;
  /** What is being told; `more` if another lesson came meanwhile. */
  readonly #telling = new Map<string, { more: boolean; done: Promise<void> }>();

  constructor(queue: TurnQueue, timing: Required<Timing>, onError: (error: KnowhowError) => void) {
    this.#queue = queue;
    this.#timing = timing;
    this.#onError = onError;
  }

  notice({ address }: Pick<Lesson, "address">): void {
    const key = addressKey(address);
    const telling = this.#telling.get(key);
    if (telling) {
      telling.more = true;
      return;
    }
    const entry = { more: false, done: Promise.resolve() };
    this.#telling.set(key, entry);
    entry.done = this.#tell(requestOf(address, this.#timing), entry).finally(() => this.#telling.delete(key));
  }

  async drain(): Promise<void> {
    await atMost(PATIENCE, Promise.all([...this.#telling.values()].map(({ done }) => done)));
  }

  async close(): Promise<void> {
    await this.drain();
    await this.#queue.close();
  }

  /** Never throws. What came while it was told is told together, once. */
  async #tell(request: ReturnType<typeof requestOf>, entry: { more: boolean }): Promise<void> {
    try {
      do {
        entry.more = false;
        await this.#queue.afterLesson(request);
      } while (entry.more);
    } catch (error) {
      try {
        this.#onError(asKnowhowError(error));
      } catch {
        // A listener's failure is its own.
      }
    }
  }
}

/** SQLSTATE: the table, or its schema, is not there. */
const NOT_MADE = ["42P01", "3F000"];

/** From what DBOS and its driver throw. */
export function asKnowhowError(error: unknown): KnowhowError {
  if (KnowhowError.is(error)) return error;
  const {
    code,
    message = String(error),
    cause,
  } = Object(error) as { code?: string; message?: string; cause?: unknown };
  const state = code ?? (Object(cause) as { code?: string }).code;
  if (state !== undefined && NOT_MADE.includes(state)) {
    const why =
      "There is no queue yet: no worker with DBOS has run on this database. What waits is found by the first.";
    return new KnowhowError("store_unavailable", why, { cause: error });
  }
  if (state === "42501") {
    return new KnowhowError("store_denied", `The database does not let this user use DBOS's schema: ${message}`, {
      cause: error,
    });
  }
  return new KnowhowError("store_unavailable", `DBOS failed: ${message}`, { cause: error });
}
