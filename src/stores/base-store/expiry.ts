/** Items that live for a time: reading lets them live on, and what has expired is swept. */
import { sql } from "kysely";
import type { Queries } from "../sql/connection.js";
import { chunks, idOf, type ItemName } from "./put.js";

/** How many rows one statement sweeps, so that nobody waits long for its locks. */
const PORTION = 500;

/**
 * Lets items live on from now. Those whose time would move by less than a hundredth are left alone: a write for every
 * read would make reading as dear as writing.
 */
export async function refreshItems(db: Queries, names: readonly ItemName[], now: number): Promise<void> {
  const different = [...new Map(names.map((name) => [idOf(name), name])).values()];
  for (const some of chunks(different)) {
    await db
      .updateTable("knowhowItems")
      .set({ expiresAt: sql`${now} + ${sql.ref("ttl")}` })
      .where((eb) => eb.or(some.map(({ namespace, key }) => eb.and({ namespace, key }))))
      .where("expiresAt", ">", now)
      .where(sql<boolean>`${sql.ref("expiresAt")} < ${now} + 0.99 * ${sql.ref("ttl")}`)
      .execute();
  }
}

/** Deletes some of what has expired, and gives how many; fewer than asked for when nothing is left. */
export async function sweepPortion(db: Queries, now: number): Promise<{ swept: number; more: boolean }> {
  const { numDeletedRows } = await db
    .deleteFrom("knowhowItems")
    .where((eb) =>
      eb(
        eb.refTuple("namespace", "key"),
        "in",
        eb
          .selectFrom("knowhowItems")
          .select(["namespace", "key"])
          .where("expiresAt", "<=", now)
          .orderBy("expiresAt")
          .limit(PORTION)
          .$asTuple("namespace", "key"),
      ),
    )
    .where("expiresAt", "<=", now)
    .executeTakeFirst();
  return { swept: Number(numDeletedRows), more: Number(numDeletedRows) === PORTION };
}
