/** The port of the gate: the replay of past lessons on old and new instructions. */
import type { Address } from "../address.js";
import type { Case } from "../case.js";
import type { NoteCall } from "../model-call.js";
import type { GateResult } from "../proposal.js";

/** A case to replay. */
export interface GateCase extends Pick<Case, "messages" | "metadata" | "check"> {
  /** Null for a case that accepting the proposal would make. */
  readonly caseId: string | null;
  /** The words of the rule it protects; null for none. */
  readonly rule: string | null;
  /** It was made from a lesson of the proposal. */
  readonly own: boolean;
}

export interface GateInput {
  readonly address: Address;
  readonly before: string;
  readonly after: string;
  /** The active ones, without those whose rule the proposal takes away or replaces. */
  readonly cases: readonly GateCase[];
  readonly signal: AbortSignal;
  /** To be told of calls of a model that judges answers. */
  readonly noteCall?: NoteCall;
}

export interface Gate {
  readonly name: string;
  /**
   * Without a case that is kept (`caseId`) it says `not-run`, never `passed`.
   * @throws the signal's reason when it is called off
   */
  decide(input: GateInput): Promise<GateResult>;
}
