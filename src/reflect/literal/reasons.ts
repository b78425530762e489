/** Says in a sentence what became of a lesson, and what of it was not read. */
import type { Evidence } from "../../core/evidence.js";
import type { LessonOutcome } from "../../core/ports/strategy.js";
import type { LessonReading } from "./lesson.js";
import type { Placement, Taught } from "./plan.js";
import type { Reading } from "./read.js";
import type { ReadingKind } from "./step.js";

type Verdict = Pick<LessonOutcome, "outcome" | "reason">;
interface Placed {
  readonly taught: Taught;
  readonly placement: Placement;
}

/** The outcome of a lesson, with its reason. */
export function reasonOf(lesson: LessonReading, placed: readonly Placed[], overruled: ReadonlySet<Evidence>): Verdict {
  if (lesson.barred)
    return { outcome: "no-change", reason: "Only people teach rules; this came from a model, a tool or outside." };
  if (placed.length > 0) return learned(lesson, placed, overruled);
  const left = unread(lesson.readings);
  if (lesson.revision && !lesson.revision.same) {
    const reason =
      "The revision changes the output in a way that needs a language model, or a person, to make a rule of.";
    return {
      outcome: "not-understood",
      reason: lesson.revision.original ? reason : "There is no original to compare the revision with.",
    };
  }
  if (left.length === 0) return nothingToLearn(lesson);
  if (left.every(({ kind }) => kind === "foreign")) {
    return { outcome: "not-understood", reason: 'Not read: the strategy "literal" reads only English.' };
  }
  return { outcome: "not-understood", reason: `Not understood: ${quoted(left)}.` };
}

function learned(lesson: LessonReading, placed: readonly Placed[], overruled: ReadonlySet<Evidence>): Verdict {
  const inForce = placed.filter(({ taught }) => !overruled.has(taught.evidence));
  const parts = inForce.map(({ taught, placement }) => said(taught, placement));
  if (inForce.length < placed.length) parts.push("Later feedback says otherwise on the rest.");
  const read = new Set(placed.map(({ taught }) => startOf(taught.evidence)));
  const left = unread(lesson.readings).filter(({ start }) => !read.has(start));
  if (left.length > 0) parts.push(`Not read: ${quoted(left)}`);
  const once = lesson.readings.filter(({ kind }) => kind === "one-off");
  if (once.length > 0) parts.push(`Taken for this one output only: ${quoted(once)}`);
  const reason = parts.map((part) => (/[.!?…]"?$/.test(part) ? part : `${part}.`)).join(" ");
  if (inForce.length === 0) return { outcome: "no-change", reason };
  if (inForce.every(({ placement }) => /^(?:barred|unfound)$/.test(placement.as)))
    return { outcome: "not-understood", reason };
  const edited = inForce.some(({ placement }) => /^(?:added|replaced|withdrawn)$/.test(placement.as));
  return { outcome: edited ? "edited" : "supported", reason };
}

/** Where a quote begins. */
const startOf = (evidence: Evidence): number | null => (evidence.kind === "quote" ? evidence.start : null);

function said({ rule: asked, evidence }: Taught, placement: Placement): string {
  const rule = asked ?? (evidence.kind === "quote" ? evidence.snippet : "");
  switch (placement.as) {
    case "withdrawn":
      return `Took back ${mark(placement.other)}`;
    case "unfound":
      return `Found no rule that ${mark(evidence.kind === "quote" ? evidence.snippet : rule)} takes back`;
    case "added":
      return `Learned ${mark(rule)}`;
    case "replaced":
      return `Learned ${mark(rule)} in place of ${mark(placement.other)}`;
    case "repeated":
      return `Said already: ${mark(placement.other)}`;
    case "barred":
      return `${mark(rule)} contradicts the locked ${mark(placement.other)}; only an operator's hand can change that.`;
  }
}

const NAMES: Readonly<Partial<Record<ReadingKind, string>>> = {
  praise: "praise",
  question: "a question",
  "one-off": "a request for this one output",
  reason: "a remark",
  quoted: "somebody else's words",
};

function nothingToLearn(lesson: LessonReading): Verdict {
  const kinds = [...new Set(lesson.readings.map(({ kind }) => NAMES[kind] ?? "a remark"))];
  if (kinds.length > 0) return { outcome: "no-change", reason: `Nothing lasting to learn: ${kinds.join(" and ")}.` };
  if (lesson.revision?.same)
    return { outcome: "no-change", reason: "Nothing to learn: the revision is the output as it was." };
  if (lesson.hasComment) return { outcome: "not-understood", reason: "The comment has no words." };
  return { outcome: "no-change", reason: "Nothing to learn: a score alone does not say what to change." };
}

/** What may hold a directive that was missed. A remark counts only where nothing else was understood. */
function unread(readings: readonly Reading[]): Reading[] {
  return readings.filter(({ kind }) => kind === "unread" || kind === "foreign");
}

const mark = (text: string): string => `"${shorten(text)}"`;
const quoted = (readings: readonly Reading[]): string =>
  readings
    .slice(0, 4)
    .map(({ snippet }) => mark(snippet))
    .join(", ");
const shorten = (text: string): string =>
  (text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text).replace(/\s+/g, " ");
