/** Queries on the head of instructions: one, many, and the hot read of head and labelled version. */
import { type Address, addressKey, type Namespace } from "../../core/address.js";
import type { InstructionsRecord, LabelledText, Page, PageRequest } from "../../core/ports/store.js";
import type { TemplateFormat } from "../../core/template.js";
import type { Version } from "../../core/version.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries, SqlConnection, SqlDialect } from "./connection.js";
import { KeptQuery } from "./kept-query.js";
import { addressOf, fromJson } from "./rows.js";
import type { InstructionsRow, LabelRow } from "./schema.js";
import { versionOf } from "./versions.js";

type Labels = Pick<LabelRow, "label" | "version">[];
type RecordRow = InstructionsRow & { readonly labels: string | Labels };

export async function findRecord(
  db: Queries,
  dialect: SqlDialect,
  address: Address,
): Promise<InstructionsRecord | null> {
  const row = await records(db, dialect).where("instructions.address", "=", addressKey(address)).executeTakeFirst();
  return row ? recordOf(row) : null;
}

/**
 * Nobody else commits to these instructions until the transaction ends. It is a statement of its own: one that both
 * waits for the lock and reads would see the labels as they were before it waited.
 */
export async function lockRecord(db: Queries, dialect: SqlDialect, address: Address): Promise<void> {
  if (!dialect.rowLocks) return;
  const row = db.selectFrom("instructions").select("address").where("address", "=", addressKey(address));
  await row.forUpdate().execute();
}

/** Head and labels follow with the version: only what can be seen is pointed at. False if they exist. */
export async function insertInstructions(db: Queries, record: InstructionsRecord): Promise<boolean> {
  const { createdAt, templateFormat, overlay, owner, seed, offeredSeeds } = record;
  const added = await db
    .insertInto("instructions")
    .values({
      address: addressKey(record.address),
      createdAt,
      templateFormat,
      overlay: overlay ? 1 : 0,
      owner,
      head: 0,
      seed,
      offeredSeeds: JSON.stringify(offeredSeeds),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Head and labelled version in one query. */
export async function readLabelled(
  db: Queries,
  dialect: SqlDialect,
  address: Address,
  label: string,
): Promise<{ record: InstructionsRecord; version: Version } | null> {
  const row = await records(db, dialect)
    .innerJoin("labels as pointer", "pointer.address", "instructions.address")
    .innerJoin("versions as v", (join) =>
      join.onRef("v.address", "=", "pointer.address").onRef("v.number", "=", "pointer.version"),
    )
    .innerJoin("versionContents as c", (join) =>
      join.onRef("c.address", "=", "v.address").onRef("c.number", "=", "v.number"),
    )
    .select(["v.number", "v.parent", "v.createdAt as sealedAt", "v.proposalId", "v.reflectionId", "v.reverts"])
    .select(["v.commitment", "v.parentHash", "v.hash"])
    .select(["c.text", "c.blocks", "c.nextBlock", "c.authorId", "c.authorRole", "c.reason", "c.salt"])
    .where("instructions.address", "=", addressKey(address))
    .where("pointer.label", "=", label)
    .executeTakeFirst();
  return row ? { record: recordOf(row), version: versionOf(address, { ...row, createdAt: row.sealedAt }) } : null;
}

const textAtLabel = new KeptQuery<{ address: string; label: string }, LabelledText>();

/** The text that a label is at: two steps into keys. It is what is asked most. */
export async function readText(
  { db, ask }: Pick<SqlConnection, "db" | "ask">,
  address: Address,
  label: string,
): Promise<LabelledText | null> {
  const query = textAtLabel.filled(db, { address: addressKey(address), label }, (at) =>
    db
      .selectFrom("labels as l")
      .innerJoin("versionContents as c", (join) =>
        join.onRef("c.address", "=", "l.address").onRef("c.number", "=", "l.version"),
      )
      .select(["c.number", "c.text"])
      .where("l.address", "=", at.address)
      .where("l.label", "=", at.label),
  );
  const rows = ask ? ((await ask(query.sql, query.parameters)) as LabelledText[]) : (await db.executeQuery(query)).rows;
  return rows[0] ?? null;
}

/** Instructions in a namespace and below. `acme` holds the keys from `acme/` to before `acme0`: `0` follows `/`. */
export async function listRecords(
  db: Queries,
  dialect: SqlDialect,
  namespace: Namespace,
  page: PageRequest | undefined,
): Promise<Page<InstructionsRecord>> {
  const limit = pageSize(page);
  const cursor = page?.cursor ?? null;
  const path = namespace.join("/");
  let query = records(db, dialect);
  if (path !== "") {
    query = query.where("instructions.address", ">=", `${path}/`).where("instructions.address", "<", `${path}0`);
  }
  if (cursor !== null) query = query.where("instructions.address", ">", cursor);
  const rows = await query
    .orderBy("instructions.address")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, (row) => row.address, recordOf);
}

function records(db: Queries, dialect: SqlDialect) {
  return db
    .selectFrom("instructions")
    .selectAll("instructions")
    .select((eb) =>
      dialect
        .jsonArrayFrom(
          eb.selectFrom("labels").select(["label", "version"]).whereRef("labels.address", "=", "instructions.address"),
        )
        .as("labels"),
    );
}

function recordOf(row: RecordRow): InstructionsRecord {
  return {
    address: addressOf(row.address),
    createdAt: row.createdAt,
    templateFormat: row.templateFormat as TemplateFormat,
    overlay: row.overlay === 1,
    owner: row.owner,
    head: row.head,
    labels: Object.fromEntries(fromJson<Labels>(row.labels).map(({ label, version }) => [label, version])),
    seed: row.seed,
    offeredSeeds: fromJson<string[]>(row.offeredSeeds),
  };
}
