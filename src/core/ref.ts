/** What a call ran on: an opaque, serialisable reference to the exact text. */
import { KnowhowError } from "./errors.js";
import { hashText } from "./hash.js";
import { describe } from "./text.js";

/** One instructions within a ref. `version` 0 stands for an overlay that holds no lesson yet. */
export interface RefLayer {
  /** The address as one string, `acme/tweet-writer`. */
  readonly id: string;
  readonly version: number;
  /** The label it was read by; null when read by number. */
  readonly label: string | null;
}

/** Names the very text that a call ran on. Keep it with the run; treat it as opaque. */
export interface Ref {
  readonly layers: readonly RefLayer[];
  /** SHA-256 of the composed text, in hexadecimal. */
  readonly hash: string;
}

/** The ref of a text made of these layers. */
export function makeRef(layers: readonly RefLayer[], text: string): Ref {
  return { layers, hash: hashText(text) };
}

/** Gives the ref back if it is one, without whatever else it holds. @throws `invalid_run` */
export function checkRef(value: unknown): Ref {
  const { layers, hash } = (typeof value === "object" && value !== null ? value : {}) as Partial<
    Record<string, unknown>
  >;
  if (!Array.isArray(layers) || !layers.every(isLayer) || typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) {
    throw new KnowhowError(
      "invalid_run",
      `"ref" must be the ref that current() or peek() gave, not ${describe(value)} of another form. Leave it out for what is in force now.`,
    );
  }
  return { layers: layers.map(({ id, version, label }: RefLayer) => ({ id, version, label })), hash };
}

function isLayer(value: unknown): value is RefLayer {
  if (typeof value !== "object" || value === null) return false;
  const { id, version, label } = value as Record<string, unknown>;
  const isNumber = typeof version === "number" && Number.isSafeInteger(version) && version >= 0;
  return typeof id === "string" && isNumber && (label === null || typeof label === "string");
}
