/** Reading lists one item after the other, fetched page by page as they are asked for. */
import type { Page, PageRequest } from "../core/ports/store.js";

/** So many rows are held at a time: of those that may hold megabytes, and of those that are short. */
export const LONG = 10;
export const SHORT = 200;

export async function* each<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ cursor, limit });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
