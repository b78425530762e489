/** A store that tells of what is written through it. */
import type { Address } from "./address.js";
import type { Change, Store } from "./ports/store.js";

/** What of one instructions has changed. */
export type ChangeKind = "version" | "label" | "proposal" | "lesson" | "run" | "feedback" | "case" | "seed" | "erased";

export interface Changed {
  readonly address: Address;
  readonly kinds: readonly ChangeKind[];
}

/** Never throws, and is quick: writes wait for it. */
export type ChangeListener = (changed: Changed) => void;

interface Observed {
  readonly store: Store;
  readonly listeners: Set<ChangeListener>;
}

const known = new WeakMap<Store, Observed>();

/** The same store always gives the same observed one, so that memories on one store hear of each other's writes. */
export function observed(store: Store): Observed {
  const before = known.get(store);
  if (before) return before;
  const listeners = new Set<ChangeListener>();
  const tell = (address: Address, kinds: readonly ChangeKind[]): void => {
    if (kinds.length > 0) for (const listener of listeners) listener({ address, kinds });
  };
  const telling: Partial<Store> = {
    async appendRun(run) {
      const appended = await store.appendRun(run);
      if (!appended.duplicate) tell(run.address, ["run"]);
      return appended;
    },
    async appendFeedback(feedback, lesson) {
      const appended = await store.appendFeedback(feedback, lesson);
      if (!appended.duplicate) tell(feedback.address, ["feedback", "lesson"]);
      return appended;
    },
    async commit(change) {
      const outcome = await store.commit(change);
      if (outcome.status === "committed") tell(change.address, kindsOf(change));
      return outcome;
    },
    async takeIn(address, rows, options) {
      const taken = await store.takeIn(address, rows, options);
      if (taken.status === "taken" && !options?.dryRun)
        tell(address, ["version", "label", "proposal", "lesson", "run"]);
      return taken;
    },
    async erase(erasure) {
      const outcome = await store.erase(erasure);
      if (outcome.status === "erased") tell(erasure.address, ["erased"]);
      return outcome;
    },
  };
  // A proxy, since a store may be of any class and have more than the port says.
  const bound = new Map<PropertyKey, unknown>(Object.entries(telling));
  const proxy = new Proxy(store, {
    get(target, key) {
      if (bound.has(key)) return bound.get(key);
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      const method: unknown = value.bind(target);
      bound.set(key, method);
      return method;
    },
  });
  const made = { store: proxy, listeners };
  known.set(store, made);
  known.set(proxy, made);
  return made;
}

function kindsOf(change: Change): ChangeKind[] {
  const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
  const parts: readonly [kind: ChangeKind, there: boolean][] = [
    ["version", change.version !== undefined || change.create !== undefined],
    ["label", some(change.labels)],
    ["proposal", some(change.newProposals) || some(change.proposals)],
    ["lesson", some(change.lessons)],
    ["case", some(change.newCases) || some(change.cases)],
    ["seed", change.seed !== undefined || change.offeredSeed !== undefined],
  ];
  return parts.filter(([, there]) => there).map(([kind]) => kind);
}
