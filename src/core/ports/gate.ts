/** The port of the gate: the replay of past lessons on old and new instructions. */
import type { Address } from "../address.js";
import type { GateResult } from "../proposal.js";

export interface GateInput {
  readonly address: Address;
  readonly before: string;
  readonly after: string;
  readonly signal: AbortSignal;
}

export interface Gate {
  readonly name: string;
  decide(input: GateInput): Promise<GateResult>;
}
