/** Judging edits: applying them to a base, screening and gating the outcome. */
import { applyEdits, type Blocks } from "../core/apply.js";
import type { BlockOrigin } from "../core/block.js";
import type { Edit, Support } from "../core/edit.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { KnowhowError } from "../core/errors.js";
import { alignBlocks } from "../core/diff.js";
import { viewBlocks } from "../core/identify.js";
import type { NoteCall } from "../core/model-call.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Principal } from "../core/principal.js";
import type { GateResult, ScreenResult } from "../core/proposal.js";
import { standingEvidence } from "../core/standing.js";
import type { Version } from "../core/version.js";
import { type CasePlan, NO_CASES, planCases } from "./cases.js";
import type { Scope } from "./context.js";

/** What is to be judged. */
export interface Candidate {
  /** The head it is applied to; null for an overlay's first lesson. */
  readonly head: Version | null;
  readonly edits: readonly Edit[];
  /** An exact whole text instead of what the edits give; the edits then only describe it. */
  readonly text: string | null;
  readonly origin: BlockOrigin;
  readonly lessons: readonly LessonContext[];
  /** Rules that lessons repeat. */
  readonly supports?: readonly Support[];
  /** Whether a language model made the edits. */
  readonly byModel: boolean;
  /** Who made it by their own hand; null for a strategy. */
  readonly hand: Principal | null;
  /** To be told of the calls of a model that judges answers. */
  readonly noteCall?: NoteCall;
}

export interface Judgement {
  /** `hold`: fine so far, but a person must look. */
  readonly verdict: "pass" | "hold" | "refuse";
  readonly after: Blocks;
  /** Without those that a screen took out. */
  readonly edits: readonly Edit[];
  /** The block that each edit made, changed or took away. */
  readonly blockOf: readonly string[];
  readonly screens: readonly ScreenResult[];
  readonly gate: GateResult;
  /** What spoke for the blocks of the head. */
  readonly standing: readonly EvidenceRecord[];
  readonly cases: CasePlan;
}

/** The gate's word when there is none: it never says "passed" by itself. */
export const GATE_NOT_RUN: GateResult = { status: "not-run", message: "No cases were replayed." };

/** The text and blocks of a head; empty for none. */
export function blocksOf(head: Version | null): Blocks {
  return head ?? { text: "", blocks: [], nextBlock: 1 };
}

/**
 * Applies, screens and gates. Edits that a screen drops are taken out and the rest is screened again.
 * @throws `invalid_edit` when an edit does not fit the head
 */
export async function judge(scope: Scope, candidate: Candidate, signal: AbortSignal): Promise<Judgement> {
  let { edits } = candidate;
  const evidence = await standingOn(scope, candidate.head);
  const dropped: ScreenResult[] = [];
  for (;;) {
    const applied = applyCandidate(candidate, edits);
    const found = screen(scope, { ...candidate, edits }, applied.after, evidence);
    const drops = new Set(
      found.flatMap((result) => (result.verdict === "drop" && result.edit !== null ? [result.edit] : [])),
    );
    const refused = found.some((result) => result.verdict === "refuse");
    if (drops.size > 0 && candidate.text === null) {
      dropped.push(...found.filter((result) => result.verdict === "drop").map((result) => ({ ...result, edit: null })));
      edits = edits.filter((_edit, index) => !drops.has(index));
      continue;
    }
    const screens = [...dropped, ...found];
    const held = found.some((result) => result.verdict === "hold");
    const still = { ...applied, edits, screens, standing: evidence };
    if (refused || drops.size > 0) return { ...still, verdict: "refuse", gate: GATE_NOT_RUN, cases: NO_CASES };
    const { head, lessons, supports = [] } = candidate;
    const before = blocksOf(head);
    const cases = await planCases(scope, { head, before, edits, supports, lessons, ...applied });
    const changes = edits.length > 0 || candidate.text !== null;
    const gate =
      scope.gate && changes
        ? await scope.gate.decide({
            address: scope.address,
            before: before.text,
            after: applied.after.text,
            cases: cases.replayed,
            signal,
            ...(candidate.noteCall ? { noteCall: candidate.noteCall } : {}),
          })
        : GATE_NOT_RUN;
    const verdict = gate.status === "refused" ? "refuse" : held || gate.status === "inconclusive" ? "hold" : "pass";
    return { ...still, verdict, gate, cases };
  }
}

function applyCandidate(candidate: Candidate, edits: readonly Edit[]): { after: Blocks; blockOf: readonly string[] } {
  const base = blocksOf(candidate.head);
  const attribution = { origin: candidate.origin, since: (candidate.head?.number ?? 0) + 1 };
  if (candidate.text === null) {
    const { blockOf, ...after } = applyEdits(base, edits, attribution);
    return { after, blockOf };
  }
  const after = { text: candidate.text, ...alignBlocks(base, candidate.text, attribution) };
  return { after, blockOf: edits.map((edit) => (edit.kind === "add" ? blockWith(after, edit.text) : edit.block)) };
}

function blockWith(after: Blocks, words: string): string {
  return after.blocks.find((block) => after.text.slice(block.content, block.end) === words)?.id ?? "";
}

/** What speaks for the blocks of a head. */
export async function standingOn(scope: Scope, head: Version | null): Promise<EvidenceRecord[]> {
  if (!head) return [];
  const ids = head.blocks.map(({ id }) => id);
  return standingEvidence(await scope.store.evidence(scope.address, ids));
}

/** What the screens say; a remark without consequences has the verdict `pass`. */
export function screen(
  scope: Scope,
  candidate: Omit<Candidate, "text" | "origin" | "supports">,
  after: Blocks,
  evidence: readonly EvidenceRecord[],
): ScreenResult[] {
  const before = blocksOf(candidate.head);
  const locked = scope.policy.lockedHeadings ?? [];
  const input = {
    before: { text: before.text, blocks: viewBlocks(before.text, before.blocks, locked) },
    after: { text: after.text, blocks: viewBlocks(after.text, after.blocks, locked) },
    edits: candidate.edits,
    evidence,
    lessons: candidate.lessons,
    templateFormat: scope.templateFormat,
    tokenBudget: scope.policy.tokenBudget ?? null,
    byModel: candidate.byModel,
    hand: candidate.hand,
    overlay: scope.layer.overlay,
  };
  return scope.screens.flatMap((one) => [...one.check(input)]);
}

/** The sentences of what refused or held a proposal. */
export function explain(judgement: Pick<Judgement, "screens" | "gate">): string {
  const reasons = judgement.screens.filter((result) => result.verdict !== "pass").map((result) => result.message);
  if (judgement.gate.status === "refused" || judgement.gate.status === "inconclusive")
    reasons.push(judgement.gate.message);
  return reasons.join(" ");
}

/** A refusal as an error, for a person who asked for the change. */
export function refusal(judgement: Pick<Judgement, "screens" | "gate">): KnowhowError {
  return new KnowhowError("proposal_refused", `The change is refused. ${explain(judgement)}`);
}
