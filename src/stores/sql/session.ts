/** The connection of a store, from its first use until it is closed. */
import { KnowhowError } from "../../core/errors.js";

/** What is used of a driver. */
interface Connecting<Connection> {
  readonly name: string;
  connect(): Promise<Connection>;
  attempt<T>(work: (again: boolean) => Promise<T>, writes: boolean): Promise<T>;
}

export class Session<Connection extends { close(): Promise<void> }> {
  readonly #driver: Connecting<Connection>;
  readonly #running = new Set<Promise<unknown>>();
  readonly #going = new Set<() => void>();
  #connection: Promise<Connection> | null = null;
  #closed = false;

  constructor(driver: Connecting<Connection>) {
    this.#driver = driver;
  }

  use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#run((connection) => this.#driver.attempt(() => work(connection), false));
  }

  /** `again`: an earlier try of this work may have taken effect. */
  write<T>(work: (connection: Connection, again: boolean) => Promise<T>): Promise<T> {
    return this.#run((connection) => this.#driver.attempt((again) => work(connection, again), true));
  }

  async #run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const { name } = this.#driver;
    if (this.#closed) throw new KnowhowError("store_closed", `The store ${name} was closed. Open a new one.`);
    const running = this.#open().then(work);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Begins something that goes on, once there is a connection; it ends with the function given, or at closing. */
  keepUp(begin: (connection: Connection) => (() => void) | undefined): () => void {
    let end: (() => void) | undefined;
    let ended = this.#closed;
    const stop = () => {
      ended = true;
      end?.();
      this.#going.delete(stop);
    };
    if (ended) return stop;
    this.#going.add(stop);
    this.#open().then(
      (connection) => {
        if (!ended) end = begin(connection);
      },
      () => {},
    );
    return stop;
  }

  /** Lets what was begun end, then closes. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#going) stop();
    await Promise.allSettled(this.#running);
    const connection = await this.#connection?.catch(() => null);
    await connection?.close();
  }

  /** A failed opening is forgotten, so that the next use tries again. */
  #open(): Promise<Connection> {
    this.#connection ??= this.#driver
      .attempt(() => this.#driver.connect(), false)
      .catch((error: unknown) => {
        this.#connection = null;
        throw error;
      });
    return this.#connection;
  }
}
