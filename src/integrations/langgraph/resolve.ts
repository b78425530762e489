/**
 * Finding the instructions that a call runs on: in the application's memory, or in the store that the runtime brings.
 */
import { type Address, checkAddress, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { OptionsOf } from "../../core/known-options.js";
import type { Store } from "../../core/ports/store.js";
import type { Strategy } from "../../core/ports/strategy.js";
import { createMemory, type Instructions, type InstructionsOptions, type Memory } from "../../memory.js";

/** Which instructions, by the state and the runtime of a call. */
export interface InstructionsSource<State, Runtime> extends Pick<
  InstructionsOptions,
  "seed" | "templateFormat" | "policy"
> {
  /** Default: one in the store that the graph was compiled with, or that the platform injects. */
  readonly memory?: Memory;
  readonly name: string;
  /** Default `[]`. */
  readonly namespace?: Namespace | ((state: State, runtime: Runtime) => Namespace);
  /** How lessons become edits. Default: as the policy or the memory says; without a memory, `literal()`. */
  readonly strategy?: Strategy;
}

export const SOURCE_OPTIONS: OptionsOf<InstructionsSource<object, object>> = {
  memory: true,
  name: true,
  namespace: true,
  strategy: true,
  seed: true,
  templateFormat: true,
  policy: true,
};

/** What the entry hands in, since an integration knows no store and no strategy. */
export interface Surroundings {
  /** A store in a LangGraph `BaseStore`. */
  openStore(baseStore: object): Store;
  /** The application's own store, of whatever stands for it in a node. */
  identify(baseStore: object): object;
  defaultStrategy(): Strategy;
}

type Policy = NonNullable<InstructionsOptions["policy"]>;

/** The instructions of one call. */
export interface Resolved {
  readonly memory: Memory;
  readonly instructions: Instructions;
  readonly address: Address;
  /** The same instructions, but nobody's lesson takes effect by itself: all become proposals. */
  reviewed(): Instructions;
}

/** What is needed of a runtime here: a graph's config, or the runtime of a middleware. */
interface HasStore {
  readonly store?: object | undefined;
}

export type Resolve<State, Runtime> = (state: State, runtime: Runtime) => Resolved;

/** @throws `store_unavailable` where there is neither a memory nor a store, `invalid_name` */
export function createResolve<State, Runtime extends HasStore>(
  source: InstructionsSource<State, Runtime>,
  surroundings: Surroundings,
): Resolve<State, Runtime> {
  const memories = new WeakMap<object, Memory>();
  const { name, strategy, seed, templateFormat } = source;
  const policy: Policy = { ...(strategy ? { strategy } : {}), ...source.policy };
  const options = {
    ...(seed === undefined ? {} : { seed }),
    ...(templateFormat === undefined ? {} : { templateFormat }),
  };

  const memoryOf = ({ store }: Runtime): Memory => {
    if (source.memory) return source.memory;
    if (!store) throw noStore(name);
    const base = surroundings.identify(store);
    const memory =
      memories.get(base) ??
      createMemory({ store: surroundings.openStore(base), strategy: surroundings.defaultStrategy() });
    memories.set(base, memory);
    return memory;
  };

  return (state, runtime) => {
    const memory = memoryOf(runtime);
    const { namespace: given = [] } = source;
    const address = checkAddress(typeof given === "function" ? given(state, runtime) : given, name);
    // Handles are light, and those of the same instructions share their reads.
    const open = (own: Policy): Instructions =>
      memory.instructions(name, { ...options, namespace: address.namespace, policy: own });
    return {
      memory,
      address,
      instructions: open(policy),
      reviewed: () => open({ ...policy, authority: () => "propose" }),
    };
  };
}

function noStore(name: string): KnowhowError {
  return new KnowhowError(
    "store_unavailable",
    `There is no store to keep "${name}" in. Pass proceduralMemory({ memory }), or compile the graph with one: ` +
      "graph.compile({ store: new InMemoryStore() }).",
  );
}
