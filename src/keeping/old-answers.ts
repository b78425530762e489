/** Answers of models that no reflection will ask for again. */
import type { Address } from "../core/address.js";
import type { Store } from "../core/ports/store.js";
import { each, LONG, SHORT } from "./pages.js";

export interface OldAnswers {
  readonly reflections: readonly string[];
  readonly count: number;
}

/**
 * An answer is as old as the last call of its reflection. Where a lesson that was there then is still pending, the
 * reflection may have been broken off, and its answers are kept for the next try; so are answers of unknown age.
 */
export async function oldAnswers(store: Store, address: Address, before: string): Promise<OldAnswers> {
  const last = new Map<string, string>();
  for await (const { reflectionId, at } of each((page) => store.calls(address, page), SHORT)) {
    if (reflectionId !== null && at > (last.get(reflectionId) ?? "")) last.set(reflectionId, at);
  }
  const [oldest] = (await store.lessons(address, ["pending"], { limit: 1 })).items;
  const waitsSince = oldest?.createdAt ?? null;
  const old = new Map<string, number>();
  for await (const { reflectionId } of each((page) => store.answers(address, page), LONG)) {
    const at = last.get(reflectionId);
    if (at === undefined || at >= before || (waitsSince !== null && waitsSince <= at)) continue;
    old.set(reflectionId, (old.get(reflectionId) ?? 0) + 1);
  }
  return { reflections: [...old.keys()], count: [...old.values()].reduce((sum, one) => sum + one, 0) };
}
