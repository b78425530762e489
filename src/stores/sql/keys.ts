/** Queries on keys. */
import { KnowhowError } from "../../core/errors.js";
import type { ApiKey, KeyRole } from "../../core/key.js";
import type { Namespace } from "../../core/address.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { fromJson, principalOf } from "./rows.js";
import type { ApiKeyRow } from "./schema.js";

/** `again`: an earlier try of this very call may have kept it. @throws `conflict` */
export async function addKey(db: Queries, key: ApiKey, again: boolean): Promise<void> {
  const { principal, roles, namespaces, forUsers, ...plain } = key;
  const added = await db
    .insertInto("apiKeys")
    .values({
      ...plain,
      principalId: principal.id,
      principalRole: principal.role,
      roles: JSON.stringify(roles),
      namespaces: JSON.stringify(namespaces),
      forUsers: forUsers ? 1 : 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n && !(again && (await findKey(db, key.id))?.hash === key.hash))
    throw new KnowhowError("conflict", `There is a key "${key.id}" already.`);
}

export async function findKey(db: Queries, id: string): Promise<ApiKey | null> {
  const row = await db.selectFrom("apiKeys").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? keyOf(row) : null;
}

/** Oldest first. */
export async function listKeys(db: Queries, page?: PageRequest): Promise<Page<ApiKey>> {
  const limit = pageSize(page);
  let query = db.selectFrom("apiKeys").selectAll();
  if (page?.cursor) query = query.where("id", ">", page.cursor);
  const rows = await query
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ id }) => id, keyOf);
}

export async function revokeKey(db: Queries, id: string, at: string): Promise<ApiKey | null> {
  await db.updateTable("apiKeys").set({ revokedAt: at }).where("id", "=", id).where("revokedAt", "is", null).execute();
  return findKey(db, id);
}

function keyOf({ principalId, principalRole, roles, namespaces, forUsers, ...row }: ApiKeyRow): ApiKey {
  return {
    ...row,
    principal: principalOf(principalId, principalRole),
    roles: fromJson<KeyRole[]>(roles),
    namespaces: fromJson<Namespace[]>(namespaces),
    forUsers: forUsers === 1,
  };
}
