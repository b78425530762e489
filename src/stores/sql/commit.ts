/** One atomic step on one instructions, within a transaction: what does not hold is thrown, which undoes the rest. */
import { addressKey } from "../../core/address.js";
import type { Change, CommitOutcome, InstructionsRecord, LabelChange } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import { follows } from "../chain.js";
import { changeCase, insertCase } from "./cases.js";
import type { Queries, SqlDialect } from "./connection.js";
import { insertEvidence } from "./evidence.js";
import { findRecord, insertInstructions, lockRecord } from "./instructions.js";
import { changeLesson } from "./lessons.js";
import { changeProposal, insertProposal } from "./proposals.js";
import { putReflection } from "./reflections.js";
import { insertVersion } from "./versions.js";

type Conflict = Extract<CommitOutcome, { status: "conflict" }>["conflict"];

/** Says that a precondition did not hold. */
export class Refusal extends Error {
  constructor(readonly conflict: Conflict) {
    super(conflict);
  }
}

/** Makes the change and gives the record as it is then. @throws Refusal */
export async function applyChange(db: Queries, dialect: SqlDialect, change: Change): Promise<InstructionsRecord> {
  const { address, create, version } = change;
  if (create && !(await insertInstructions(db, create))) throw new Refusal("exists");
  await lockRecord(db, dialect, address);
  const record = await findRecord(db, dialect, address);
  if (!record) throw new Refusal("missing");

  if (version?.reflectionId) await checkReflection(db, version, version.reflectionId);
  if (!create && change.expectHead !== undefined && change.expectHead !== record.head) throw new Refusal("head");
  if (version) await addVersion(db, version, record.head);

  const head = version?.number ?? record.head;
  const created = Object.entries(create?.labels ?? {}).map(([label, to]) => ({ label, to }));
  await moveLabels(db, addressKey(address), record.labels, [...created, ...(change.labels ?? [])], head);

  for (const proposal of change.newProposals ?? []) {
    if (!(await insertProposal(db, proposal))) throw new Refusal("proposal");
  }
  for (const proposal of change.proposals ?? []) {
    if (!(await changeProposal(db, address, proposal))) throw new Refusal("proposal");
  }
  for (const lesson of change.lessons ?? []) {
    if (!(await changeLesson(db, address, lesson))) throw new Refusal("lesson");
  }
  for (const one of change.newCases ?? []) {
    if (!(await insertCase(db, one))) throw new Refusal("case");
  }
  for (const one of change.cases ?? []) {
    if (!(await changeCase(db, address, one))) throw new Refusal("case");
  }
  if (change.evidence) await insertEvidence(db, address, change.evidence);
  if (change.reflection) await putReflection(db, change.reflection);
  await updateRecord(db, record, change, head);
  if (create || version || change.labels) await dialect.announce?.(db, addressKey(address));

  const after = await findRecord(db, dialect, address);
  if (!after) throw new Refusal("missing");
  return after;
}

async function checkReflection(db: Queries, version: Version, reflectionId: string): Promise<void> {
  const earlier = await db
    .selectFrom("versions")
    .select("number")
    .where("address", "=", addressKey(version.address))
    .where("reflectionId", "=", reflectionId)
    .executeTakeFirst();
  if (earlier) throw new Refusal("reflection");
}

async function addVersion(db: Queries, version: Version, head: number): Promise<void> {
  const previous = await db
    .selectFrom("versions")
    .select(["number", "hash"])
    .where("address", "=", addressKey(version.address))
    .where("number", "=", head)
    .executeTakeFirst();
  if (!follows(version, previous ?? null)) throw new Refusal("head");
  await insertVersion(db, version);
}

async function moveLabels(
  db: Queries,
  address: string,
  before: InstructionsRecord["labels"],
  changes: readonly LabelChange[],
  head: number,
): Promise<void> {
  const labels = new Map(Object.entries(before));
  for (const { label, to, from } of changes) {
    if (from !== undefined && from !== (labels.get(label) ?? null)) throw new Refusal("label");
    if (!Number.isInteger(to) || to < 1 || to > head) throw new Refusal("label");
    labels.set(label, to);
    await db
      .insertInto("labels")
      .values({ address, label, version: to })
      .onConflict((conflict) => conflict.columns(["address", "label"]).doUpdateSet({ version: to }))
      .execute();
  }
}

async function updateRecord(db: Queries, before: InstructionsRecord, change: Change, head: number): Promise<void> {
  const offered = change.offeredSeed;
  const fresh = offered !== undefined && !before.offeredSeeds.includes(offered);
  if (head === before.head && change.seed === undefined && !fresh) return;
  await db
    .updateTable("instructions")
    .set({
      head,
      seed: change.seed ?? before.seed,
      offeredSeeds: JSON.stringify(fresh ? [...before.offeredSeeds, offered] : before.offeredSeeds),
    })
    .where("address", "=", addressKey(before.address))
    .execute();
}
