/** Rows in the order of their ids, in memory. */
import type { Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";

/** Rows by id. Ids mostly arrive in order, so that adding one is mostly an append. */
export class Rows<T> {
  readonly #ids: string[] = [];
  readonly #rows = new Map<string, T>();

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  put(id: string, row: T): void {
    if (!this.#rows.has(id)) this.#ids.splice(this.#position(id), 0, id);
    this.#rows.set(id, row);
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#ids.splice(this.#position(id), 1);
  }

  all(): T[] {
    return this.#ids.map((id) => this.#rows.get(id)).filter((row) => row !== undefined);
  }

  /** A page of copies of the rows that `take` accepts. */
  page(order: "oldest" | "newest", request: PageRequest | undefined, take: (row: T) => boolean = () => true): Page<T> {
    const limit = pageSize(request);
    const cursor = request?.cursor ?? null;
    const step = order === "oldest" ? 1 : -1;
    let index = order === "oldest" ? 0 : this.#ids.length - 1;
    if (cursor !== null) {
      index = this.#position(cursor);
      if (order === "newest") index -= 1;
      else if (this.#ids[index] === cursor) index += 1;
    }
    const found: { id: string; row: T }[] = [];
    for (; found.length <= limit; index += step) {
      const id = this.#ids[index];
      if (id === undefined) break;
      const row = this.#rows.get(id);
      if (row !== undefined && take(row)) found.push({ id, row });
    }
    return pageOf(
      found,
      limit,
      ({ id }) => id,
      ({ row }) => structuredClone(row),
    );
  }

  /** Where `id` is or belongs. */
  #position(id: string): number {
    const last = this.#ids.at(-1);
    if (last === undefined || last < id) return this.#ids.length;
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? "") < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
