/** What stands in the queue: whose turn it is and when it is due. Nothing of what was said. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Address, addressKey, checkAddress } from "../../core/address.js";
import { checkTiming, type Timing } from "../timing.js";

/** A request for a turn, as plain JSON. */
export interface TurnRequest extends Required<Timing> {
  readonly namespace: readonly string[];
  readonly name: string;
}

export const requestOf = ({ namespace, name }: Address, timing: Required<Timing>): TurnRequest => ({
  namespace,
  name,
  ...timing,
});

const shape = z.object({
  namespace: z.array(z.string()),
  name: z.string(),
  after: z.number(),
  maxWait: z.number(),
  minFeedback: z.number(),
});

/** Reads what came out of the database. @throws a `ZodError`, `invalid_name`, `invalid_policy` */
export function readRequest(given: unknown): { address: Address; timing: Required<Timing> } {
  const { namespace, name, ...timing } = shape.parse(given);
  return { address: checkAddress(namespace, name), timing: checkTiming(timing) };
}

/** The longest key that is kept as it is: PostgreSQL indexes no more than about 2,700 bytes. */
const LONGEST = 2000;

/** The partition of these instructions: never two turns of one partition run at once. */
export function partitionOf(address: Address): string {
  const key = addressKey(address);
  return Buffer.byteLength(key) <= LONGEST ? key : createHash("sha256").update(key).digest("hex");
}
