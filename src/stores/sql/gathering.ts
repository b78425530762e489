/**
 * Work that comes at the same time is done together: what is handed in while earlier work is under way, or in the same
 * turn of the event loop, makes up the next batch. A lone piece of work does not wait for others.
 */

export interface GatheringOptions<Item, Result> {
  /** Does the items of a batch, all or none; gives a result for each, in their order. */
  readonly work: (items: readonly Item[], again: boolean) => Promise<readonly Result[]>;
  /** Two items with the same key never go into one batch. */
  readonly keyOf: (item: Item) => string;
  /** How large an item is, in any unit. */
  readonly sizeOf: (item: Item) => number;
  /** Whether a batch that failed should be done piece by piece, since one piece may have spoiled it. */
  readonly mayBeSpoilt: (error: unknown) => boolean;
  readonly limits: { readonly items: number; readonly size: number; readonly underWay: number };
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

export class Gathering<Item, Result> {
  readonly #options: GatheringOptions<Item, Result>;
  readonly #idle: (() => void)[] = [];
  #waiting: Waiting<Item, Result>[] = [];
  #underWay = 0;
  #starting = false;

  constructor(options: GatheringOptions<Item, Result>) {
    this.#options = options;
  }

  add(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed });
      this.#start();
    });
  }

  /** Ends when everything that was handed in is done. */
  async settled(): Promise<void> {
    if (this.#waiting.length === 0 && this.#underWay === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #start(): void {
    if (this.#starting || this.#underWay >= this.#options.limits.underWay || this.#waiting.length === 0) return;
    this.#starting = true;
    setImmediate(() => {
      this.#starting = false;
      const batch = this.#take();
      this.#underWay += 1;
      void this.#do(batch).finally(() => {
        this.#underWay -= 1;
        this.#start();
        if (this.#waiting.length === 0 && this.#underWay === 0) for (const tell of this.#idle.splice(0)) tell();
      });
      this.#start();
    });
  }

  /** At least one, in the order in which they came. */
  #take(): Waiting<Item, Result>[] {
    const { keyOf, sizeOf, limits } = this.#options;
    const batch: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const waiting of this.#waiting) {
      size += sizeOf(waiting.item);
      if (batch.length > 0 && (batch.length >= limits.items || size > limits.size || keys.has(keyOf(waiting.item))))
        break;
      keys.add(keyOf(waiting.item));
      batch.push(waiting);
    }
    this.#waiting = this.#waiting.slice(batch.length);
    return batch;
  }

  async #do(batch: readonly Waiting<Item, Result>[], again = false): Promise<void> {
    try {
      const results = await this.#options.work(
        batch.map(({ item }) => item),
        again,
      );
      for (const [index, { done }] of batch.entries()) done(results[index] as Result);
    } catch (error) {
      if (batch.length > 1 && this.#options.mayBeSpoilt(error)) {
        for (const one of batch) await this.#do([one], true);
      } else {
        for (const { failed } of batch) failed(error);
      }
    }
  }
}
