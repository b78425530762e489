/** Which rows go, and what stays of others without what is erased. */
import type { Block } from "../../core/block.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import { viewBlocks } from "../../core/identify.js";
import type { ErasedRows } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import { ERASED, type Version } from "../../core/version.js";
import type { ForgetWhat } from "../forgotten.js";
import { teaches } from "../wordings.js";
import type { Found } from "./found.js";
import { scrubber } from "./scrub.js";

/**
 * The rows to erase. `going`: blocks whose present words are forgotten first, where that has not been done yet. The
 * head may be among the versions.
 */
export function rowsIn(
  found: Found,
  what: ForgetWhat,
  runs: ReadonlySet<string>,
  going: ReadonlySet<string>,
): ErasedRows {
  const { origin } = found;
  const person = "by" in what ? what.by : null;
  const proposals = new Set(found.proposals.filter((one) => origin.ownsProposal(one)).map(({ id }) => id));
  const isTheirs = wordingsOf(found, going);
  const touched = found.versions.filter(
    (version) =>
      !version.erased &&
      (version.author.id === person ||
        version.blocks.some(isTheirs) ||
        (version.proposalId !== null && proposals.has(version.proposalId)) ||
        (person !== null && version.reason.includes(`“${person}”`))),
  );
  const scrub = scrubber(person, phrasesIn(found, touched, isTheirs, going));
  const lessons = new Set(origin.all.map(({ id }) => id));
  const feedback = new Set(origin.all.map(({ feedbackId }) => feedbackId));
  const cases = found.cases.filter(
    (one) =>
      one.by.id === person ||
      (one.lessonId !== null && lessons.has(one.lessonId)) ||
      (one.feedbackId !== null && feedback.has(one.feedbackId)) ||
      (one.run !== null && runs.has(one.run.id)) ||
      (one.rule !== null && scrub(one.rule.text) !== one.rule.text),
  );
  const evidence = evidenceOf(found, runs);
  const numbers = new Set(touched.map(({ number }) => number));
  const caseIds = new Set(cases.map(({ id }) => id));
  const left = <T>(all: readonly T[], change: (one: T) => T): T[] =>
    all.flatMap((one) => {
      const changed = change(one);
      return changed === one ? [] : [changed];
    });
  return {
    versions: [...numbers],
    runs: found.runs,
    feedback: [...feedback],
    proposals: [...proposals],
    cases: [...caseIds],
    evidence: [...evidence],
    answers: true,
    redacted: {
      proposals: left(
        found.proposals.filter(({ id }) => !proposals.has(id)),
        (one) => scrub(withoutBase(withoutCases(one, caseIds), numbers)),
      ),
      lessons: left(
        found.lessons.filter(({ id }) => !lessons.has(id)),
        scrub,
      ).map(({ id, reason }) => ({ id, reason })),
      reflections: left(found.reflections, (one) => scrub(withoutWords(one, lessons))),
      // What others said stays as they said it.
      evidence: left(
        found.records.filter(({ id, evidence: { kind } }) => !evidence.has(id) && kind === "withdrawal"),
        scrub,
      ),
    },
  };
}

/**
 * Whether a block has words that rest on what is erased, or were made of them, and that are not in force any more.
 * Words in force are those of others, too, or wait for a person to look at them.
 */
function wordingsOf({ head, records, origin }: Found, going: ReadonlySet<string>): (block: Block) => boolean {
  const first = new Map<string, number>();
  for (const record of records) {
    if (!teaches(record) || !origin.owns(record)) continue;
    first.set(record.blockId, Math.min(record.version, first.get(record.blockId) ?? record.version));
  }
  const keyOf = ({ id, since }: Block): string => `${id} ${since}`;
  const inForce = new Set((head.version?.blocks ?? []).filter(({ id }) => !going.has(id)).map(keyOf));
  return (block) => (first.get(block.id) ?? Number.POSITIVE_INFINITY) <= block.since && !inForce.has(keyOf(block));
}

function phrasesIn(
  { head }: Found,
  versions: readonly Version[],
  isTheirs: (block: Block) => boolean,
  going: ReadonlySet<string>,
): Set<string> {
  const phrases = new Set<string>();
  for (const { text, blocks } of versions) {
    const ids = new Set(blocks.filter(isTheirs).map(({ id }) => id));
    for (const view of viewBlocks(text, blocks)) if (ids.has(view.id)) phrases.add(view.content);
  }
  const { text = "", blocks = [] } = head.version ?? {};
  for (const view of viewBlocks(text, blocks)) if (!going.has(view.id)) phrases.delete(view.content);
  return phrases;
}

/** What was said and quoted; and what took such a record back, since there is nothing left to take back. */
function evidenceOf({ records, origin }: Found, runs: ReadonlySet<string>): Set<string> {
  const quotes = ({ evidence }: EvidenceRecord): boolean =>
    evidence.kind === "quote" && evidence.place.in === "run" && runs.has(evidence.place.runId);
  const gone = new Set(
    records
      // A withdrawal of theirs stays, without their id: what it took back must not come into force again.
      .filter((record) => record.evidence.kind !== "withdrawal" && (origin.owns(record) || quotes(record)))
      .map(({ id }) => id),
  );
  // Ids sort by time, and a withdrawal is later than what it takes back.
  for (const { id, evidence } of records) if (evidence.kind === "withdrawal" && gone.has(evidence.of)) gone.add(id);
  return gone;
}

function withoutCases(proposal: Proposal, cases: ReadonlySet<string>): Proposal {
  const { gate } = proposal;
  if (!gate.cases?.some(({ caseId }) => caseId !== null && cases.has(caseId))) return proposal;
  const lines = gate.cases.map((line) =>
    line.caseId !== null && cases.has(line.caseId) ? { ...line, rule: null, reason: ERASED } : line,
  );
  return { ...proposal, gate: { ...gate, cases: lines } };
}

/** A whole text, and what screens said of it, was made of the version it is for. */
function withoutBase(proposal: Proposal, versions: ReadonlySet<number>): Proposal {
  if (!versions.has(proposal.base) || (proposal.text === null && proposal.screens.length === 0)) return proposal;
  return { ...proposal, text: null, screens: proposal.screens.map((one) => ({ ...one, message: ERASED })) };
}

function withoutWords(record: ReflectionRecord, lessons: ReadonlySet<string>): ReflectionRecord {
  if (!record.lessonIds.some((id) => lessons.has(id))) return record;
  return { ...record, rationale: ERASED, error: record.error && { ...record.error, message: ERASED } };
}
