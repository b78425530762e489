/** What a case of the conformance suite is, and the steps that many cases begin with. */
import type { Address, Namespace } from "../../core/address.js";
import type { Page, PageRequest, Store, StoreGuarantees } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import { makeRecord, makeVersion } from "../builders.js";
import { equal } from "./check.js";

/** Takes the database away and brings it back, with all that was acknowledged. */
export interface Outage {
  stop(): Promise<void>;
  /** Resolves when it can be used again. */
  start(): Promise<void>;
}

/**
 * What a case cannot do without: a guarantee of the store, that it keeps keys, or an outage that whoever runs the suite
 * can bring about.
 */
export type ConformanceNeed = keyof StoreGuarantees | "keys" | "outage";

/** What a case is given. */
export interface ConformanceContext {
  /** The store under test, open. */
  readonly store: Store;
  /** A namespace that nothing else uses. */
  readonly namespace: Namespace;
  /** How many rows make many. */
  readonly rows: number;
  /** How many bytes make a text large. */
  readonly largeText: number;
  /** One more handle on the same data if the store is `shared`, else the same one. */
  readonly another: () => Promise<Store>;
  /** Closes every handle and opens the same data again. Only for `durable` stores. */
  readonly reopen: () => Promise<Store>;
  /** Only for cases that need it. */
  readonly outage: Outage;
}

/** One promise of the port. */
export interface ConformanceCase {
  readonly name: string;
  /** Without these it is skipped. */
  readonly needs: readonly ConformanceNeed[];
  /** @throws ConformanceFailure, or whatever the store throws */
  run(context: ConformanceContext): Promise<void>;
}

/** Instructions with version 1 under `production`, made by one commit. */
export async function begin(
  { store, namespace }: Pick<ConformanceContext, "store" | "namespace">,
  name = "tweet-writer",
): Promise<{ address: Address; first: Version }> {
  const address = { namespace, name };
  const first = makeVersion({ address });
  const outcome = await store.commit({ address, create: makeRecord({ address }), version: first });
  equal(outcome, { status: "committed", record: makeRecord({ address }) }, "the outcome of creating");
  return { address, first };
}

/** Everything of a list, page by page. */
export async function collect<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ cursor, limit });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
