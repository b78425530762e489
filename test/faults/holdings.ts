// Reads all that a store holds for the checker, and settles what is still open.
import { addressKey, type Address } from "../../src/core/address.js";
import type { Page, PageRequest, Store } from "../../src/core/ports/store.js";
import { createMemory } from "../../src/memory.js";
import type { Holdings } from "./history.js";
import { NAMESPACE, olga, SEED } from "./operations.js";
import { wordForWord } from "./word-for-word.js";

export async function holdingsOf(store: Store, address: Address): Promise<Holdings> {
  const record = await store.record(address);
  const versions = await all((page) => store.versions(address, page));
  const lessons = await all((page) => store.lessons(address, null, page));
  const feedback = [];
  for (const { feedbackId } of lessons) feedback.push(await store.feedback(address, feedbackId));
  const proposals = await all((page) => store.proposals(address, null, page));
  const reflections = await all((page) => store.reflections(address, page));
  const runs = await all((page) => store.runs(address, page));
  return {
    address: addressKey(address),
    record,
    versions: versions.toReversed(),
    lessons,
    feedback,
    proposals,
    reflections,
    runs: runs.map(({ id, idempotencyKey: key }) => ({ id, key })),
  };
}

/** Reflects on all that is pending and accepts all that is open, until there is nothing of either. */
export async function settle(store: Store, names: readonly string[]): Promise<void> {
  const memory = createMemory({ store, strategy: wordForWord, screens: [] });
  for (const name of names) {
    const instructions = memory.instructions(name, { namespace: NAMESPACE, seed: SEED });
    for (let turn = 0; ; turn += 1) {
      await instructions.reflect();
      const open = (await instructions.proposals({ states: ["open"], limit: 1000 })).items;
      for (const { id } of open.toReversed()) await instructions.accept(id, { by: olga });
      const { items } = await instructions.lessons({ states: ["pending", "reserved"], limit: 1 });
      if (items.length === 0 && open.length === 0) break;
      if (turn === 100) throw new Error(`"${name}" does not come to rest: ${JSON.stringify(items)}`);
    }
  }
}

async function all<T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ cursor, limit: 1000 });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
