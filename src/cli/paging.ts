/** Reading lists that come in pages. */
import type { Page, PageRequest } from "../core/ports/store.js";

type Fetch<T> = (page: PageRequest) => Promise<Page<T>>;

const LARGEST = 1000;

/** The first items, and whether there are more. */
export interface FirstItems<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** So many items from the beginning; null: all. */
export async function firstItems<T>(fetch: Fetch<T>, limit: number | null): Promise<FirstItems<T>> {
  const items: T[] = [];
  for await (const item of each(fetch, limit === null ? LARGEST : limit + 1)) {
    if (items.length === limit) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
}

export async function everything<T>(fetch: Fetch<T>): Promise<readonly T[]> {
  return (await firstItems(fetch, null)).items;
}

/** One item after the other, fetched page by page as they are asked for. */
export async function* each<T>(fetch: Fetch<T>, size = LARGEST): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const page: Page<T> = await fetch({ cursor, limit: Math.min(size, LARGEST) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
