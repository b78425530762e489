/**
 * The user's `BaseStore`, as far as it is used here: `get` and `put` of items, the same inside and outside of nodes.
 */
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";

/** What is used of LangGraph's `BaseStore`. */
export interface BaseStoreLike {
  get(namespace: string[], key: string): Promise<{ readonly value: Record<string, unknown> } | null>;
  put(namespace: string[], key: string, value: Record<string, unknown>, index?: false | string[]): Promise<void>;
}

/**
 * The store that the application made. Nodes are handed a queue in front of it (`AsyncBatchedStore`), a new one for
 * each run of a graph, whose calls never end once that run has ended, and which embeds every item for search.
 */
export function baseStoreOf(given: BaseStoreLike): BaseStoreLike {
  const { lg_name: kind, store } = given as { lg_name?: unknown; store?: unknown };
  return kind === "AsyncBatchedStore" && isBaseStore(store) ? store : given;
}

export function isBaseStore(value: unknown): value is BaseStoreLike {
  if (typeof value !== "object" || value === null) return false;
  const { get, put } = value as { get?: unknown; put?: unknown };
  return typeof get === "function" && typeof put === "function";
}

/**
 * The namespace of an address's items. Stores forbid different characters in labels: LangGraph `.` and `:`,
 * PostgreSQL's also `%`, `_` and `\`. Of ASCII only letters, digits and `-` stay; others become `~` and two
 * hexadecimal digits, so that no two addresses share a namespace.
 */
export function namespaceOf(root: readonly string[], { namespace, name }: Address): string[] {
  return [...root, ...[...namespace, name].map(encodeLabel)];
}

const encodeLabel = (label: string): string =>
  label.replace(/[^A-Za-z0-9\-\u0080-\u{10FFFF}]/gu, (character) => `~${hexadecimal(character.charCodeAt(0))}`);

const hexadecimal = (code: number): string => code.toString(16).toUpperCase().padStart(2, "0");

/** The items of one address. What goes in and out is copied: an `InMemoryStore` hands out its live objects. */
export class Items {
  readonly #store: BaseStoreLike;
  readonly #namespace: readonly string[];

  constructor(store: BaseStoreLike, namespace: readonly string[]) {
    this.#store = store;
    this.#namespace = namespace;
  }

  /** @throws `store_unavailable` */
  async get<T extends object>(key: string): Promise<T | null> {
    const item = await reach(() => this.#store.get([...this.#namespace], key));
    return item && !isErased(item.value) ? (structuredClone(item.value) as T) : null;
  }

  /** Puts nothing in place of it, since only `get` and `put` work everywhere. @throws `store_unavailable` */
  async erase(key: string): Promise<void> {
    if (await this.get(key)) await this.put(key, { erasedItem: true });
  }

  /** @throws `store_unavailable` */
  async put(key: string, value: object): Promise<void> {
    // `false`: not to be embedded for search, which would cost a call of a model for each item.
    await reach(() => this.#store.put([...this.#namespace], key, { ...structuredClone(value) }, false));
  }
}

const isErased = (value: Record<string, unknown>): boolean => value["erasedItem"] === true;

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowhowError("store_unavailable", `LangGraph's store failed: ${why}. Check it, and try again.`, {
      cause,
    });
  }
}
