/** What an append means when its idempotency key, or its id, was seen before. */
import { type Address, addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Appended } from "../core/ports/store.js";

/** What a run and a feedback have in common. */
export interface Appendable {
  readonly id: string;
  readonly address: Address;
  readonly idempotencyKey: string | null;
  readonly contentHash: string;
}

/**
 * The outcome of an append that found `first` already there: the same content is a duplicate.
 * @throws `idempotency_conflict` for other content
 */
export function alreadyAppended<T extends Appendable>(what: "run" | "feedback", first: T, again: T): Appended<T> {
  if (first.contentHash === again.contentHash) return { item: first, duplicate: true };
  const key = again.idempotencyKey === null ? `id "${again.id}"` : `idempotency key "${again.idempotencyKey}"`;
  throw new KnowhowError(
    "idempotency_conflict",
    `The ${key} was already used for another ${what} of "${addressKey(again.address)}". Use a new key for new content.`,
  );
}
