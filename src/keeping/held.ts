/** Which runs something else still needs, wherever it is kept: a user's layer may speak of the agent's run. */
import type { Address } from "../core/address.js";
import type { EvidenceRecord } from "../core/evidence.js";
import type { LessonState } from "../core/feedback.js";
import type { Store } from "../core/ports/store.js";
import { each, LONG, SHORT } from "./pages.js";

export interface Held {
  /** Runs whose feedback waits: a reflection reads them whole. */
  readonly waiting: ReadonlySet<string>;
  /**
   * Runs that evidence, a proposal or a case names. These hold words of theirs, and erasing a person finds those words
   * by whom the run was for.
   */
  readonly named: ReadonlySet<string>;
}

const WAITING: readonly LessonState[] = ["pending", "reserved", "parked"];

/** Looks everywhere, not only in the namespace that is pruned. */
export async function findHeld(store: Store): Promise<Held> {
  const [waiting, named] = [new Set<string>(), new Set<string>()];
  for await (const address of each((page) => store.addresses([], page), SHORT)) {
    for await (const lesson of each((page) => store.lessons(address, WAITING, page), SHORT)) {
      const feedback = await store.feedback(address, lesson.feedbackId);
      if (feedback?.run) waiting.add(feedback.run.id);
    }
    for await (const id of namedUnder(store, address)) named.add(id);
  }
  return { waiting, named };
}

async function* namedUnder(store: Store, address: Address): AsyncGenerator<string> {
  for await (const one of each((page) => store.cases(address, null, page), LONG)) if (one.run) yield one.run.id;
  for await (const { edits, supports } of each((page) => store.proposals(address, null, page), LONG)) {
    for (const { evidence } of [...edits, ...supports]) yield* evidence.flatMap(runsIn);
  }
  const record = await store.record(address);
  const head = record && record.head > 0 ? await store.version(address, record.head) : null;
  for (let block = 0; block < (head?.nextBlock ?? 0); block += SHORT) {
    const ids = Array.from({ length: SHORT }, (_none, index) => `b${block + index}`);
    for (const { evidence } of await store.evidence(address, ids)) yield* runsIn(evidence);
  }
}

const runsIn = (evidence: EvidenceRecord["evidence"]): string[] =>
  evidence.kind === "quote" && evidence.place.in === "run" ? [evidence.place.runId] : [];
