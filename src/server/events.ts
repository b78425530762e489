/** Changes as events: numbered, and kept for a while, so that whoever was away can go on where they left off. */
import type { Address } from "../core/address.js";
import { type Clock, isoTime } from "../core/clock.js";
import type { Changed, ChangeKind, Memory } from "../memory.js";

/** So many events are kept. */
const KEPT = 1000;

export interface ChangeEvent {
  readonly id: string;
  readonly at: string;
  /** Null: it may be anywhere. */
  readonly address: Address | null;
  /** `other`: another process changed something that a reader would see. */
  readonly kinds: readonly (ChangeKind | "other")[];
}

export class Events {
  /** Another process counts from the beginning, so its numbers mean nothing here. */
  readonly #series = crypto.randomUUID().slice(0, 8);
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: ChangeEvent) => void>();
  readonly #ends: (() => void)[];
  #kept: ChangeEvent[] = [];
  #count = 0;

  constructor(memory: Memory, clock: Clock) {
    this.#clock = clock;
    const elsewhere = memory.store.watch?.((address) => this.#tell(address, ["other"]));
    const here = memory.watch(({ address, kinds }: Changed) => this.#tell(address, kinds));
    this.#ends = elsewhere ? [here, elsewhere] : [here];
  }

  #tell(address: Address | null, kinds: ChangeEvent["kinds"]): void {
    this.#count += 1;
    const event = { id: `${this.#series}-${this.#count}`, at: isoTime(this.#clock()), address, kinds };
    this.#kept.push(event);
    if (this.#kept.length > 2 * KEPT) this.#kept = this.#kept.slice(-KEPT);
    for (const listener of this.#listeners) listener(event);
  }

  /** The id of the newest event. */
  get last(): string {
    return `${this.#series}-${this.#count}`;
  }

  /** What came after an event; null if that is not known any more. */
  since(id: string): readonly ChangeEvent[] | null {
    if (id === this.last) return [];
    const [series, number] = id.split("-");
    if (series === this.#series && number === "0" && this.#count <= KEPT) return [...this.#kept];
    const at = this.#kept.findIndex((event) => event.id === id);
    return at < 0 ? null : this.#kept.slice(at + 1);
  }

  listen(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    for (const end of this.#ends) end();
  }
}
