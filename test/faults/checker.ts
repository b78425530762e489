// The history checker: whether what the store holds fits what processes asked of it and were told.
import { verifyChain } from "../../src/core/version.js";
import type { Call, Holdings, Violation } from "./history.js";
import { checkRegister, operationsOf } from "./registers.js";

/**
 * Every promise that was not kept. The processes taught with comments of their own each, by a strategy that makes one
 * rule of one comment, word for word, and nobody took anything back; `settled`: afterwards everything was reflected on
 * and accepted.
 */
export function checkHistory(
  calls: readonly Call[],
  holdings: readonly Holdings[],
  { settled }: { readonly settled: boolean },
): Violation[] {
  const found: Violation[] = [];
  for (const [label, operations] of operationsOf(calls)) {
    const fault = checkRegister(operations);
    if (fault !== null) found.push({ rule: "label", what: `${label}: ${fault}` });
  }
  for (const held of holdings) {
    const own = calls.filter(({ address }) => address === held.address);
    const say = (rule: Violation["rule"], what: string) => found.push({ rule, what: `${held.address}: ${what}` });
    checkChain(own, held, say);
    checkAppended(own, held, say);
    checkReflections(held, say);
    checkLessons(held, say);
    if (!settled) continue;
    for (const { id, state } of held.lessons) {
      if (state !== "applied") say("lesson", `${id} was never consumed, and is ${state}`);
    }
  }
  return found;
}

type Say = (rule: Violation["rule"], what: string) => void;

function checkChain(calls: readonly Call[], { record, versions }: Holdings, say: Say): void {
  for (const { number, fault } of verifyChain(versions)) say("chain", `version ${number}: ${fault}`);
  const head = record?.head ?? 0;
  if (head !== versions.length) say("chain", `the head is ${head}, but there are ${versions.length} versions`);
  for (const [label, to] of Object.entries(record?.labels ?? {})) {
    if (to < 1 || to > head) say("label", `${label} is on ${to}, which does not exist`);
  }
  const hashes = new Map(versions.map(({ number, hash }) => [number, hash]));
  const asked = new Set<string>();
  for (const { asked: what, answer } of calls) {
    if (what.kind !== "commit" || what.version === null) continue;
    const { number, hash } = what.version;
    asked.add(hash);
    if (answer?.kind !== "commit" || answer.status !== "committed") continue;
    if (hashes.get(number) !== hash) say("chain", `version ${number} (${hash}) was acknowledged, and is lost`);
  }
  for (const { number, hash } of versions) {
    if (!asked.has(hash)) say("chain", `nobody committed version ${number} (${hash})`);
  }
}

/** What was acknowledged is there, once; what was tried again under the same key too. */
function checkAppended(calls: readonly Call[], { lessons, feedback, runs }: Holdings, say: Say): void {
  lessons.forEach(({ id }, index) => {
    if (!feedback[index]) say("feedback", `the lesson ${id} has lost its feedback`);
  });
  const feedbacks = feedback.flatMap((one) => (one ? [{ id: one.id, key: one.idempotencyKey }] : []));
  for (const [rule, held] of [
    ["feedback", feedbacks],
    ["run", runs],
  ] as const) {
    const ids = new Set(held.map(({ id }) => id));
    if (ids.size < held.length) say(rule, "one id is there twice");
    const keys = new Map<string, string>();
    for (const { id, key } of held) {
      if (key === null) continue;
      if (keys.has(key)) say(rule, `"${key}" was kept twice: ${keys.get(key)}, ${id}`);
      keys.set(key, id);
    }
    for (const { asked, answer } of calls) {
      if (asked.kind !== rule || answer?.kind !== rule) continue;
      if (!ids.has(answer.id)) say(rule, `${answer.id} was acknowledged, and is lost`);
      else if (asked.key !== null && keys.get(asked.key) !== answer.id) {
        say(rule, `"${asked.key}" was acknowledged as ${answer.id}, and is ${keys.get(asked.key)}`);
      }
    }
  }
}

