/**
 * Rows in items of their own, and an index of their ids in pages, since a `BaseStore` has no list that works in
 * nodes.
 */
import type { Items } from "./base-store.js";

/** How many ids a page of the index holds before the next is begun. */
const PAGE = 256;

/** Where the ids are: the smallest of each page, in order. */
interface Contents {
  readonly pages: readonly { readonly page: number; readonly first: string }[];
}

export type Order = "oldest" | "newest";

/** Rows of one kind under one address. */
export class Archive<T extends { readonly id: string }> {
  readonly #items: Items;
  readonly #kind: string;

  constructor(items: Items, kind: string) {
    this.#items = items;
    this.#kind = kind;
  }

  get(id: string): Promise<T | null> {
    return this.#items.get<T>(`${this.#kind} ${id}`);
  }

  /**
   * Puts the row in, or in place of the one with its id. Listed before it is there, so that no crash leaves it
   * unlisted.
   */
  async put(row: T): Promise<void> {
    await this.#list(row.id);
    await this.#items.put(`${this.#kind} ${row.id}`, row);
  }

  /** The ids after `cursor`, in order. Some may have no row, after a crash. */
  async *ids(order: Order, cursor: string | null): AsyncGenerator<string> {
    const { pages } = await this.#contents();
    const oldest = order === "oldest";
    for (const [index, { page, first }] of oldest ? pages.entries() : [...pages.entries()].reverse()) {
      const next = pages[index + 1]?.first;
      if (cursor !== null && (oldest ? next !== undefined && next <= cursor : index > 0 && first >= cursor)) continue;
      const ids = await this.#page(page);
      for (const id of oldest ? ids : ids.reverse()) {
        if (cursor === null || (oldest ? id > cursor : id < cursor)) yield id;
      }
    }
  }

  /** All rows, and then their index. */
  async erase(): Promise<void> {
    for await (const id of this.ids("oldest", null)) await this.#items.erase(`${this.#kind} ${id}`);
    for (const { page } of (await this.#contents()).pages) await this.#items.erase(this.#pageKey(page));
    await this.#items.erase(this.#contentsKey);
  }

  /** Ids mostly come in order, so that this is mostly a push on the last page. Does nothing the second time. */
  async #list(id: string): Promise<void> {
    const { pages } = await this.#contents();
    const index = Math.max(
      0,
      pages.findLastIndex(({ first }) => first <= id),
    );
    const found = pages[index];
    const ids = found ? await this.#page(found.page) : [];
    if (ids.includes(id)) return;
    const place = ids.findLastIndex((listed) => listed < id) + 1;
    const full = ids.length >= PAGE && index === pages.length - 1 && place === ids.length;
    const page = found && !full ? found.page : pages.length + 1;
    await this.#items.put(this.#pageKey(page), { ids: full ? [id] : ids.toSpliced(place, 0, id) });
    if (found && !full && place > 0) return;
    const entry = { page, first: id };
    await this.#items.put(this.#contentsKey, { pages: found && !full ? pages.with(index, entry) : [...pages, entry] });
  }

  get #contentsKey(): string {
    return `index ${this.#kind}`;
  }

  #pageKey(page: number): string {
    return `index ${this.#kind} ${page}`;
  }

  async #contents(): Promise<Contents> {
    return (await this.#items.get<Contents>(this.#contentsKey)) ?? { pages: [] };
  }

  async #page(page: number): Promise<string[]> {
    return (await this.#items.get<{ ids: string[] }>(this.#pageKey(page)))?.ids ?? [];
  }
}
