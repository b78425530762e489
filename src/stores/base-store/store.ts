/**
 * A `BaseStore` of LangGraph on an SQL database. A batch is one transaction, its operations see those before them; what
 * is handed out is the caller's own. Limits: search by words, not by meaning.
 */
import { BaseStore, type Operation, type OperationResults } from "@langchain/langgraph";
import { KnowhowError } from "../../core/errors.js";
import type { Queries } from "../sql/connection.js";
import { Session } from "../sql/session.js";
import { runSteps, writes } from "./batch.js";
import type { ItemsDialect } from "./dialect.js";
import { sweepPortion } from "./expiry.js";
import { checkOperation } from "./operation.js";
import type { Settings } from "./settings.js";

/** An open database with the tables of items. */
export interface ItemsConnection {
  readonly db: Queries;
  readonly dialect: ItemsDialect;
  close(): Promise<void>;
}

export interface ItemsDriver {
  readonly name: string;
  connect(): Promise<ItemsConnection>;
  attempt<T>(work: (again: boolean) => Promise<T>, writes: boolean): Promise<T>;
}

type Item = NonNullable<Awaited<ReturnType<BaseStore["get"]>>>;
type SearchItem = Awaited<ReturnType<BaseStore["search"]>>[number];
type SearchOptions = NonNullable<Parameters<BaseStore["search"]>[1]>;
type ListOptions = NonNullable<Parameters<BaseStore["listNamespaces"]>[0]>;

/** Whether reading lets items live on; by default as the store is set. */
export interface ReadOptions {
  readonly refreshTtl?: boolean;
}

export interface PutOptions {
  /** How long the item lives, in minutes; null for ever. Default: the store's. */
  readonly ttl?: number | null;
}

/** A `BaseStore` in an SQL database, made by `sqliteBaseStore` or `postgresBaseStore`. */
export class SqlBaseStore extends BaseStore {
  readonly #session: Session<ItemsConnection>;
  readonly #settings: Settings;
  #sweeping: ReturnType<typeof setInterval> | null = null;

  /** @internal */
  constructor(driver: ItemsDriver, settings: Settings) {
    super();
    this.#session = new Session(driver);
    this.#settings = settings;
  }

  /**
   * Runs the operations in their order, all or none: each sees what those before it did, and if one fails nothing is
   * written.
   * @throws `invalid_item`, `invalid_name`, `invalid_text`, `invalid_filter`, `invalid_policy`, and `store_*`
   */
  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    const now = this.#settings.clock();
    const steps = operations.map((operation) => checkOperation(operation, this.#settings, now));
    this.start();
    const results = steps.some(writes)
      ? await this.#session.write(({ db, dialect }) =>
          steps.length === 1 && dialect.putsAtOnce
            ? runSteps(db, dialect, steps, now)
            : db.transaction().execute((transaction) => runSteps(transaction, dialect, steps, now)),
        )
      : await this.#session.use(({ db, dialect }) => runSteps(db, dialect, steps, now));
    return results as OperationResults<Op>;
  }

  override async get(namespace: string[], key: string, options: ReadOptions = {}): Promise<Item | null> {
    const [item = null] = await this.batch([{ namespace, key, ...options }]);
    return item;
  }

  /**
   * Items under a namespace, also of longer ones; under `[]` all. With `query` those that have any of its words, best
   * first, with a `score` that grows with how well they fit; without, those that were written last come first.
   */
  override async search(namespacePrefix: string[], options: SearchOptions & ReadOptions = {}): Promise<SearchItem[]> {
    const [items = []] = await this.batch([{ ...options, namespacePrefix }]);
    return items;
  }

  /** Keeps a value. `index` says what of it is searched by `query`: paths, or `false` for nothing. */
  override async put(
    namespace: string[],
    key: string,
    value: Record<string, unknown>,
    index?: false | string[],
    options: PutOptions = {},
  ): Promise<void> {
    if (Array.isArray(namespace) && namespace[0] === "langgraph") {
      throw new KnowhowError("invalid_name", 'A namespace must not begin with "langgraph", which is LangGraph\'s own.');
    }
    const indexed = index === undefined ? {} : { index };
    const operation: Operation & { options: PutOptions } = { namespace, key, value, ...indexed, options };
    await this.batch([operation]);
  }

  override async delete(namespace: string[], key: string): Promise<void> {
    await this.batch([{ namespace, key, value: null }]);
  }

  /** Namespaces in order, those alone that hold an item. A `*` in `prefix` and `suffix` stands for any one label. */
  override async listNamespaces(options: ListOptions = {}): Promise<string[][]> {
    const { prefix, suffix, maxDepth, limit = 100, offset = 0 } = options;
    const matchConditions = [
      ...(prefix ? [{ matchType: "prefix" as const, path: prefix }] : []),
      ...(suffix ? [{ matchType: "suffix" as const, path: suffix }] : []),
    ];
    const depth = maxDepth === undefined ? {} : { maxDepth };
    const [namespaces = []] = await this.batch([{ matchConditions, ...depth, limit, offset }]);
    return namespaces;
  }

  /** Deletes what has expired, and gives how many items that were. */
  async sweepExpiredItems(): Promise<number> {
    const now = this.#settings.clock();
    let total = 0;
    for (let more = true; more;) {
      const portion = await this.#session.write(({ db }) => sweepPortion(db, now));
      total += portion.swept;
      ({ more } = portion);
    }
    return total;
  }

  /** Begins to sweep now and then, if the store is set to. The first use does it too. */
  override start(): void {
    const { sweepEvery } = this.#settings;
    if (sweepEvery === null || this.#sweeping) return;
    // What it could not sweep now it sweeps the next time; nobody is there to be told.
    const sweep = () => void this.sweepExpiredItems().catch(() => 0);
    this.#sweeping = setInterval(sweep, Math.min(sweepEvery, 2 ** 31 - 1));
    this.#sweeping.unref();
  }

  /** Lets what was begun end, and closes the database. */
  override async stop(): Promise<void> {
    if (this.#sweeping) clearInterval(this.#sweeping);
    await this.#session.close();
  }
}
