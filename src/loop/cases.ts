/** What a change of the text means for the cases: which are replayed, which retire, and which it makes. */
import type { Blocks } from "../core/apply.js";
import type { Case, CaseState, Check } from "../core/case.js";
import { isoTime } from "../core/clock.js";
import type { Edit, Support } from "../core/edit.js";
import { hashJson } from "../core/hash.js";
import type { Message } from "../core/message.js";
import type { GateCase } from "../core/ports/gate.js";
import type { CaseChange } from "../core/ports/store.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Version } from "../core/version.js";
import { deriveCheck } from "../gate/derive/derive.js";
import { inputOf } from "../gate/input.js";
import { type Superseded, supersededBy, whySuperseded, wordsOf } from "../gate/rules.js";
import type { Scope } from "./context.js";
import { allPages } from "./pages.js";

/** No more cases are derived for a rule that has so many: each costs runs at every gate. */
const MOST_PER_RULE = 5;
/** Larger inputs become cases by a person's hand only. In UTF-16 code units of their JSON. */
const LARGEST_INPUT = 262_144;

/** A change of the text, as it was applied. */
export interface TextChange {
  readonly head: Version | null;
  readonly before: Blocks;
  readonly after: Blocks;
  readonly edits: readonly Edit[];
  /** The block of each edit. */
  readonly blockOf: readonly string[];
  readonly supports: readonly Support[];
  readonly lessons: readonly LessonContext[];
}

export interface CasePlan {
  /** For the gate: what stays active, and what the change would make. */
  readonly replayed: readonly GateCase[];
  /** To be made with the change. */
  readonly made: readonly Case[];
  /** To be retired with it. */
  readonly retired: readonly CaseChange[];
}

export const NO_CASES: CasePlan = { replayed: [], made: [], retired: [] };

/** All cases in a state, oldest first. */
export function allCases(scope: Scope, state: CaseState): Promise<Case[]> {
  return allPages((page) => scope.store.cases(scope.address, [state], page));
}

/** Reads the active cases and says what becomes of them. */
export async function planCases(scope: Scope, change: TextChange): Promise<CasePlan> {
  const active = await allCases(scope, "active");
  const [before, after] = [wordsOf(change.before), wordsOf(change.after)];
  const version = (change.head?.number ?? 0) + (change.before.text === change.after.text ? 0 : 1);
  const superseded = supersededBy(active, before, after);
  const kept = active.filter((one) => !superseded.some((gone) => gone.one === one));
  const merged = superseded.flatMap((gone) => mergedCase(scope, gone, change.edits, after, version));
  const derives = scope.policy.deriveCases ?? scope.gate !== null;
  const derived = derives
    ? withoutSurplus(
        [...kept, ...merged.map(({ one }) => one)],
        [
          ...taughtBy(scope, change, after, version),
          ...superseded.flatMap((gone) => carriedOver(scope, gone, version)),
        ],
      )
    : [];
  const made = [...merged.map(({ one }) => one), ...derived];
  const lessons = new Set(change.lessons.map(({ lesson }) => lesson.id));
  return {
    replayed: [
      ...kept.map((one) => gateCase(one, one.id, one.lessonId !== null && lessons.has(one.lessonId))),
      // What a merged rule must keep is no new demand.
      ...merged.map(({ one, was }) => gateCase(one, was, false)),
      ...derived.map((one) => gateCase(one, null, true)),
    ],
    made,
    retired: superseded.map((gone) => retire(scope, gone, version)),
  };
}

function gateCase({ rule, messages, metadata, check }: Case, caseId: string | null, own: boolean): GateCase {
  return { caseId, rule: rule?.text ?? null, own, messages, metadata, check };
}

/** A case whose rule is superseded, on its way out. */
export function retire(scope: Scope, gone: Superseded, version: number): CaseChange {
  const reason = whySuperseded(gone, version);
  const updatedAt = isoTime(scope.clock());
  return { id: gone.one.id, from: ["active"], to: { state: "retired", reason, retiredIn: version, updatedAt } };
}

