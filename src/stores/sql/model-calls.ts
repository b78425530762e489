/** Queries on the calls of models. */
import { type Address, addressKey } from "../../core/address.js";
import type { CallPurpose, ModelCall } from "../../core/model-call.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";

/** Keeps it, unless one with its id is there. */
export async function appendCall(db: Queries, call: ModelCall): Promise<void> {
  const { address, estimated, ...plain } = call;
  await db
    .insertInto("modelCalls")
    .values({
      ...plain,
      address: addressKey(address),
      estimated: estimated ? 1 : 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Newest first. */
export async function listCalls(db: Queries, address: Address, page?: PageRequest): Promise<Page<ModelCall>> {
  const limit = pageSize(page);
  let query = db.selectFrom("modelCalls").selectAll().where("address", "=", addressKey(address));
  if (page?.cursor) query = query.where("id", "<", page.cursor);
  const rows = await query
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    ({ id }) => id,
    ({ purpose, error, estimated, ...row }) => ({
      ...row,
      address,
      purpose: purpose as CallPurpose,
      error: error as ModelCall["error"],
      estimated: estimated === 1,
    }),
  );
}
