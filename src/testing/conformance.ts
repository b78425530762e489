/** The conformance suite of stores: the promises of the port as cases, and a runner that needs no test framework. */
import type { Store } from "../core/ports/store.js";
import { makeId } from "./builders.js";
import { addressing } from "./conformance/addressing.js";
import { appending } from "./conformance/appending.js";
import type { ConformanceCase, ConformanceContext, ConformanceNeed, Outage } from "./conformance/case.js";
import { cases } from "./conformance/cases.js";
import { claiming } from "./conformance/claiming.js";
import { committing } from "./conformance/committing.js";
import { creating } from "./conformance/creating.js";
import { erasing } from "./conformance/erasing.js";
import { keys } from "./conformance/keys.js";
import { keeping } from "./conformance/keeping.js";
import { outage } from "./conformance/outage.js";
import { paging } from "./conformance/paging.js";
import { takingIn } from "./conformance/taking-in.js";

export type { ConformanceCase, ConformanceContext, ConformanceNeed, Outage } from "./conformance/case.js";
export { ConformanceFailure } from "./conformance/check.js";

/** Every promise of the store port, in the order in which one builds a store. */
export const storeConformance: readonly ConformanceCase[] = [
  ...creating,
  ...appending,
  ...committing,
  ...cases,
  ...claiming,
  ...addressing,
  ...paging,
  ...keeping,
  ...keys,
  ...erasing,
  ...takingIn,
  ...outage,
];

/** Opens the store under test; each call gives a new handle, on the same data if the store is durable or shared. */
export type OpenStore = () => Store | Promise<Store>;

export interface ConformanceOptions {
  /** How many rows the case about many rows appends. Default 2000. */
  readonly rows?: number;
  /** How many bytes the large text has. Default 5,000,000. */
  readonly largeText?: number;
  /** Takes the database away and brings it back; without it the case about that is skipped. Default none. */
  readonly outage?: Outage;
}

/** Stands in where nobody can bring an outage about; no case that is run uses it. */
const NO_OUTAGE: Outage = { stop: async () => {}, start: async () => {} };

/** How one case ended. */
export interface ConformanceResult {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  /** What the case needs and there is not, for `skipped`. */
  readonly lacks: readonly ConformanceNeed[];
  /** What was thrown, for `failed`. */
  readonly error: unknown;
  readonly milliseconds: number;
}

/**
 * Runs all cases, one after another, against a store that the data of the cases may stay in: use an empty one and throw
 * it away. Never throws for a case; look at the results.
 */
export async function runStoreConformance(
  open: OpenStore,
  options: ConformanceOptions = {},
): Promise<ConformanceResult[]> {
  const results: ConformanceResult[] = [];
  for (const one of storeConformance) results.push(await runStoreCase(one, open, options));
  return results;
}

/** Runs one case, in a namespace of its own, and closes every handle it opened. */
export async function runStoreCase(
  one: ConformanceCase,
  open: OpenStore,
  { rows = 2000, largeText = 5_000_000, outage }: ConformanceOptions = {},
): Promise<ConformanceResult> {
  const handles: Store[] = [];
  const another = async (): Promise<Store> => {
    const store = await open();
    handles.push(store);
    return store;
  };
  const closeAll = async () => {
    await Promise.all(handles.splice(0).map((store) => store.close()));
  };
  const started = performance.now();
  const end = (status: ConformanceResult["status"], more: Partial<ConformanceResult> = {}): ConformanceResult => ({
    name: one.name,
    status,
    lacks: [],
    error: null,
    milliseconds: performance.now() - started,
    ...more,
  });
  try {
    const store = await another();
    const has = { ...store.guarantees, keys: store.keys !== undefined, outage: outage !== undefined };
    const lacks = one.needs.filter((need) => !has[need]);
    if (lacks.length > 0) return end("skipped", { lacks });
    const context: ConformanceContext = {
      store,
      namespace: [`conformance-${makeId()}`],
      rows,
      largeText,
      outage: outage ?? NO_OUTAGE,
      another: () => (store.guarantees.shared ? another() : Promise.resolve(store)),
      reopen: async () => {
        await closeAll();
        return another();
      },
    };
    await one.run(context);
    return end("passed");
  } catch (error) {
    return end("failed", { error });
  } finally {
    await closeAll();
  }
}
