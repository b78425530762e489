/** Time and ids, injected so that tests can turn the clock. */
import { V7Generator } from "uuidv7";

/** Gives milliseconds since 1970, as `Date.now` does. */
export type Clock = () => number;

/** Makes ids that sort by the time they were made (UUID version 7, RFC 9562). */
export function createIds(clock: Clock): () => string {
  const generator = new V7Generator();
  return () => generator.generateOrResetCore(clock(), 10_000).toString();
}

/** A time as ISO 8601 in UTC. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** 16 random bytes as hexadecimal, from the platform's cryptographic source. */
export function randomSalt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
