/** Claims and the backlog of a memory store. */
import type { Address } from "../../core/address.js";
import { type Backlog, type Claim, type ClaimFailure, isFree } from "../../core/claim.js";
import type { ClaimRequest } from "../../core/ports/store.js";
import type { Shelf } from "./shelf.js";

/** The claim as it is then; null while somebody else has it. */
export function claimShelf(shelf: Shelf, { holder, at, until }: ClaimRequest): Claim | null {
  if (!isFree(shelf.claim, holder, at)) return null;
  shelf.claim = { holder, since: at, until, failure: shelf.claim?.failure ?? null };
  return shelf.claim;
}

export function releaseShelf(shelf: Shelf, holder: string, failure: ClaimFailure | null): void {
  if (shelf.claim?.holder !== holder) return;
  shelf.claim = failure && { holder: null, since: null, until: null, failure };
}

/** Null if no lesson is pending or parked. */
export function backlogOf(address: Address, shelf: Shelf): Backlog | null {
  const all = shelf.lessons.all();
  const pending = all.filter(({ state }) => state === "pending");
  const parked = all.filter(({ state }) => state === "parked").length;
  if (pending.length + parked === 0) return null;
  const times = pending.map(({ createdAt }) => createdAt).sort();
  const [oldest, newest] = [times.at(0) ?? null, times.at(-1) ?? null];
  return { address, pending: pending.length, parked, oldest, newest, claim: shelf.claim };
}
