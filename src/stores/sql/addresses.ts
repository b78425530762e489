/** Every address under which anything is kept, with instructions or without. */
import type { Address, Namespace } from "../../core/address.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import { comparePoints } from "../order.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { addressOf } from "./rows.js";

/** Tables that hold something before, or without, a row in `instructions`. */
const TABLES = ["instructions", "runs", "feedback", "answers", "claims", "modelCalls"] as const;

/** In order. Each table gives a page of its own, from which the first are taken. */
export async function listAddresses(
  db: Queries,
  namespace: Namespace,
  page: PageRequest | undefined,
): Promise<Page<Address>> {
  const limit = pageSize(page);
  const path = namespace.join("/");
  const found = new Set<string>();
  for (const table of TABLES) {
    let query = db.selectFrom(table).select("address").distinct();
    if (path !== "") query = query.where("address", ">=", `${path}/`).where("address", "<", `${path}0`);
    if (page?.cursor) query = query.where("address", ">", page.cursor);
    const rows = await query
      .orderBy("address")
      .limit(limit + 1)
      .execute();
    for (const { address } of rows) found.add(address);
  }
  const sorted = [...found].sort(comparePoints).slice(0, limit + 1);
  return pageOf(sorted, limit, (key) => key, addressOf);
}
