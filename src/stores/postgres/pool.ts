/**
 * What is used of a `pg` pool, and a cover over it that makes every statement safe behind PgBouncer in transaction
 * mode: no session settings, no named statements where it does not know them, an end to waiting, and no broken
 * connection put back.
 */
import type { PostgresPool as KyselyPool, PostgresPoolClient as KyselyClient } from "kysely";
import { inTime } from "../../core/in-time.js";
import { isLost } from "./failures.js";
import { Prepared } from "./prepared.js";

/** A connection of the pool, as `pg` gives it. */
export interface PostgresClient {
  query(statement: PostgresStatement): Promise<unknown>;
  release(destroy?: boolean): void;
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
}

/** A pool of `pg`, or anything that behaves like it. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}

/** The form of a query that `pg` takes. */
export interface PostgresStatement {
  readonly text: string;
  readonly name?: string;
  readonly values?: unknown[];
  readonly types?: typeof plainTypes;
}

interface Outcome {
  readonly command: string;
  readonly rowCount: number;
  readonly rows: unknown[];
}

/**
 * Numbers as numbers, truth as truth, all else as the text it is, whatever parsers the application has set for itself.
 */
const plainTypes = {
  getTypeParser(type: number): (value: string) => unknown {
    return (value) => (NUMBERS.has(type) ? Number(value) : type === BOOLEAN ? value === "t" : value);
  },
};
/** int8, int2, int4, float4, float8. */
const NUMBERS = new Set([20, 21, 23, 700, 701]);
const BOOLEAN = 16;

const tooSlow = (): Error => new Error("Query read timeout");

/** How much longer the client waits than the server is told to, so that mostly the server says that it was too slow. */
const GRACE = 1000;

/** A pool whose every statement may take `limit` milliseconds. */
export class GuardedPool {
  readonly #pool: PostgresPool;
  readonly #limit: number;
  readonly #prepared = new Prepared();
  // One for each connection: Kysely keeps something for every new one that it sees, in weak maps, which is dear.
  readonly #leases = new WeakMap<PostgresClient, Lease>();

  constructor(pool: PostgresPool, limit: number) {
    this.#pool = pool;
    this.#limit = limit;
  }

  /** Asks one statement past Kysely. Names of columns stay as the database has them. */
  async ask(sql: string, values: readonly unknown[]): Promise<unknown[]> {
    const lease = await this.#lend();
    try {
      return (await lease.query(sql, values)).rows;
    } finally {
      lease.release();
    }
  }

  /** The pool as Kysely uses it. It is ended by whoever made it. */
  get forKysely(): KyselyPool {
    return { connect: () => this.#lend() as Promise<unknown> as Promise<KyselyClient>, end: async () => {} };
  }

  async #lend(): Promise<Lease> {
    const connection = await this.#pool.connect();
    let lease = this.#leases.get(connection);
    if (!lease) this.#leases.set(connection, (lease = new Lease(connection, this.#limit, this.#prepared)));
    lease.lend();
    return lease;
  }
}

/** One connection, and what is known of it while it is lent. */
class Lease {
  readonly #client: PostgresClient;
  readonly #limit: number;
  readonly #prepared: Prepared;
  #begun = false;
  #broken = false;
  // A connection that dies while nobody listens would take the process with it.
  readonly #breaks = () => {
    this.#broken = true;
  };

  constructor(client: PostgresClient, limit: number, prepared: Prepared) {
    this.#client = client;
    this.#limit = limit;
    this.#prepared = prepared;
  }

  /** Begins anew, until {@link release}. */
  lend(): void {
    this.#begun = false;
    this.#broken = false;
    this.#client.on("error", this.#breaks);
  }

  async query(sql: string, values: readonly unknown[]): Promise<Outcome> {
    // The server rolls back when a connection ends; to ask for it would be an error that hides the first.
    if (sql === "rollback" && this.#broken) return { command: "ROLLBACK", rowCount: 0, rows: [] };
    if (sql === "begin") this.#begun = true;
    // A name that is refused within a transaction would end it.
    const name = this.#begun ? undefined : this.#prepared.nameOf(sql);
    try {
      return await this.#send(sql === "begin" ? this.#begin() : sql, values, name);
    } catch (error) {
      if (name === undefined || !this.#prepared.isRefusal(error)) throw error;
      return this.#send(sql, values);
    }
  }

  async #send(text: string, values: readonly unknown[], name?: string): Promise<Outcome> {
    const all = [...values];
    const statement: PostgresStatement =
      name === undefined ? { text, values: all, types: plainTypes } : { name, text, values: all, types: plainTypes };
    try {
      const outcome = (await inTime(this.#client.query(statement), this.#limit + GRACE, tooSlow)) as Outcome;
      if (text === "commit" && outcome.command !== "COMMIT") throw new Error("The transaction was rolled back.");
      return outcome;
    } catch (error) {
      // After the client's own time limit the answer is still to come, and would be taken for that of the next.
      if (isLost(error) || /Query read timeout/.test(String(error))) this.#broken = true;
      throw error;
    }
  }

  release(): void {
    this.#client.off("error", this.#breaks);
    this.#client.release(this.#broken);
  }

  /**
   * Settings end with the transaction, so that they stick to no session. Each statement must see what was committed
   * before it, not before the transaction: what a row lock waited for would else be read as it was.
   */
  #begin(): string {
    return (
      `begin isolation level read committed; set local statement_timeout = ${this.#limit}; ` +
      `set local idle_in_transaction_session_timeout = ${this.#limit * 2}`
    );
  }
}
