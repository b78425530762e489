/** `pruneMemory`: deletes old runs, and answers of models that nothing will ask for any more. */
import { checkNamespace, type Namespace } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { ErasedRows, Store } from "../core/ports/store.js";
import type { Run } from "../core/run.js";
import { describe } from "../core/text.js";
import { findHeld, type Held } from "./held.js";
import { each, SHORT } from "./pages.js";
import { oldAnswers } from "./old-answers.js";

export interface PruneOptions {
  /** Runs that were recorded before this time go. Default: none. */
  readonly runsBefore?: Date;
  /** Answers of models that were given before this time go. Default: none. */
  readonly answersBefore?: Date;
  /** Only what is in this namespace and below. Default: everywhere. */
  readonly namespace?: Namespace;
  /** Counts what would go, and changes nothing. Default false. */
  readonly dryRun?: boolean;
}

/** What became of old runs and answers. */
export interface Pruned {
  readonly dryRun: boolean;
  readonly runs: {
    /** Nothing is left of these. */
    readonly deleted: number;
    /** Words of these are still quoted, or a case was made of them: when, and for whom, stays; the messages went. */
    readonly emptied: number;
    /** Of these the feedback still waits. */
    readonly kept: number;
  };
  readonly answers: { readonly deleted: number };
  /** False while remains may lie in the store's files, since another process was reading: prune again, or vacuum. */
  readonly clean: boolean;
}

/** How many runs are deleted in one transaction. */
const BATCH = 500;

/**
 * Deletes old runs and stored answers; versions, rules, feedback, lessons, evidence and its quotes stay. A run whose
 * feedback waits for a reflection, a decision or a person is kept.
 * @throws `invalid_policy` for a time that is none, or nothing to do, `invalid_name`, `store_unsupported` for a store
 * that lists nothing, and the `store_*` errors
 */
export async function pruneMemory(store: Store, options: PruneOptions): Promise<Pruned> {
  const runsBefore = timeOf("runsBefore", options.runsBefore);
  const answersBefore = timeOf("answersBefore", options.answersBefore);
  if (runsBefore === null && answersBefore === null)
    throw new KnowhowError("invalid_policy", "pruneMemory() needs runsBefore, answersBefore, or both.");
  const namespace = checkNamespace(options.namespace ?? []);
  const dryRun = options.dryRun ?? false;
  const runs = { deleted: 0, emptied: 0, kept: 0 };
  const answers = { deleted: 0 };
  let clean = true;
  const held = runsBefore === null ? null : await findHeld(store);
  for await (const address of each((page) => store.addresses(namespace, page), SHORT)) {
    const erase = async (rows: Partial<ErasedRows>): Promise<void> => {
      if (dryRun) return;
      const outcome = await store.erase({ address, rows: { ...NOTHING, ...rows } });
      clean &&= outcome.status === "erased" && outcome.clean;
    };
    if (runsBefore !== null && held) {
      let gone = new Fate();
      for await (const run of each((page) => store.runs(address, page), 50)) {
        if (run.createdAt >= runsBefore) continue;
        const fate = gone.decide(run, held);
        if (fate !== "was emptied") runs[fate] += 1;
        if (gone.size < BATCH) continue;
        await erase(gone.rows);
        gone = new Fate();
      }
      if (gone.size > 0) await erase(gone.rows);
    }
    if (answersBefore !== null) {
      const old = await oldAnswers(store, address, answersBefore);
      answers.deleted += old.count;
      if (old.count > 0) await erase({ answers: old.reflections });
    }
  }
  return { dryRun, runs, answers, clean };
}

/** Old runs under one address, and what is to become of them. */
class Fate {
  readonly #deleted: string[] = [];
  readonly #emptied: Run[] = [];

  decide(run: Run, { waiting, named }: Held): "deleted" | "emptied" | "kept" | "was emptied" {
    if (waiting.has(run.id)) return "kept";
    if (!named.has(run.id)) {
      this.#deleted.push(run.id);
      return "deleted";
    }
    if (run.messages.length === 0) return "was emptied";
    this.#emptied.push({ ...run, messages: [], metadata: {} });
    return "emptied";
  }

  get size(): number {
    return this.#deleted.length + this.#emptied.length;
  }

  get rows(): Partial<ErasedRows> {
    return { runs: this.#deleted, redacted: { ...NOTHING.redacted, runs: this.#emptied } };
  }
}

const NOTHING: ErasedRows = {
  versions: [],
  runs: [],
  feedback: [],
  proposals: [],
  cases: [],
  evidence: [],
  answers: false,
  redacted: { proposals: [], lessons: [], reflections: [], evidence: [], runs: [] },
};

/** ISO 8601, which sorts by time. @throws `invalid_policy` */
function timeOf(what: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  throw new KnowhowError("invalid_policy", `${what} must be a valid Date, not ${describe(value)}.`);
}
