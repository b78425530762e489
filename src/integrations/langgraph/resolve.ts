/** Finding the instructions that a call runs on: in the application's memory, or in the store that the runtime brings. */
import QuickLru from "quick-lru";
import { type Address, addressKey, checkAddress, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
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
  /** How lessons become edits, where there is no `memory`. Default: `literal()`. */
  readonly strategy?: Strategy;
}

/** What the entry hands in, since an integration knows no store and no strategy. */
export interface Surroundings {
  /** A store in a LangGraph `BaseStore`. */
  openStore(baseStore: object): Store;
  /** The application's own store, of whatever stands for it in a node. */
  identify(baseStore: object): object;
  defaultStrategy(): Strategy;
}

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

/** How many handles, with the text they keep in memory, there are at most for one memory. */
const MAX_HANDLES = 1000;

export type Resolve<State, Runtime> = (state: State, runtime: Runtime) => Resolved;

/** @throws `store_unavailable` where there is neither a memory nor a store, `invalid_name` */
export function createResolve<State, Runtime extends HasStore>(
  source: InstructionsSource<State, Runtime>,
  surroundings: Surroundings,
): Resolve<State, Runtime> {
  const memories = new WeakMap<object, Memory>();
  const handles = new WeakMap<Memory, QuickLru<string, Instructions>>();

  const memoryOf = ({ store }: Runtime): Memory => {
    if (source.memory) return source.memory;
    if (!store) throw noStore(source.name);
    const base = surroundings.identify(store);
    const strategy = source.strategy ?? surroundings.defaultStrategy();
    const memory = memories.get(base) ?? createMemory({ store: surroundings.openStore(base), strategy });
    memories.set(base, memory);
    return memory;
  };

  return (state, runtime) => {
    const memory = memoryOf(runtime);
    const { namespace: given = [], name } = source;
    const address = checkAddress(typeof given === "function" ? given(state, runtime) : given, name);
    const open = (kind: string, policy: InstructionsOptions["policy"]): Instructions => {
      const ofMemory = handles.get(memory) ?? new QuickLru<string, Instructions>({ maxSize: MAX_HANDLES });
      handles.set(memory, ofMemory);
      const key = `${kind} ${addressKey(address)}`;
      const handle = ofMemory.get(key) ?? memory.instructions(name, optionsOf(source, address, policy));
      ofMemory.set(key, handle);
      return handle;
    };
    return {
      memory,
      address,
      instructions: open("own", source.policy),
      reviewed: () => open("reviewed", { ...source.policy, authority: () => "propose" }),
    };
  };
}

function optionsOf(
  { seed, templateFormat }: Pick<InstructionsOptions, "seed" | "templateFormat">,
  { namespace }: Address,
  policy: InstructionsOptions["policy"],
): InstructionsOptions {
  return {
    namespace,
    ...(seed === undefined ? {} : { seed }),
    ...(templateFormat === undefined ? {} : { templateFormat }),
    ...(policy === undefined ? {} : { policy }),
  };
}

function noStore(name: string): KnowhowError {
  return new KnowhowError(
    "store_unavailable",
    `There is no store to keep "${name}" in. Pass proceduralMemory({ memory }), or compile the graph with one: ` +
      "graph.compile({ store: new InMemoryStore() }).",
  );
}
