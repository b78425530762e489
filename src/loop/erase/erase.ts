/**
 * `erase`: what a person or a session left behind under one address goes for good. First it is forgotten, by a version
 * without it; then the content of the versions that had it is erased, and every row that came of it.
 */
import { type Address, addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { ErasedRows, InstructionsRecord } from "../../core/ports/store.js";
import { checkPrincipal, type Principal } from "../../core/principal.js";
import { COMMIT_TRIES, type Scope } from "../context.js";
import { forgetAs } from "../forget.js";
import type { ForgetWhat } from "../forgotten.js";
import { allPages } from "../pages.js";
import type { KeptBlock } from "../revert-blocks.js";
import { makeVersion } from "../versions.js";
import { findHere, type Found, runsHere } from "./found.js";
import { dropReads, renewReads } from "./reads.js";
import { rowsIn } from "./rows.js";

export interface EraseInput {
  /** An operator. */
  readonly by: Principal;
  /** Count what would go, and change nothing. */
  readonly dryRun?: boolean;
}

/** How many rows of each kind. */
export interface ErasedCounts {
  /** Versions whose content went; of `everything`, versions. */
  readonly versions: number;
  readonly runs: number;
  readonly feedback: number;
  readonly proposals: number;
  readonly cases: number;
  readonly evidence: number;
}

/** What was erased under one address, or would be. */
export interface ErasedHere {
  readonly address: Address;
  /** All of it went, hash chain and all. */
  readonly everything: boolean;
  /** The newest version, if one was made without it; null if not, and for a dry run. */
  readonly version: number | null;
  readonly erased: ErasedCounts;
  /** Labels that pointed to a version that was erased, and point to the newest now. */
  readonly labels: readonly string[];
  /** Rules that others taught too. */
  readonly kept: readonly KeptBlock[];
  /** Rules that others reworded since. They may still say what is erased; a person must look. */
  readonly waiting: readonly KeptBlock[];
  /** False while remains may lie in the store's files, since another process was reading, or in the snapshot. */
  readonly clean: boolean;
}

/** @throws `invalid_principal`, `forbidden` */
export function checkEraser(scope: Pick<Scope, "address">, by: unknown): Principal {
  const eraser = checkPrincipal(by);
  if (eraser.role === "operator") return eraser;
  throw new KnowhowError(
    "forbidden",
    `A ${eraser.role} ("${eraser.id}") may not erase parts of "${addressKey(scope.address)}": nothing brings them back. Ask an operator.`,
  );
}

/** @throws `invalid_principal` */
export function checkErased(what: ForgetWhat): void {
  const { run, by } = Object(what) as { readonly run?: unknown; readonly by?: unknown };
  if ((typeof run === "string") !== (typeof by === "string") && run !== "" && by !== "") return;
  throw new KnowhowError("invalid_principal", "erase() takes either { run: id } or { by: the id of a principal }.");
}

/**
 * Erases a session or a person here. `elsewhere`: the ids of runs to erase that are kept under other addresses.
 * @throws `invalid_principal`, `forbidden`, `proposal_refused` when a screen refuses the text that would be left,
 * `conflict`
 */
export async function erase(
  scope: Scope,
  what: ForgetWhat,
  input: EraseInput,
  elsewhere: readonly string[] = [],
): Promise<ErasedHere> {
  checkErased(what);
  const by = checkEraser(scope, input.by);
  const dryRun = input.dryRun ?? false;
  const record = await scope.store.record(scope.address);
  // Somebody's own layer is theirs as a whole.
  if ("by" in what && record?.owner === what.by) return eraseEverything(scope, dryRun);
  const runs = new Set([...elsewhere, ...(await runsHere(scope, what))]);
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt += 1) {
    const before = await findHere(scope, what, runs);
    if (isNothing(rowsIn(before, what, runs, new Set()), before)) return nothing(scope.address);
    const name = "by" in what ? "a person" : "a session";
    const forgotten = before.head.record ? await forgetAs(scope, what, { by, dryRun }, name) : null;
    const { kept = [], waiting = [] } = forgotten ?? {};
    const going = new Set(forgotten?.reverted.flatMap((one) => (one.before === null ? [] : [one.block])));
    const found = dryRun ? before : await findHere(scope, what, runs);
    const rows = rowsIn(found, what, runs, dryRun ? going : new Set());
    const labels = labelsAt(found.head.record, rows, forgotten?.version ?? null);
    const result = { address: scope.address, everything: false, erased: countsOf(rows, found), labels, kept, waiting };
    if (dryRun) return { ...result, version: null, clean: true };
    const version = await moveOn(scope, found, rows, labels, by);
    if (version === "conflict") continue;
    const outcome = await scope.store.erase({ address: scope.address, rows });
    if (outcome.status === "conflict") continue;
    const renewed = await renewReads(scope, found.head.record, rows.versions);
    const clean = outcome.clean && renewed;
    return { ...result, version: version ?? forgotten?.version ?? null, clean };
  }
  throw new KnowhowError(
    "conflict",
    `Other writers changed "${addressKey(scope.address)}" again and again. Try again: what was erased stays erased.`,
  );
}

