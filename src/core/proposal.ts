/** A proposal: edits on a base version, with rationale and evidence, not yet in force. */
import type { Address } from "./address.js";
import type { Edit, Support } from "./edit.js";
import type { Principal, Role } from "./principal.js";

/**
 * `open` waits for a decision; `stale`: the blocks it edits changed meanwhile, or another carries it on; `refused`: a
 * screen or gate said no; `expired`: nobody decided in time.
 */
export const PROPOSAL_STATES = ["open", "accepted", "rejected", "refused", "stale", "expired"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/**
 * What a screen says. `pass` is a remark on what was decided, `refuse` stops the proposal, `hold` asks for a person,
 * `drop` takes one edit out.
 */
export interface ScreenResult {
  readonly screen: string;
  readonly verdict: "pass" | "refuse" | "hold" | "drop";
  /** A sentence a person understands. */
  readonly message: string;
  /** The index of the edit it speaks of; null for the whole. */
  readonly edit: number | null;
  /** For a `hold`: the least role whose hand may let it pass. Left out: whoever may accept. */
  readonly needs?: Role;
  /** Of the screen `quorum`: who taught it so far, and how many must. */
  readonly quorum?: { readonly people: readonly string[]; readonly needed: number };
}

/** How often a case passed and failed; `inconclusive`: the runner failed, or the judge was unsure. */
export interface CaseTally {
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
}

/** One line of the flip table: a case under the old and the new instructions. */
export interface ReplayedCase {
  /** Null for a case that accepting this very proposal would make. */
  readonly caseId: string | null;
  /** The words of the rule it protects; null for none. */
  readonly rule: string | null;
  /** It was made from a lesson of this proposal, and so does not speak for it alone. */
  readonly own: boolean;
  readonly before: CaseTally;
  readonly after: CaseTally;
  /** `worse` refuses; `unclear`: it may have got worse, and a person must look. */
  readonly flip: "worse" | "better" | "same" | "unclear";
  /** What the check said, in a sentence. */
  readonly reason: string;
}

/**
 * What the gate says: the replay of cases on old and new instructions. `unproven`: nothing got worse, but only the
 * proposal's own cases speak for it. `not-run`: there was no runner, or no case to replay.
 */
export interface GateResult {
  readonly status: "passed" | "refused" | "inconclusive" | "unproven" | "not-run";
  readonly message: string;
  /** The flip table; left out when nothing was replayed. */
  readonly cases?: readonly ReplayedCase[];
}

/** Tokens and calls a reflection used. */
export interface Usage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export const NO_USAGE: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };

export interface Proposal {
  readonly id: string;
  readonly address: Address;
  readonly createdAt: string;
  readonly state: ProposalState;
  /** The version the edits are for. */
  readonly base: number;
  readonly edits: readonly Edit[];
  /** Rules that lessons repeated; they get the evidence when the proposal is accepted. */
  readonly supports: readonly Support[];
  /** The exact whole text, for a person's own or a merged one: used while the base is still the head. */
  readonly text: string | null;
  readonly rationale: string;
  /** Who or what made it. */
  readonly by: Principal;
  /** The least trusted role among its evidence. */
  readonly trust: Role;
  readonly lessonIds: readonly string[];
  /** The strategy that made it; null for a person's own. */
  readonly strategy: string | null;
  readonly reflectionId: string | null;
  readonly screens: readonly ScreenResult[];
  readonly gate: GateResult;
  readonly usage: Usage;
  /** For a changed seed: the new seed, which becomes the merge base on acceptance. */
  readonly seed: string | null;
  readonly decision: Decision | null;
}

export interface Decision {
  readonly by: Principal;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason: string | null;
  /** The version that came of it. */
  readonly version: number | null;
}
