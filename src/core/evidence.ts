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

/**
 * Evidence as the store keeps it: for one block, since one version. Not part of the hash chain, so it can be erased.
 */
export interface EvidenceRecord {
  readonly id: string;
  readonly blockId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly proposalId: string | null;
  readonly by: Principal | null;
  readonly evidence: Evidence;
}