function checkReflections({ versions, proposals, reflections }: Holdings, say: Say): void {
  const byReflection = new Map<string, number>();
  for (const { number, reflectionId } of versions) {
    if (reflectionId === null) continue;
    const first = byReflection.get(reflectionId);
    if (first !== undefined) say("reflection", `${reflectionId} was committed as ${first} and as ${number}`);
    byReflection.set(reflectionId, number);
  }
  const made = new Map(proposals.map((proposal) => [proposal.id, proposal]));
  const byProposal = new Map<string, number>();
  for (const { number, proposalId } of versions) {
    if (proposalId === null) continue;
    const first = byProposal.get(proposalId);
    if (first !== undefined) say("proposal", `${proposalId} was committed as ${first} and as ${number}`);
    byProposal.set(proposalId, number);
    const proposal = made.get(proposalId);
    if (proposal?.state !== "accepted" || proposal.decision?.version !== number) {
      say(
        "proposal",
        `${proposalId} made version ${number}, but is ${proposal?.state} as ${proposal?.decision?.version}`,
      );
    }
  }
  for (const { id, state, decision } of proposals) {
    if (state === "accepted" && byProposal.get(id) !== decision?.version) {
      say("proposal", `${id} was accepted as version ${decision?.version}, which is not of it`);
    }
  }
  for (const { id, status, version, proposalId } of reflections) {
    if (status === "accepted" && (version === null || byReflection.get(id) !== version)) {
      say("reflection", `${id} was accepted as version ${version}, which is not of it`);
    }
    if (status === "proposed" && !made.has(proposalId ?? "")) say("reflection", `${id} has lost its proposal`);
  }
}

function checkLessons({ record, versions, lessons, feedback, proposals }: Holdings, say: Say): void {
  const text = versions[(record?.head ?? 0) - 1]?.text ?? "";
  const made = new Map(proposals.map((proposal) => [proposal.id, proposal]));
  const kept = new Set(lessons.map(({ id }) => id));
  for (const { id, lessonIds } of proposals) {
    for (const lesson of lessonIds) if (!kept.has(lesson)) say("lesson", `${lesson} of proposal ${id} is lost`);
  }
  const holders = new Map<string, string[]>();
  for (const { id, state, lessonIds } of proposals) {
    if (state !== "open" && state !== "accepted") continue;
    for (const lesson of lessonIds) holders.set(lesson, [...(holders.get(lesson) ?? []), id]);
  }
  lessons.forEach(({ id, state, proposalId, version }, index) => {
    const comment = feedback[index]?.comment;
    if (!comment) return;
    const times = text.split(comment).length - 1;
    const wanted = state === "applied" ? 1 : 0;
    if (times !== wanted) say("lesson", `${id} is ${state}, and stands in the text ${times} times`);
    const held = holders.get(id) ?? [];
    const proposal = made.get(proposalId ?? "");
    if (state === "applied") {
      const before = versions[(version ?? 0) - 2]?.text ?? "";
      const after = versions[(version ?? 0) - 1]?.text ?? "";
      if (before.includes(comment) || !after.includes(comment))
        say("lesson", `${id} does not come from version ${version}`);
      if (proposal?.state !== "accepted" || proposal.decision?.version !== version) {
        say("lesson", `${id} is applied by ${proposalId}, which is ${proposal?.state}`);
      }
      if (held.join() !== proposalId) say("lesson", `${id} is applied by ${proposalId}, and held by ${held.join()}`);
    } else if (state === "reserved") {
      if (proposal?.state !== "open") say("lesson", `${id} is reserved for ${proposalId}, which is ${proposal?.state}`);
      if (held.join() !== proposalId) say("lesson", `${id} is reserved for ${proposalId}, and held by ${held.join()}`);
    } else if (state === "pending") {
      if (held.length > 0) say("lesson", `${id} is pending, but held by ${held.join()}`);
    } else say("lesson", `${id} is ${state}, which nobody decided`);
  });
}
