/** The record of one reflection: what it looked at, how it ended, what it cost. */
import type { Address } from "./address.js";
import type { Usage } from "./proposal.js";

export type ReflectionStatus = "accepted" | "proposed" | "unchanged" | "refused" | "failed" | "conflict";

export interface ReflectionRecord {
  readonly id: string;
  readonly address: Address;
  readonly createdAt: string;
  readonly finishedAt: string;
  readonly status: ReflectionStatus;
  readonly strategy: string;
  readonly model: string | null;
  readonly base: number;
  readonly lessonIds: readonly string[];
  readonly proposalId: string | null;
  readonly version: number | null;
  readonly rationale: string;
  readonly usage: Usage;
  /** Code and message, for `failed`. */
  readonly error: { readonly code: string; readonly message: string } | null;
}
