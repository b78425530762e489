/** Reading all pages of a list. */
import type { Page, PageRequest } from "../core/ports/store.js";

/** All items, in the list's order. */
export async function allPages<T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ cursor, limit: 1000 });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
