/** Queries on proposals. */
import { type Address, addressKey } from "../../core/address.js";
import type { Edit, Support } from "../../core/edit.js";
import type { Page, PageRequest, ProposalChange } from "../../core/ports/store.js";
import type { Role } from "../../core/principal.js";
import type { Decision, GateResult, Proposal, ProposalState, ScreenResult, Usage } from "../../core/proposal.js";
import { pageOf, pageSize } from "../page.js";
import type { Queries } from "./connection.js";
import { addressOf, fromJson, principalOf } from "./rows.js";
import type { ProposalContentRow, ProposalRow } from "./schema.js";

/** False, and nothing is stored, if one with its id is there. */
export async function insertProposal(db: Queries, proposal: Proposal): Promise<boolean> {
  const { id, createdAt, state, base, by, trust, strategy, reflectionId, decision } = proposal;
  const address = addressKey(proposal.address);
  const header = { address, id, createdAt, state, base, byId: by.id, byRole: by.role, trust, strategy, reflectionId };
  const added = await db
    .insertInto("proposals")
    .values({
      ...header,
      lessonIds: JSON.stringify(proposal.lessonIds),
      gate: JSON.stringify(proposal.gate),
      usage: JSON.stringify(proposal.usage),
      decision: decision && JSON.stringify(decision),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return false;
  const { text, rationale, seed } = proposal;
  await db
    .insertInto("proposalContents")
    .values({
      address,
      id,
      edits: JSON.stringify(proposal.edits),
      supports: JSON.stringify(proposal.supports),
      text,
      rationale,
      screens: JSON.stringify(proposal.screens),
      seed,
    })
    .execute();
  return true;
}

/** False, and nothing is changed, unless the proposal is in one of the states it must be in. */
export async function changeProposal(db: Queries, address: Address, change: ProposalChange): Promise<boolean> {
  const { state, decision, gate } = change.to;
  const changed = await db
    .updateTable("proposals")
    .set({ state, decision: decision && JSON.stringify(decision), ...(gate ? { gate: JSON.stringify(gate) } : {}) })
    .where("address", "=", addressKey(address))
    .where("id", "=", change.id)
    .where("state", "in", change.from)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** By id, within an address or, with null, anywhere. */
export async function findProposal(db: Queries, address: Address | null, id: string): Promise<Proposal | null> {
  let query = proposals(db).where("p.id", "=", id);
  if (address) query = query.where("p.address", "=", addressKey(address));
  const row = await query.executeTakeFirst();
  return row ? proposalOf(row) : null;
}

/** Newest first. */
export async function listProposals(
  db: Queries,
  address: Address,
  states: readonly ProposalState[] | null,
  page?: PageRequest,
): Promise<Page<Proposal>> {
  const limit = pageSize(page);
  let query = proposals(db).where("p.address", "=", addressKey(address));
  if (states) query = query.where("p.state", "in", states);
  if (page?.cursor) query = query.where("p.id", "<", page.cursor);
  const rows = await query
    .orderBy("p.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, (row) => row.id, proposalOf);
}

function proposals(db: Queries) {
  return db
    .selectFrom("proposals as p")
    .innerJoin("proposalContents as c", (join) => join.onRef("c.address", "=", "p.address").onRef("c.id", "=", "p.id"))
    .selectAll("p")
    .select(["c.edits", "c.supports", "c.text", "c.rationale", "c.screens", "c.seed"]);
}

function proposalOf(row: ProposalRow & Omit<ProposalContentRow, "address" | "id">): Proposal {
  return {
    id: row.id,
    address: addressOf(row.address),
    createdAt: row.createdAt,
    state: row.state as ProposalState,
    base: row.base,
    edits: fromJson<Edit[]>(row.edits),
    supports: fromJson<Support[]>(row.supports),
    text: row.text,
    rationale: row.rationale,
    by: principalOf(row.byId, row.byRole),
    trust: row.trust as Role,
    lessonIds: fromJson<string[]>(row.lessonIds),
    strategy: row.strategy,
    reflectionId: row.reflectionId,
    screens: fromJson<ScreenResult[]>(row.screens),
    gate: fromJson<GateResult>(row.gate),
    usage: fromJson<Usage>(row.usage),
    seed: row.seed,
    decision: row.decision === null ? null : fromJson<Decision>(row.decision),
  };
}
