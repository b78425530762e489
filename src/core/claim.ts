/** What waits for a reflection, and who is about to do it. */
import type { Address } from "./address.js";

/** Why the last try came to nothing, and when the next is due. */
export interface ClaimFailure {
  /** When the try that failed began. ISO 8601, UTC, like all times here. */
  readonly at: string;
  /** Failures in a row. */
  readonly failures: number;
  /** An error's code; or `not_applied`: nothing failed, but a lesson was not understood, or its edit was refused. */
  readonly code: string;
  readonly message: string;
  readonly nextTry: string;
}

/** The right to reflect on one instructions, which one holder at a time has; or what is left of a failed try. */
export interface Claim {
  /** Null while nobody reflects. */
  readonly holder: string | null;
  /** When the holder took or last kept it; null without a holder. */
  readonly since: string | null;
  /** After that somebody else may take it; null without a holder. */
  readonly until: string | null;
  /** What the last try failed of; null if none has failed since the last that went well. */
  readonly failure: ClaimFailure | null;
}

/** Lessons of one instructions that wait: pending ones for a reflection, parked ones for a person. */
export interface Backlog {
  readonly address: Address;
  readonly pending: number;
  readonly parked: number;
  /** When the oldest pending lesson was kept; null without any. */
  readonly oldest: string | null;
  /** When the newest pending lesson was kept; null without any. */
  readonly newest: string | null;
  /** Null if nobody reflects and nothing has failed. */
  readonly claim: Claim | null;
}

/** Whether `holder` may take the claim at this time. */
export function isFree(claim: Claim | null, holder: string, at: string): boolean {
  if (!claim || claim.holder === null || claim.holder === holder) return true;
  return claim.until === null || claim.until <= at;
}
