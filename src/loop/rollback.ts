/** Going back: a rollback appends a version and retracts what it undid; a label only points. */
import { addressKey } from "../core/address.js";
import type { EvidenceRecord } from "../core/evidence.js";
import type { Lesson } from "../core/feedback.js";
import { KnowhowError } from "../core/errors.js";
import { cameSince } from "../core/standing.js";
import { checkKnown } from "../core/known-options.js";
import { type Principal, principalOf } from "../core/principal.js";
import type { Version } from "../core/version.js";
import { COMMIT_TRIES, PRODUCTION, type Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden, notStored } from "./decide.js";
import { readHead, readVersion } from "./head.js";
import { checkHead, headMoved, type IfHead } from "./if-head.js";
import { changeTo } from "./lesson-changes.js";
import { standingOn } from "./judge.js";
import { allPages } from "./pages.js";
import { checkPrecedence } from "./precedence.js";
import { refreshAll } from "./read.js";
import { rolledBackCases } from "./rolled-back-cases.js";
import { makeVersion } from "./versions.js";
import { withdraw } from "./withdraw.js";

export interface RollbackInput extends DecideInput, IfHead {}

/**
 * Appends a version with the text of version `to`, moves `production` to it, and marks the lessons that were applied
 * since as retracted, so that the next reflection does not bring them back.
 * @throws `version_not_found`, `forbidden`, `head_moved`, `conflict`
 */
export async function rollback(scope: Scope, to: number, input: RollbackInput): Promise<Version> {
  const by = principalOf(input);
  checkKnown("rollback()", input, { by: true, reason: true, ifHead: true });
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "roll back");
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt += 1) {
    const before = await readHead(scope);
    checkHead(scope, before, input);
    const { record, version: head } = before;
    const target = await readVersion(scope, to);
    if (!record || !head)
      throw new KnowhowError("version_not_found", `"${addressKey(scope.address)}" has no version yet.`);
    const reason = `Rolled back to version ${to}${input.reason === undefined ? "." : `: ${input.reason}`}`;
    const { version, undone, ...change } = await revert(scope, head, target, { by, reason });
    const outcome = await scope.store.commit({
      ...change,
      labels: [{ label: PRODUCTION, to: version.number }],
      version,
      lessons: undone.map((lesson) => changeTo(scope, lesson, { state: "retracted", reason })),
    });
    if (outcome.status === "conflict") continue;
    await refreshAll(scope);
    return version;
  }
  throw new KnowhowError(
    "conflict",
    `Other writers changed "${addressKey(scope.address)}" again and again. Try again.`,
  );
}

/** What a step back to `target` is made of, and the lessons that it undoes. @throws `forbidden` */
export async function revert(
  scope: Scope,
  head: Version,
  target: Version,
  { by, reason }: { readonly by: Principal; readonly reason: string },
) {
  const to = target.number;
  checkPrecedence(scope, { by, doing: "roll back", head, after: target, standing: await standingOn(scope, head) });
  const version = makeVersion(scope, head, {
    ...target,
    nextBlock: head.nextBlock,
    author: by,
    reason,
    proposalId: null,
    reflectionId: null,
    reverts: to,
  });
  return {
    address: scope.address,
    expectHead: head.number,
    version,
    cases: await rolledBackCases(scope, head, target, version.number),
    evidence: withdraw(scope, await addedAfter(scope, head, to), { by, version: version.number, reason }),
    undone: await appliedAfter(scope, to),
  };
}

/** What to take back of what was put down since, about blocks that stand now or stand again. */
async function addedAfter(scope: Scope, head: Version, to: number): Promise<EvidenceRecord[]> {
  const ids = Array.from({ length: head.nextBlock }, (_none, number) => `b${number}`);
  return cameSince(await scope.store.evidence(scope.address, ids), to);
}

async function appliedAfter(scope: Scope, version: number): Promise<Lesson[]> {
  const applied = await allPages((page) => scope.store.lessons(scope.address, ["applied"], page));
  return applied.filter((lesson) => (lesson.version ?? 0) > version);
}

const LABEL = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,64}$/u;

/**
 * Points a label to a version; a new one is made. `production` goes back only past rules that do not rank higher than
 * who moves it.
 * @throws `invalid_name`, `version_not_found`, `forbidden`, `head_moved`
 */
export async function label(scope: Scope, name: string, to: number, input: RollbackInput): Promise<void> {
  const by = principalOf(input);
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "move labels of");
  if (typeof name !== "string" || !LABEL.test(name) || name !== name.trim()) {
    throw new KnowhowError(
      "invalid_name",
      `A label must have 1 to 64 characters and no control characters, not ${JSON.stringify(name)}.`,
    );
  }
  const before = await readHead(scope);
  checkHead(scope, before, input);
  const { record } = before;
  const target = await readVersion(scope, to);
  const from = record?.labels[name] ?? null;
  // Going forward, every step was looked at when its version was made.
  if (name === PRODUCTION && from !== null && to < from) {
    const head = await readVersion(scope, from);
    const standing = await standingOn(scope, head);
    checkPrecedence(scope, { by, doing: `move the label "${PRODUCTION}" of`, head, after: target, standing });
  }
  const expected = input.ifHead === undefined ? {} : { expectHead: input.ifHead };
  const outcome = await scope.store.commit({
    address: scope.address,
    labels: [{ label: name, to, from }],
    ...expected,
  });
  if (outcome.status === "conflict" && outcome.conflict === "head") throw headMoved(scope, outcome.record?.head ?? 0);
  if (outcome.status === "conflict") throw notStored(scope, "The label");
  await refreshAll(scope);
}
