/**
 * `evidence`: drops an edit that rests on nothing that was really said, or only on what models, tools and outside
 * texts say. Each quote must stand at its place (lenient about white space and quotation marks), in feedback or a run
 * of one of the lessons, and be from whom it names; a hunk in the revised output; a score in the feedback. Authorship
 * counts only for a change by a person's own hand. Where rules are merged, what speaks for them already goes with them.
 */
import type { Edit } from "../core/edit.js";
import type { Evidence } from "../core/evidence.js";
import { findPlace, originalOf } from "../core/messages/place.js";
import type { Screen, ScreenInput } from "../core/ports/screen.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Role } from "../core/principal.js";
import type { ScreenResult } from "../core/proposal.js";
import { locateQuote } from "../core/quote.js";
import { editName, quoted } from "./words.js";

export const evidenceScreen: Screen = {
  name: "evidence",
  check(input) {
    return input.edits.flatMap((edit, index): ScreenResult[] => {
      const fault = faultOf(edit, input);
      if (fault === null) return [];
      return [{ screen: "evidence", verdict: "drop", message: `${editName(edit, index)} ${fault}`, edit: index }];
    });
  },
};

/** The end of a sentence that begins with the edit; null if its evidence holds. */
function faultOf(edit: Edit, input: ScreenInput): string | null {
  const { evidence } = edit;
  const merged = mergedWith(edit, input);
  if (merged.length > 0 && evidence.every((one) => stands(one, merged, input))) return null;
  if (evidence.length === 0) return "comes without evidence.";
  for (const one of evidence) {
    const fault = stands(one, merged, input) ? null : evidenceFault(one, input);
    if (fault !== null) return fault;
  }
  if (evidence.some(mayTeach)) return null;
  const sources = [...new Set(evidence.map(({ source }) => NAMES[source]))].join(" and ");
  return `rests only on words of ${sources}: evidence of what happened, but not a source of rules.`;
}

/** The rules that an edit makes one of; none for an edit that merges nothing. */
function mergedWith(edit: Edit, { edits }: ScreenInput): string[] {
  if (edit.kind === "add") return [];
  const into = edit.kind === "remove" ? edit.into : edit.block;
  const gone = edits.flatMap((one) => (one.kind === "remove" && one.into === into ? [one.block] : []));
  return into === undefined || gone.length === 0 ? [] : [into, ...gone];
}

/** What speaks for a rule already was looked at when it came, and goes on speaking for what the rule becomes. */
function stands(evidence: Evidence, blocks: readonly string[], input: ScreenInput): boolean {
  const wanted = JSON.stringify(evidence);
  return input.evidence.some((one) => blocks.includes(one.blockId) && JSON.stringify(one.evidence) === wanted);
}

const NAMES: Readonly<Record<Role, string>> = {
  operator: "an operator",
  reviewer: "a reviewer",
  user: "a user",
  model: "the model itself",
  tool: "a tool",
  external: "somebody outside",
};

/**
 * What a model says in feedback is a judgement, which authority decides on; what the agent said in a run teaches
 * nothing.
 */
function mayTeach(evidence: Evidence): boolean {
  if (evidence.source === "tool" || evidence.source === "external") return false;
  return evidence.source !== "model" || evidence.kind !== "quote" || evidence.place.in === "feedback";
}

function evidenceFault(evidence: Evidence, { lessons, hand }: ScreenInput): string | null {
  if (evidence.lessonId !== null && !lessons.some(({ lesson }) => lesson.id === evidence.lessonId)) {
    return "cites a lesson that was not shown.";
  }
  switch (evidence.kind) {
    case "authorship":
      if (hand === null) return "claims to be written by a person, but a strategy made it.";
      return evidence.by.role === evidence.source ? null : "names another role than its author has.";
    case "quote":
      return quoteFault(evidence, lessons);
    case "revision":
      return revisionFault(evidence, lessons);
    case "score": {
      const feedback = feedbackOf(evidence.feedbackId, lessons)?.feedback;
      if (feedback?.score !== evidence.score) return `cites a score of ${evidence.score} that nobody gave.`;
      return sourceFault(evidence, feedback.by.role);
    }
  }
}

function quoteFault(evidence: Extract<Evidence, { kind: "quote" }>, lessons: readonly LessonContext[]): string | null {
  const { start, end, snippet } = evidence;
  const spot = findPlace(evidence.place, lessons);
  if (!spot) return `quotes ${quoted(snippet)} from a place that none of its lessons has.`;
  if (!standsAt(spot.text, start, end, snippet)) return `quotes ${quoted(snippet)}, which does not stand there.`;
  return sourceFault(evidence, spot.sourceOf(start, end));
}

/** Whether the passage is the snippet, but for white space, punctuation and quotation marks. */
function standsAt(text: string, start: number, end: number, snippet: string): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end)
    return false;
  const passage = text.slice(start, end);
  if (passage === snippet) return snippet.trim() !== "";
  const found = locateQuote(passage, snippet);
  return found !== null && NOTHING_SAID.test(passage.slice(0, found.start) + passage.slice(found.end));
}

const NOTHING_SAID = /^[\s\p{P}]*$/u;

function revisionFault(
  evidence: Extract<Evidence, { kind: "revision" }>,
  lessons: readonly LessonContext[],
): string | null {
  const { removed, added } = evidence;
  const context = feedbackOf(evidence.feedbackId, lessons);
  const revised = context?.feedback.revised ?? null;
  if (!context || revised === null) return "cites a revised output that is not there.";
  if (removed === "" && added === "") return "cites a revision that changes nothing.";
  if (!holds(revised, added)) return `cites ${quoted(added)}, which the revised output does not have.`;
  const original = originalOf(context);
  if (!holds(original ?? "", removed)) return `cites ${quoted(removed)}, which the original output does not have.`;
  if (removed === added) return "cites a revision that changes nothing.";
  return sourceFault(evidence, context.feedback.by.role);
}

const holds = (text: string, part: string): boolean => text.includes(part) || locateQuote(text, part) !== null;

const sourceFault = ({ source }: Evidence, real: Role): string | null =>
  source === real ? null : `takes words of ${NAMES[real]} for words of ${NAMES[source]}.`;

const feedbackOf = (id: string, lessons: readonly LessonContext[]): LessonContext | undefined =>
  lessons.find(({ feedback }) => feedback.id === id);
