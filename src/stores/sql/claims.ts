/** Queries on claims, and on what waits for a reflection. */
import { sql } from "kysely";
import { type Address, addressKey, type Namespace } from "../../core/address.js";
import type { Backlog, Claim, ClaimFailure } from "../../core/claim.js";
import type { ClaimRequest, Page, PageRequest } from "../../core/ports/store.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { addressOf } from "./rows.js";
import type { ClaimRow } from "./schema.js";

/** In a transaction: the claim as it is then, or null while somebody else has it. */
export async function takeClaim(
  db: Queries,
  address: Address,
  { holder, at, until }: ClaimRequest,
): Promise<Claim | null> {
  const key = addressKey(address);
  const taken = await db
    .insertInto("claims")
    .values({
      address: key,
      holder,
      since: at,
      until,
      failedAt: null,
      failures: 0,
      code: null,
      message: null,
      nextTry: null,
    })
    .onConflict((conflict) =>
      conflict
        .column("address")
        .doUpdateSet({ holder, since: at, until })
        .where((eb) =>
          eb.or([eb("claims.holder", "is", null), eb("claims.holder", "=", holder), eb("claims.until", "<=", at)]),
        ),
    )
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 0n) return null;
  const row = await db.selectFrom("claims").selectAll().where("address", "=", key).executeTakeFirst();
  return row ? claimOf(row) : null;
}

/** Nothing happens unless `holder` has the claim. */
export async function giveBack(
  db: Queries,
  address: Address,
  holder: string,
  failure: ClaimFailure | null,
): Promise<void> {
  const key = addressKey(address);
  if (!failure) {
    await db.deleteFrom("claims").where("address", "=", key).where("holder", "=", holder).execute();
    return;
  }
  const { at: failedAt, failures, code, message, nextTry } = failure;
  await db
    .updateTable("claims")
    .set({ holder: null, since: null, until: null, failedAt, failures, code, message, nextTry })
    .where("address", "=", key)
    .where("holder", "=", holder)
    .execute();
}

/** By address. The states are written out, so that the index of what waits is used. */
export async function listBacklog(
  db: Queries,
  namespace: Namespace,
  page: PageRequest | undefined,
): Promise<Page<Backlog>> {
  const limit = pageSize(page);
  const path = namespace.join("/");
  const pending = sql`lessons.state = 'pending'`;
  const pendingAt = sql<string | null>`case when ${pending} then lessons.created_at end`;
  let query = db
    .selectFrom("lessons")
    .select("lessons.address")
    .select(({ fn }) => [
      fn.count(sql`case when ${pending} then 1 end`).as("pending"),
      fn.count(sql`case when ${pending} then null else 1 end`).as("parked"),
      fn.min<string | null>(pendingAt).as("oldest"),
      fn.max<string | null>(pendingAt).as("newest"),
    ])
    .where(sql<boolean>`lessons.state in ('pending', 'parked')`)
    .groupBy("lessons.address");
  if (path !== "") query = query.where("lessons.address", ">=", `${path}/`).where("lessons.address", "<", `${path}0`);
  if (page?.cursor) query = query.where("lessons.address", ">", page.cursor);
  const rows = await query
    .orderBy("lessons.address")
    .limit(limit + 1)
    .execute();
  const addresses = rows.map(({ address }) => address);
  const claims = addresses.length > 0 ? await claimsOf(db, addresses) : new Map<string, Claim>();
  return pageOf(
    rows,
    limit,
    (row) => row.address,
    ({ address, pending, parked, oldest, newest }) => ({
      address: addressOf(address),
      pending: Number(pending),
      parked: Number(parked),
      oldest,
      newest,
      claim: claims.get(address) ?? null,
    }),
  );
}

/** Between the first and the last of these addresses: a statement takes only so many parameters. */
async function claimsOf(db: Queries, addresses: readonly string[]): Promise<Map<string, Claim>> {
  const rows = await db
    .selectFrom("claims")
    .selectAll()
    .where("address", ">=", addresses.at(0) ?? "")
    .where("address", "<=", addresses.at(-1) ?? "")
    .execute();
  return new Map(rows.map((row) => [row.address, claimOf(row)]));
}

function claimOf({ holder, since, until, failedAt, failures, code, message, nextTry }: ClaimRow): Claim {
  const failed = failedAt !== null && nextTry !== null;
  const failure = failed ? { at: failedAt, failures, code: code ?? "", message: message ?? "", nextTry } : null;
  return { holder, since, until, failure };
}
