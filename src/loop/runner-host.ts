/** What a runner reflects with: the options of the handles and teams that this process has made. */
import QuickLRU from "quick-lru";
import { type Address, addressKey } from "../core/address.js";
import type { Reflect, RunnerHost } from "../core/ports/runner.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { MemoryContext, Scope } from "./context.js";
import { reflect } from "./reflect.js";
import { attributeAll } from "./team/attribution.js";
import type { TeamMember } from "./team/team-result.js";

/** Makes a handle as `reopen` says; null if it says nothing. */
export type Reopen = (address: Address, record: InstructionsRecord | null) => Scope | null;

export class Handles {
  readonly #known: QuickLRU<string, Reflect>;

  /** Remembers so many, the least recently used going first: their lessons then wait for the next handle. */
  constructor(maxSize: number) {
    this.#known = new QuickLRU({ maxSize });
  }

  /** A handle without a policy, made for reading alone perhaps, does not replace another. */
  remember(scope: Scope): void {
    const key = addressKey(scope.address);
    const plain = Object.keys(scope.policy).length === 0;
    if (plain && this.#known.has(key)) return;
    this.#known.set(key, (signal) => reflect(scope, { signal }));
  }

  /** The lessons of a team become lessons of its members, which are then reflected on by themselves. */
  rememberTeam(inbox: Scope, members: readonly TeamMember[]): void {
    this.#known.set(addressKey(inbox.address), async (signal) => {
      const { decisions, error } = await attributeAll(inbox, members, { signal });
      const [first] = decisions.filter(({ outcome }) => outcome === "unsure");
      return { status: error ? "failed" : "unchanged", version: null, rationale: first?.reason ?? "", error };
    });
  }

  host({ store, clock }: MemoryContext, reopen: Reopen): RunnerHost {
    return {
      store,
      clock,
      open: async (address) => {
        const key = addressKey(address);
        const known = this.#known.get(key);
        if (known) return known;
        const scope = reopen(address, await store.record(address));
        if (scope) this.remember(scope);
        return this.#known.get(key) ?? null;
      },
    };
  }
}
