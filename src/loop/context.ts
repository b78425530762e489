/** What every step of the loop is given: the injected parts, and the limits. */
import type { Address } from "../core/address.js";
import type { AuthorityPolicy, Layer } from "../core/authority.js";
import type { Clock } from "../core/clock.js";
import type { Lesson } from "../core/feedback.js";
import type { Gate } from "../core/ports/gate.js";
import type { Screen } from "../core/ports/screen.js";
import type { Snapshot } from "../core/ports/snapshot.js";
import type { Store } from "../core/ports/store.js";
import type { ReflectionBudget, Strategy } from "../core/ports/strategy.js";
import type { Ref } from "../core/ref.js";
import type { TemplateFormat, Variables } from "../core/template.js";

/** Takes secrets or personal data out of a text before it is stored. */
export type Redact = (text: string, what: "message" | "comment" | "revised") => string | Promise<string>;

/** What holds for the whole memory. */
export interface MemoryContext {
  readonly store: Store;
  readonly strategy: Strategy | null;
  readonly screens: readonly Screen[];
  readonly gate: Gate | null;
  readonly authority: AuthorityPolicy;
  readonly redact: Redact | null;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a read is served from memory before the store is asked again, in milliseconds. */
  readonly maxAge: number;
  /** How long the store is waited for where there is something else to read, in milliseconds. */
  readonly patience: number;
  readonly snapshot: Snapshot | null;
  /** Called after a read: begins to follow what other processes change. */
  readonly follow: () => void;
  /** Tells the runner, if there is one, that a lesson is pending. */
  readonly notice: (lesson: Lesson) => void;
  /** Whether the memory was closed, after which nothing answers any more, also not from memory. */
  readonly isClosed: () => boolean;
  /** The longest text of a message or comment, in UTF-16 code units. */
  readonly maxTextLength: number;
}

/** How one instructions may change. */
export interface Policy {
  /** Who may change what; default: the memory's. */
  readonly authority?: AuthorityPolicy;
  /** The most tokens the text may have; a proposal beyond it is refused. Default: no limit. */
  readonly tokenBudget?: number;
  /** Headings whose sections only an operator's hand changes. */
  readonly lockedHeadings?: readonly string[];
  /** Default: the memory's. */
  readonly strategy?: Strategy;
  /** The operator's guidance on how to update, given to every model strategy. */
  readonly updateInstructions?: string;
  /** For a team: what must have happened for these instructions to be to blame. */
  readonly whenToUpdate?: string;
  /**
   * In shared layers, what users teach takes effect when so many people taught the same in their own words. Until then
   * it is a proposal. Default: somebody must accept it.
   */
  readonly quorum?: { readonly people: number };
  /** A proposal that nobody decided for so long expires, in milliseconds. Offers of a seed do not. Default: never. */
  readonly expiresAfter?: number;
  /** Nobody accepts what they proposed or taught themselves. Default false. */
  readonly separateApprover?: boolean;
  /** After so many reflections that failed on it or did not understand it, a lesson is parked. Default 3. */
  readonly maxAttempts?: number;
  /** The most lessons one reflection takes. Default 20. */
  readonly maxLessons?: number;
  /**
   * What one reflection may use; beyond it fails with `budget_exceeded`, and its lessons stay pending. Default: no
   * limit.
   */
  readonly budget?: ReflectionBudget;
  /** An accepted lesson with a run becomes a case where its rule can be checked. Default: true if there is a gate. */
  readonly deriveCases?: boolean;
}

/** What holds for one instructions. */
export interface Scope extends MemoryContext {
  readonly address: Address;
  readonly seed: string | null;
  /** What is read when there is nothing else. */
  readonly fallback: string | null;
  readonly templateFormat: TemplateFormat;
  readonly layer: Layer;
  readonly policy: Policy;
  readonly cache: ReadCache;
}

/** What `current()` gives: the text an agent runs on, and what to keep with the run. */
export interface Current {
  readonly text: string;
  readonly ref: Ref;
  /** The version's number; 0 for an overlay that has none yet, and for a fallback. */
  readonly version: number;
  /** True while the store is away: a newer version may be in force by now. */
  readonly stale: boolean;
  /** `store` (served from memory for `maxAge`), or what stood in for it: `memory`, `snapshot` or `fallback`. */
  readonly from: "store" | "memory" | "snapshot" | "fallback";
  /** Fills in the variables. @throws `missing_variable` */
  render(variables?: Variables): string;
}

/** One read that is kept. */
export interface KeptRead {
  readonly value: Current;
  /** Of the value; given to every caller. */
  readonly promise: Promise<Current>;
  /** By the memory's clock; minus infinity once it is known that something changed. */
  readAt: number;
}

/** The reads of one instructions. */
export interface ReadCache {
  /** By label, or by number for a pinned version. */
  readonly current: Map<string | number, KeptRead>;
  /**
   * By the handle's seed: the making sure that the instructions exist and the seed was looked at, under way or done.
   */
  readonly ensured: Map<string | null, Promise<void>>;
  /** Reads all of it again; null before the first read. */
  readAgain: (() => Promise<void>) | null;
}

export const PRODUCTION = "production";
/** How often a commit is tried again when another writer was faster. */
export const COMMIT_TRIES = 20;
