/** The mark on an answer: what it was made with, in the provider metadata, which no model is sent. */
import { checkRef, type Ref } from "../../core/ref.js";
import type { Current } from "../../memory.js";
import type { Generated } from "./options.js";

type Metadata = Generated["providerMetadata"];

const MARK = "knowhow";

/** What an answer was made with. */
export interface UsedInstructions {
  readonly ref: Ref;
  /** The id of its run, to give feedback on; null where none is kept (yet), as for a step that only calls tools. */
  readonly run: string | null;
  /** The store was away, and the text is the last good one. */
  readonly stale: boolean;
}

export function marked(metadata: Metadata, { ref, stale }: Current, run: string | null): NonNullable<Metadata> {
  const layers = ref.layers.map(({ id, version, label }) => ({ id, version, label }));
  return { ...metadata, [MARK]: { ref: { layers, hash: ref.hash }, run, stale } };
}

/**
 * What an answer was made with, from the `providerMetadata` of a result, a step or a stream's part; null for one that
 * `withInstructions` had no part in, or whose mark is of another form: it may come back from a client.
 */
export function usedInstructions(metadata: unknown): UsedInstructions | null {
  const mark = fieldsOf(fieldsOf(metadata)[MARK]);
  const { run, stale } = mark;
  try {
    return { ref: checkRef(mark["ref"]), run: typeof run === "string" ? run : null, stale: stale === true };
  } catch {
    return null;
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