/** Erases all there is under an address. */
export async function eraseEverything(scope: Scope, dryRun: boolean): Promise<ErasedHere> {
  const { store, address } = scope;
  const record = await store.record(address);
  const lessons = await allPages((page) => store.lessons(address, null, page));
  const erased = {
    versions: record?.head ?? 0,
    runs: await countRuns(scope),
    feedback: lessons.length,
    proposals: (await allPages((page) => store.proposals(address, null, page))).length,
    cases: (await allPages((page) => store.cases(address, null, page))).length,
    evidence: 0,
  };
  const outcome = dryRun ? null : await store.erase({ address, everything: true });
  const dropped = dryRun || (await dropReads(scope, record));
  const clean = dropped && (outcome?.status !== "erased" || outcome.clean);
  return { address, everything: true, version: null, erased, labels: [], kept: [], waiting: [], clean };
}

async function countRuns({ store, address }: Scope): Promise<number> {
  let [count, cursor]: [number, string | null] = [0, null];
  do {
    const page: Awaited<ReturnType<typeof store.runs>> = await store.runs(address, { cursor, limit: 100 });
    [count, cursor] = [count + page.items.length, page.next];
  } while (cursor !== null);
  return count;
}

/**
 * Makes a version with the same text where the head itself is to be erased, for who made it or why, and moves the
 * labels to the newest. Gives the number of the version, or null for none.
 */
async function moveOn(
  scope: Scope,
  { head }: Found,
  rows: ErasedRows,
  labels: readonly string[],
  by: Principal,
): Promise<number | "conflict" | null> {
  if (!head.version) return null;
  const again = rows.versions.includes(head.version.number);
  if (!again && labels.length === 0) return null;
  const reason = "Erased who made the version before, or why.";
  const version = again
    ? makeVersion(scope, head.version, { ...head.version, ...MADE_ANEW, author: by, reason })
    : null;
  const to = version?.number ?? head.version.number;
  const outcome = await scope.store.commit({
    address: scope.address,
    expectHead: head.version.number,
    ...(version ? { version } : {}),
    labels: labels.map((label) => ({ label, to })),
  });
  return outcome.status === "conflict" ? "conflict" : (version?.number ?? null);
}

const MADE_ANEW = { proposalId: null, reflectionId: null, reverts: null };

/** In a dry run those at the head move with it, by being forgotten. */
function labelsAt(record: InstructionsRecord | null, rows: ErasedRows, made: number | null): string[] {
  return Object.entries(record?.labels ?? {}).flatMap(([label, at]) =>
    at !== made && rows.versions.includes(at) ? [label] : [],
  );
}

/** Of evidence, what was said: to forget it adds records that take it back. */
function countsOf(rows: ErasedRows, { records }: Found): ErasedCounts {
  const gone = new Set(rows.evidence);
  return {
    versions: rows.versions.length,
    runs: rows.runs.length,
    feedback: rows.feedback.length,
    proposals: rows.proposals.length,
    cases: rows.cases.length,
    evidence: records.filter(({ id, evidence }) => gone.has(id) && evidence.kind !== "withdrawal").length,
  };
}

/** What is only redacted counts too: somebody may have decided, and taught nothing. */
function isNothing(rows: ErasedRows, found: Found): boolean {
  const { redacted } = rows;
  const kinds = [redacted.proposals, redacted.lessons, redacted.reflections, redacted.evidence];
  return (
    Object.values(countsOf(rows, found)).every((count) => count === 0) &&
    kinds.every(({ length }) => length === 0) &&
    !found.records.some((record) => found.origin.owns(record))
  );
}

function nothing(address: Address): ErasedHere {
  const erased = { versions: 0, runs: 0, feedback: 0, proposals: 0, cases: 0, evidence: 0 };
  return { address, everything: false, version: null, erased, labels: [], kept: [], waiting: [], clean: true };
}
