/** Pages: how long they may be, and how one is cut from rows. A cursor is the key of the last item that was given. */
import { KnowhowError } from "../core/errors.js";
import { DEFAULT_PAGE, MAX_PAGE, type Page, type PageRequest } from "../core/ports/store.js";

/** The page size asked for. @throws `invalid_policy` unless it is a whole number from 1 to 1000 */
export function pageSize(page: PageRequest | undefined): number {
  const limit = page?.limit ?? DEFAULT_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new KnowhowError("invalid_policy", `A page's limit must be from 1 to ${MAX_PAGE}, not ${limit}.`);
  }
  return limit;
}

/** The version number that a cursor stands for, or null. @throws `invalid_policy` if it is not a cursor of this list */
export function numberCursor(page: PageRequest | undefined): number | null {
  const cursor = page?.cursor ?? null;
  if (cursor === null) return null;
  if (!/^[0-9]{1,15}$/.test(cursor)) {
    throw new KnowhowError("invalid_policy", `"${cursor}" is not a cursor of this list. Pass the "next" of a page.`);
  }
  return Number(cursor);
}

/** One page of rows of which one more than `limit` was asked for, to see whether there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(itemOf), next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}
