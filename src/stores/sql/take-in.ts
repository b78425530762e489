/** Taking in the rows of another store, in a transaction: it is asked what is there, and the rest is inserted. */
import { type Address, addressKey } from "../../core/address.js";
import type { IncomingRows, InstructionsRecord, TakeInOptions, TakenIn } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import { appendable, checkLabels, countsOf, type KnownChain } from "../incoming.js";
import type { Queries, SqlDialect } from "./connection.js";
import { findRecord, insertInstructions, lockRecord } from "./instructions.js";
import { sortRows, writeRows } from "./take-in-rows.js";
import { insertVersion } from "./versions.js";

/** @throws `chain_broken` */
export async function takeInRows(
  db: Queries,
  dialect: SqlDialect,
  address: Address,
  rows: IncomingRows,
  { replaceOlder = true, dryRun = false }: TakeInOptions = {},
): Promise<TakenIn> {
  const key = addressKey(address);
  const made = rows.record !== undefined && !dryRun && (await insertInstructions(db, rows.record));
  await lockRecord(db, dialect, address);
  const record = await findRecord(db, dialect, address);
  const head = record?.head ?? 0;
  const incoming = rows.versions?.filter(({ number }) => !dryRun || number <= head);
  const versions = appendable(incoming, await knownChain(db, key, record, incoming ?? []));
  if (typeof versions === "number") return { status: "conflict", number: versions };

  const sorted = await sortRows(db, key, rows, replaceOlder);
  if (!dryRun) {
    for (const version of versions) await insertVersion(db, version);
    await writeRows(db, dialect, address, sorted);
    if (record) await settleRecord(db, record, head + versions.length, rows.state ?? {});
    if (versions.length > 0 || rows.state?.labels) await dialect.announce?.(db, key);
  }
  const fresh = dryRun ? rows.record !== undefined && record === null : made;
  const { added, changed } = sorted.counts;
  return {
    status: "taken",
    added: countsOf({ instructions: fresh ? 1 : 0, version: versions.length, ...added }),
    changed: countsOf(changed),
  };
}

/** What is asked of the chain that is there: the head, and the versions that come. */
async function knownChain(
  db: Queries,
  address: string,
  record: InstructionsRecord | null,
  incoming: readonly Version[],
): Promise<KnownChain> {
  const [exists, head] = [record !== null, record?.head ?? 0];
  if (incoming.length === 0) return { exists, head, hashOf: () => undefined, hasReflection: () => false };
  const numbers = incoming.map(({ number }) => number);
  const chain = db.selectFrom("versions").where("address", "=", address);
  const found = await chain
    .select(["number", "hash"])
    .where("number", "in", [head, ...numbers])
    .execute();
  const hashes = new Map(found.map(({ number, hash }) => [number, hash]));
  const reflections = incoming.flatMap(({ reflectionId }) => (reflectionId === null ? [] : [reflectionId]));
  const applied = await chain
    .select("reflectionId")
    .where("number", "<=", head)
    .where("reflectionId", "in", [...reflections, ""])
    .execute();
  const known = new Set(applied.map(({ reflectionId }) => reflectionId));
  return { exists, head, hashOf: (number) => hashes.get(number), hasReflection: (id) => known.has(id) };
}

async function settleRecord(
  db: Queries,
  before: InstructionsRecord,
  head: number,
  { labels, seed, offeredSeeds = [] }: NonNullable<IncomingRows["state"]>,
): Promise<void> {
  const address = addressKey(before.address);
  checkLabels(labels, head);
  for (const [label, version] of Object.entries(labels ?? {})) {
    await db
      .insertInto("labels")
      .values({ address, label, version })
      .onConflict((conflict) => conflict.columns(["address", "label"]).doUpdateSet({ version }))
      .execute();
  }
  const offered = [...new Set([...before.offeredSeeds, ...offeredSeeds])];
  const sameSeed = seed === undefined || seed === before.seed;
  if (head === before.head && sameSeed && offered.length === before.offeredSeeds.length) return;
  await db
    .updateTable("instructions")
    .set({ head, seed: seed === undefined ? before.seed : seed, offeredSeeds: JSON.stringify(offered) })
    .where("address", "=", address)
    .execute();
}
