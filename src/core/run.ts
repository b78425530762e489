/** A run: one trajectory of messages, with the ref that was in force. */
import type { Address } from "./address.js";
import type { Message } from "./message.js";
import type { Principal } from "./principal.js";
import type { Ref } from "./ref.js";

export interface Run {
  readonly id: string;
  readonly address: Address;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly ref: Ref;
  readonly messages: readonly Message[];
  /** The conversation this run belongs to, if the application has such a thing. */
  readonly thread: string | null;
  /** Who the run was for. */
  readonly principal: Principal | null;
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
  readonly idempotencyKey: string | null;
  /** Hash of the content, by which a repeated idempotency key is told from a misused one. */
  readonly contentHash: string;
}
