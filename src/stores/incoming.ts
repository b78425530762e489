/** What stores decide alike when rows of another store come in: what is new, what is newer, what does not fit. */
import type { Case } from "../core/case.js";
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import type { IncomingRows, RowCounts, RowKind, TakenIn } from "../core/ports/store.js";
import type { ReflectionRecord } from "../core/reflection.js";
import { linkFaults, type Version } from "../core/version.js";

/** What is looked at of a row that is there, to see whether one that comes is newer. */
export type LessonAge = Pick<Lesson, "updatedAt">;
export type ProposalAge = { readonly state: string };
export type CaseAge = Pick<Case, "updatedAt">;
export type ReflectionAge = Pick<ReflectionRecord, "finishedAt">;

export const isNewerLesson = (one: LessonAge, there: LessonAge): boolean => one.updatedAt > there.updatedAt;
/** What was decided stays as it was decided. */
export const isNewerProposal = (one: ProposalAge, there: ProposalAge): boolean =>
  there.state === "open" && one.state !== "open";
export const isNewerCase = (one: CaseAge, there: CaseAge): boolean => one.updatedAt > there.updatedAt;
export const isNewerReflection = (one: ReflectionAge, there: ReflectionAge): boolean =>
  one.finishedAt > there.finishedAt;

/** Rows that are not there yet, and rows that take the place of an older one. */
export interface Sorted<T> {
  readonly added: readonly T[];
  readonly changed: readonly T[];
}

/** Of rows with one id the first counts. `there` has what is kept under their ids. */
export function sortIncoming<T, Age>(
  incoming: readonly T[] | undefined,
  idOf: (row: T) => string,
  there: { get(id: string): Age | undefined },
  isNewer: (row: T, age: Age) => boolean,
): Sorted<T> {
  const fresh = new Map<string, T>();
  const changed = new Map<string, T>();
  for (const row of incoming ?? []) {
    const id = idOf(row);
    const age = there.get(id);
    const found = age === undefined ? fresh : isNewer(row, age) ? changed : null;
    if (found && !found.has(id)) found.set(id, row);
  }
  return { added: [...fresh.values()], changed: [...changed.values()] };
}

/** Nothing that is there is replaced. */
export const never = (): boolean => false;

interface Keyed {
  readonly id: string;
  readonly idempotencyKey: string | null;
}

/** The rows, without the keys that rows with other ids have; `taken` has the ids by key. */
export function withoutTakenKeys<T extends Keyed>(rows: readonly T[], taken: ReadonlyMap<string, string>): T[] {
  const used = new Map(taken);
  return rows.map((row) => {
    const key = row.idempotencyKey;
    if (key === null) return row;
    const owner = used.get(key) ?? row.id;
    used.set(key, owner);
    return owner === row.id ? row : { ...row, idempotencyKey: null };
  });
}

/** What the store says of its chain: of those that come which are there, and what the last of them follows. */
export interface KnownChain {
  /** Whether there are instructions, or are made first. */
  readonly exists: boolean;
  readonly head: number;
  hashOf(number: number): string | undefined;
  hasReflection(id: string): boolean;
}

/**
 * The versions to append, or the number of one that is there with another hash.
 * @throws `chain_broken`
 */
export function appendable(incoming: readonly Version[] | undefined, known: KnownChain): readonly Version[] | number {
  const fresh: Version[] = [];
  const reflections = new Set<string>();
  for (const version of incoming ?? []) {
    const { number, hash, reflectionId } = version;
    if (number <= known.head) {
      if (known.hashOf(number) !== hash) return number;
      continue;
    }
    const last = known.head > 0 ? { number: known.head, hash: known.hashOf(known.head) ?? "" } : null;
    const faults = linkFaults(version, fresh.at(-1) ?? last);
    // An empty salt stands for an erased version.
    if (version.salt === "" && !version.erased) faults.push("its salt is missing");
    if (reflectionId !== null && (reflections.has(reflectionId) || known.hasReflection(reflectionId)))
      faults.push("the reflection it comes of made another version, too");
    const [fault] = faults;
    if (fault !== undefined) throw broken(version, fault);
    if (reflectionId !== null) reflections.add(reflectionId);
    fresh.push(version);
  }
  if (fresh[0] && !known.exists) throw broken(fresh[0], "there are no instructions that it could be of");
  return fresh;
}

function broken({ number }: Version, fault: string): KnowhowError {
  return new KnowhowError(
    "chain_broken",
    `Version ${number} does not fit the hash chain: ${fault}. It was changed since it was made; export it again.`,
  );
}

/** @throws `chain_broken` for a label of a version that is not there */
export function checkLabels(labels: Readonly<Record<string, number>> | undefined, head: number): void {
  for (const [label, to] of Object.entries(labels ?? {})) {
    if (Number.isInteger(to) && to >= 1 && to <= head) continue;
    throw new KnowhowError(
      "chain_broken",
      `The label ${JSON.stringify(label)} points to version ${to}, and the newest is ${head}. Export it again.`,
    );
  }
}

/** The rows that a store takes in, sorted, for {@link takenOf}. */
export interface SortedRows {
  readonly fresh: boolean;
  readonly versions: readonly unknown[];
  readonly feedback: Sorted<unknown>;
  /** Each came with feedback, and is counted as such when it changed. */
  readonly lessons: Sorted<unknown>;
  readonly proposals: Sorted<unknown>;
  readonly cases: Sorted<unknown>;
  readonly reflections: Sorted<unknown>;
  readonly evidence: Sorted<unknown>;
  readonly runs: Sorted<unknown>;
  readonly calls: Sorted<unknown>;
  readonly answers: Sorted<unknown>;
}

/** What came of taking in, counted by kind. */
export const takenOf = (rows: SortedRows): TakenIn => ({
  status: "taken",
  added: countsOf({
    instructions: rows.fresh ? 1 : 0,
    version: rows.versions.length,
    feedback: rows.feedback.added.length,
    proposal: rows.proposals.added.length,
    case: rows.cases.added.length,
    evidence: rows.evidence.added.length,
    reflection: rows.reflections.added.length,
    run: rows.runs.added.length,
    call: rows.calls.added.length,
    answer: rows.answers.added.length,
  }),
  changed: countsOf({
    feedback: rows.lessons.changed.length,
    proposal: rows.proposals.changed.length,
    case: rows.cases.changed.length,
    reflection: rows.reflections.changed.length,
  }),
});

/** Counts without what is zero. */
export function countsOf(counts: Partial<Record<RowKind, number>>): RowCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** The ids and keys that a store has to look for. */
export const keysOf = (rows: readonly Keyed[]): string[] =>
  rows.flatMap(({ idempotencyKey }) => (idempotencyKey === null ? [] : [idempotencyKey]));

/** The feedback of rows, without their lessons. */
export const feedbackIn = ({ feedback = [] }: IncomingRows) => feedback.map((row) => row.feedback);
export const lessonsIn = ({ feedback = [] }: IncomingRows) => feedback.map((row) => row.lesson);

/** A key of an answer; ids have no spaces. */
export const answerKeyOf = ({ reflectionId, request }: { reflectionId: string; request: string }): string =>
  `${reflectionId} ${request}`;
