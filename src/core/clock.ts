/** Time and ids, injected so that tests can turn the clock. */
import { V7Generator } from "uuidv7";

/** Gives milliseconds since 1970, as `Date.now` does. */
export type Clock = () => number;

/** Makes ids that sort by the time they were made (UUID version 7, RFC 9562). */
export function createIds(clock: Clock): () => string {
  const generator = new V7Generator(randomNumbers());
  return () => generator.generateOrResetCore(clock(), 10_000).toString();
}

/** From the platform's cryptographic source, many at a time: to ask it takes longer than what is asked for. */
function randomNumbers(): { nextUint32(): number } {
  const numbers = new Uint32Array(256);
  let next = numbers.length;
  return {
    nextUint32() {
      if (next === numbers.length) {
        crypto.getRandomValues(numbers);
        next = 0;
      }
      return numbers[next++] ?? 0;
    },
  };
}

/** A time as ISO 8601 in UTC. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** 16 random bytes as hexadecimal, from the platform's cryptographic source. */
export function randomSalt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