/** Cases of the rules that lessons with a run teach or support. */
function taughtBy(scope: Scope, change: TextChange, after: ReadonlyMap<string, string>, version: number): Case[] {
  const rules = [
    ...change.edits.flatMap((edit, index) =>
      edit.kind === "remove" || isStructure(edit)
        ? []
        : [{ block: change.blockOf[index] ?? "", evidence: edit.evidence }],
    ),
    ...change.supports,
  ];
  return rules.flatMap(({ block, evidence }) => {
    const text = after.get(block);
    const check = text === undefined ? null : deriveCheck(text);
    if (text === undefined || check === null) return [];
    const taught = new Set(evidence.map((one) => one.lessonId));
    return change.lessons.flatMap(({ lesson, feedback, run }): Case[] => {
      const messages = run && taught.has(lesson.id) ? inputOf(run, feedback.message) : null;
      if (!run || !messages || JSON.stringify(messages).length > LARGEST_INPUT) return [];
      const source = { lessonId: lesson.id, feedbackId: feedback.id, run: feedback.run, by: feedback.by };
      const { metadata } = run;
      return [newCase(scope, { ...source, rule: { block, text }, version, messages, metadata, check })];
    });
  });
}

const isStructure = (edit: Edit): boolean =>
  edit.kind === "add" && (edit.as === "heading" || edit.as === "fence" || edit.as === "break");

/** Where rules are merged, what was asked under each is asked under what stands for it, by the same check. */
function mergedCase(
  scope: Scope,
  { one }: Superseded,
  edits: readonly Edit[],
  after: ReadonlyMap<string, string>,
  version: number,
): { one: Case; was: string }[] {
  const removal = edits.find((edit) => edit.kind === "remove" && edit.block === one.rule?.block);
  const merges = edits.some((edit) => edit.kind === "remove" && edit.into === one.rule?.block);
  const block = removal?.kind === "remove" ? removal.into : merges ? one.rule?.block : undefined;
  const text = block === undefined ? undefined : after.get(block);
  if (block === undefined || text === undefined) return [];
  const { lessonId, feedbackId, run, by, messages, metadata, check } = one;
  const rule = { block, text };
  const made = newCase(scope, { lessonId, feedbackId, run, by, rule, version, messages, metadata, check });
  return [{ one: made, was: one.id }];
}

/** What was asked under the old wording of a rule is asked under the new one too, where that can be checked. */
function carriedOver(scope: Scope, { one, words }: Superseded, version: number): Case[] {
  const check = words === null ? null : deriveCheck(words);
  if (words === null || check === null || one.rule === null) return [];
  const { lessonId, feedbackId, run, by, messages, metadata } = one;
  const rule = { block: one.rule.block, text: words };
  return [newCase(scope, { lessonId, feedbackId, run, by, rule, version, messages, metadata, check })];
}

/** What tells one case from another. */
type CaseContent = Pick<
  Case,
  "rule" | "lessonId" | "feedbackId" | "run" | "by" | "version" | "messages" | "metadata" | "check"
>;

/** A new active case. */
export function newCase(scope: Scope, content: CaseContent): Case {
  const at = isoTime(scope.clock());
  const state = { state: "active", reason: null, retiredIn: null } as const;
  return { id: scope.newId(), address: scope.address, createdAt: at, updatedAt: at, ...state, ...content };
}

/** Leaves out what is there already, and what is too much for one rule. */
function withoutSurplus(kept: readonly Case[], made: readonly Case[]): Case[] {
  const seen = new Set(kept.map(contentOf));
  const perRule = new Map<string, number>();
  const count = (one: Case): number => {
    const block = one.rule?.block ?? "";
    perRule.set(block, (perRule.get(block) ?? 0) + 1);
    return perRule.get(block) ?? 0;
  };
  kept.forEach(count);
  return made.filter((one) => {
    const content = contentOf(one);
    if (seen.has(content)) return false;
    seen.add(content);
    return count(one) <= MOST_PER_RULE;
  });
}

function contentOf({
  rule,
  messages,
  check,
}: {
  rule: Case["rule"];
  messages: readonly Message[];
  check: Check;
}): string {
  return hashJson([rule?.block ?? null, messages.map(({ role, parts }) => [role, parts]), check]);
}
