/** The port of runners: when and where pending lessons are reflected on, without anybody calling `reflect()`. */
import type { Address } from "../address.js";
import type { Clock } from "../clock.js";
import type { KnowhowError } from "../errors.js";
import type { Lesson } from "../feedback.js";
import type { ReflectionStatus } from "../reflection.js";
import type { Store } from "./store.js";

/** What a runner learns of a reflection. */
export interface Reflected {
  readonly status: ReflectionStatus;
  readonly version: number | null;
  readonly rationale: string;
  readonly error: KnowhowError | null;
}

export type Reflect = (signal: AbortSignal) => Promise<Reflected>;

/** What a runner is given by the memory that it works for. */
export interface RunnerHost {
  readonly store: Store;
  readonly clock: Clock;
  /**
   * What reflects on all pending lessons of these instructions. Null if the memory was not told with which options: no
   * handle was made for them, and `reopen` names none.
   */
  open(address: Address): Promise<Reflect | null>;
}

/** When and where reflections run. A value like strategies and stores, passed to `createMemory` as `autoReflect`. */
export interface Runner {
  readonly name: string;
  /** Called once for a memory. Begins with the lessons that wait already. */
  start(host: RunnerHost): ActiveRunner;
}

/** A runner at work for one memory. */
export interface ActiveRunner {
  /** A lesson was kept. Returns at once, and never throws: the pending lesson itself is what is not lost. */
  notice(lesson: Lesson): void;
  /** Begins no reflection any more, and waits for those under way. */
  drain(): Promise<void>;
  /** Calls off the reflections under way, and waits until they have ended. Their lessons stay pending. */
  close(): Promise<void>;
}
