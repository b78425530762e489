/** Proposals of many instructions as one list, newest first: ids sort by time, whosever they are. */
import type { Namespace } from "../core/address.js";
import type { InstructionsRecord, Page, PageRequest } from "../core/ports/store.js";
import { DEFAULT_PAGE } from "../core/ports/store.js";
import type { Proposal, ProposalState } from "../core/proposal.js";
import type { Caller } from "./access/caller.js";
import type { Desk } from "./desk.js";

/** So many instructions are asked at once. */
const AT_ONCE = 20;

/** The cursor is the id of the last proposal that was given. */
export async function acrossInstructions(
  desk: Desk,
  caller: Caller,
  namespaces: readonly Namespace[],
  states: readonly ProposalState[],
  { cursor = null, limit = DEFAULT_PAGE }: PageRequest,
): Promise<Page<Proposal>> {
  const found: Proposal[] = [];
  let more = false;
  for (const namespace of namespaces) {
    let at: string | null = null;
    do {
      const page: Page<InstructionsRecord> = await desk.memory.list(namespace, { cursor: at, limit: AT_ONCE });
      const some = await Promise.all(
        page.items.map(async ({ address }) => (await desk.at(caller, address)).proposals({ states, cursor, limit })),
      );
      found.push(...some.flatMap(({ items }) => items));
      more ||= some.some(({ next }) => next !== null);
      at = page.next;
    } while (at !== null);
  }
  const items = found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && (more || found.length > limit) ? last.id : null };
}
