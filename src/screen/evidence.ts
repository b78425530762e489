/**
 * `evidence`: drops an edit that rests on nothing that was really said, or only on what tools and external texts say.
 * A quote must stand at its place (lenient about white space and quotation marks), a hunk in the revision, a score in the
 * feedback; authorship counts only for a person's own change.
 */
import type { Evidence } from "../core/evidence.js";
import { partText } from "../core/message.js";
import type { Screen } from "../core/ports/screen.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Role } from "../core/principal.js";
import type { ScreenResult } from "../core/proposal.js";
import { locateQuote } from "../core/quote.js";

export const evidenceScreen: Screen = {
  name: "evidence",
  check({ edits, lessons }) {
    return edits.flatMap((edit, index): ScreenResult[] => {
      const message = faultOf(edit.evidence, lessons);
      return message === null ? [] : [{ screen: "evidence", verdict: "drop", message, edit: index }];
    });
  },
};

/** Roles whose words may become rules. A model's own words never do: it is a processor, not a source. */
const MAY_TEACH: readonly Role[] = ["operator", "reviewer", "user"];

function faultOf(evidence: readonly Evidence[], lessons: readonly LessonContext[]): string | null {
  if (evidence.length === 0) return "An edit came without evidence.";
  const faults = evidence.map((one) => fault(one, lessons));
  const held = evidence.filter((_one, index) => faults[index] === null);
  if (held.length === 0) return faults.find((one) => one !== null) ?? null;
  if (held.some((one) => MAY_TEACH.includes(one.source))) return null;
  return `An edit rests only on what a ${held[0]?.source ?? "tool"} said; that is evidence of what happened, not a source of rules.`;
}

function fault(evidence: Evidence, lessons: readonly LessonContext[]): string | null {
  switch (evidence.kind) {
    case "authorship":
      return evidence.by.role === evidence.source ? null : "The evidence names another role than its author has.";
    case "quote":
      return quoteFault(evidence, lessons);
    case "revision": {
      const feedback = lessons.find((one) => one.feedback.id === evidence.feedbackId)?.feedback;
      if (!feedback?.revised) return "The evidence names a revised output that is not there.";
      if (feedback.by.role !== evidence.source) return "The evidence names another role than its author has.";
      const inRevised = evidence.added === "" || locateQuote(feedback.revised, evidence.added) !== null;
      return inRevised ? null : `The revised output does not have ${quote(evidence.added)}.`;
    }
    case "score": {
      const feedback = lessons.find((one) => one.feedback.id === evidence.feedbackId)?.feedback;
      return feedback && feedback.score === evidence.score && feedback.by.role === evidence.source
        ? null
        : "The evidence names a score that nobody gave.";
    }
  }
}

function quoteFault(evidence: Extract<Evidence, { kind: "quote" }>, lessons: readonly LessonContext[]): string | null {
  const place = placeOf(evidence, lessons);
  if (!place) return `The quote ${quote(evidence.snippet)} names a place that was not shown.`;
  if (place.source !== evidence.source) return `The quote ${quote(evidence.snippet)} names another source than it has.`;
  const there = place.text.slice(evidence.start, evidence.end);
  const found = locateQuote(there, evidence.snippet);
  return found ? null : `The quote ${quote(evidence.snippet)} does not stand where the evidence says.`;
}

function placeOf(
  evidence: Extract<Evidence, { kind: "quote" }>,
  lessons: readonly LessonContext[],
): { text: string; source: Role } | null {
  const { place } = evidence;
  if (place.in === "feedback") {
    const feedback = lessons.find((one) => one.feedback.id === place.feedbackId)?.feedback;
    const text = feedback?.[place.field];
    return feedback && text ? { text, source: feedback.by.role } : null;
  }
  const run = lessons.find((one) => one.run?.id === place.runId)?.run;
  const part = run?.messages.find((message) => message.id === place.messageId)?.parts[place.part];
  return part ? { text: partText(part), source: part.source } : null;
}

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
