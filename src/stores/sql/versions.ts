/** Queries on versions: header and content are two rows, so that the content can be erased. */
import { type Address, addressKey } from "../../core/address.js";
import type { Block } from "../../core/block.js";
import type { Page, PageRequest } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import { numberCursor, pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { fromJson, principalOf } from "./rows.js";
import type { VersionContentRow, VersionRow } from "./schema.js";

export async function findVersion(db: Queries, address: Address, number: number): Promise<Version | null> {
  const row = await versions(db, address).where("v.number", "=", number).executeTakeFirst();
  return row ? versionOf(address, row) : null;
}

/** Newest first. */
export async function listVersions(db: Queries, address: Address, page?: PageRequest): Promise<Page<Version>> {
  const limit = pageSize(page);
  const cursor = numberCursor(page);
  let query = versions(db, address);
  if (cursor !== null) query = query.where("v.number", "<", cursor);
  const rows = await query
    .orderBy("v.number", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => String(row.number),
    (row) => versionOf(address, row),
  );
}

export async function insertVersion(db: Queries, version: Version): Promise<void> {
  const { number, parent, createdAt, proposalId, reflectionId, reverts, commitment, parentHash, hash } = version;
  const address = addressKey(version.address);
  await db
    .insertInto("versions")
    .values({ address, number, parent, createdAt, proposalId, reflectionId, reverts, commitment, parentHash, hash })
    .execute();
  const { text, blocks, nextBlock, author, reason, salt } = version;
  await db
    .insertInto("versionContents")
    .values({
      address,
      number,
      text,
      blocks: JSON.stringify(blocks),
      nextBlock,
      authorId: author.id,
      authorRole: author.role,
      reason,
      salt,
    })
    .execute();
}

function versions(db: Queries, address: Address) {
  return db
    .selectFrom("versions as v")
    .innerJoin("versionContents as c", (join) =>
      join.onRef("c.address", "=", "v.address").onRef("c.number", "=", "v.number"),
    )
    .select(["v.number", "v.parent", "v.createdAt", "v.proposalId", "v.reflectionId", "v.reverts"])
    .select(["v.commitment", "v.parentHash", "v.hash"])
    .select(["c.text", "c.blocks", "c.nextBlock", "c.authorId", "c.authorRole", "c.reason", "c.salt"])
    .where("v.address", "=", addressKey(address));
}

/** A version from its two rows. */
export function versionOf(address: Address, row: Omit<VersionRow & VersionContentRow, "address">): Version {
  return {
    address,
    number: row.number,
    parent: row.parent,
    createdAt: row.createdAt,
    text: row.text,
    blocks: fromJson<Block[]>(row.blocks),
    nextBlock: row.nextBlock,
    author: principalOf(row.authorId, row.authorRole),
    reason: row.reason,
    proposalId: row.proposalId,
    reflectionId: row.reflectionId,
    reverts: row.reverts,
    salt: row.salt,
    commitment: row.commitment,
    parentHash: row.parentHash,
    hash: row.hash,
    ...(row.salt === "" ? { erased: true } : {}),
  };
}
