/** Everything under one address that an erasure has to look at, read from the store. */
import type { Case } from "../../core/case.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Lesson } from "../../core/feedback.js";
import type { Proposal } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import type { Version } from "../../core/version.js";
import type { Scope } from "../context.js";
import { type ForgetWhat, type Origin, originOf } from "../forgotten.js";
import { type Head, readHead } from "../head.js";
import { allPages } from "../pages.js";

export interface Found {
  readonly head: Head;
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly records: readonly EvidenceRecord[];
  readonly origin: Origin;
  readonly lessons: readonly Lesson[];
  readonly proposals: readonly Proposal[];
  readonly cases: readonly Case[];
  readonly reflections: readonly ReflectionRecord[];
  /** Ids of the runs to erase that are kept here. */
  readonly runs: readonly string[];
}

/** `runs`: the ids of all runs to erase, also under other addresses. */
export async function findHere(scope: Scope, what: ForgetWhat, runs: ReadonlySet<string>): Promise<Found> {
  const { store, address } = scope;
  const head = await readHead(scope);
  const ids = Array.from({ length: head.version?.nextBlock ?? 0 }, (_none, number) => `b${number}`);
  const records = await store.evidence(address, ids);
  const kept = await Promise.all([...runs].map((id) => store.run(address, id)));
  return {
    head,
    versions: (await allPages((page) => store.versions(address, page))).reverse(),
    records,
    origin: await originOf(scope, what, records, runs),
    lessons: await allPages((page) => store.lessons(address, null, page)),
    proposals: await allPages((page) => store.proposals(address, null, page)),
    cases: await allPages((page) => store.cases(address, null, page)),
    reflections: await allPages((page) => store.reflections(address, page)),
    runs: kept.flatMap((run) => (run ? [run.id] : [])),
  };
}

/** The ids of the runs here that were for this person, or of this one run. */
export async function runsHere(
  { store, address }: Pick<Scope, "store" | "address">,
  what: ForgetWhat,
): Promise<string[]> {
  if ("run" in what) return (await store.run(address, what.run)) ? [what.run] : [];
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    // Not all at once: runs are many and long.
    const page: Awaited<ReturnType<typeof store.runs>> = await store.runs(address, { cursor, limit: 100 });
    ids.push(...page.items.flatMap(({ id, principal }) => (principal?.id === what.by ? [id] : [])));
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}
