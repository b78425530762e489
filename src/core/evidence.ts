/** Evidence: what an edit rests on. Each piece keeps its own snippet, so that blame outlives the runs. */
import type { Principal, Role } from "./principal.js";

/** Where a quote stands: in the comment of a feedback, or in a part of a message of a run. */
export type Place =
  | { readonly in: "feedback"; readonly feedbackId: string; readonly field: "comment" | "revised" }
  | { readonly in: "run"; readonly runId: string; readonly messageId: string; readonly part: number };

export type Evidence =
  /** A verbatim quote at a place; `start` and `end` are UTF-16 offsets into that place's text. */
  | {
      readonly kind: "quote";
      readonly place: Place;
      readonly start: number;
      readonly end: number;
      readonly snippet: string;
      /** The role of whoever wrote that place. */
      readonly source: Role;
      /** The lesson this came with. */
      readonly lessonId: string | null;
    }
  /** A hunk of a revised output: what was taken away and what was put there. */
  | {
      readonly kind: "revision";
      readonly feedbackId: string;
      readonly removed: string;
      readonly added: string;
      readonly source: Role;
      readonly lessonId: string | null;
    }
  | {
      readonly kind: "score";
      readonly feedbackId: string;
      readonly score: number;
      readonly source: Role;
      readonly lessonId: string | null;
    }
  /** A person wrote the edit themselves. */
  | { readonly kind: "authorship"; readonly by: Principal; readonly source: Role; readonly lessonId: null };

/** A person accepted a block's words by their own hand, and so lends them their rank. */
export interface Approval {
  readonly kind: "approval";
  readonly by: Principal;
  readonly source: Role;
  readonly lessonId: null;
}

/** Takes another record of the same block back: what it says no longer speaks for the block. */
export interface Withdrawal {
  readonly kind: "withdrawal";
  /** The id of the record that is taken back; it may itself be a withdrawal. */
  readonly of: string;
  readonly by: Principal;
  readonly source: Role;
  readonly lessonId: null;
  /** Why, in a sentence. */
  readonly reason: string;
}

/**
 * Evidence as the store keeps it: for one block, since one version. Not part of the hash chain, so it can be erased.
 * Records are only added; which of them still count, `standingEvidence` says.
 */
export interface EvidenceRecord {
  readonly id: string;
  readonly blockId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly proposalId: string | null;
  readonly by: Principal | null;
  readonly evidence: Evidence | Approval | Withdrawal;
}
