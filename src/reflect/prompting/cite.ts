/** Makes evidence of what a model quotes: the place is looked for, never taken on trust. */
import { diffWordsWithSpace } from "diff";
import type { Evidence } from "../../core/evidence.js";
import type { Role } from "../../core/principal.js";
import { locateQuote, type Located } from "../../core/quote.js";
import { type Material, originalOf, ownWordsIn, spokenOf } from "./material.js";

/**
 * Evidence for a quote of a lesson; null if the words stand nowhere a rule may come from. These are, in this order: the
 * comment, the revised output where it differs from the original, and what the user or operator wrote themselves in the
 * conversation. A lesson that is only a score is cited with an empty quote.
 */
export function cite({ context, comment, revised }: Material, quote: string): Evidence | null {
  const { feedback, lesson, run } = context;
  const about = { source: feedback.by.role, lessonId: lesson.id } as const;
  if (quote.trim() === "") {
    const onlyScore = comment === null && revised === null && feedback.score !== null;
    return onlyScore ? { kind: "score", feedbackId: feedback.id, score: feedback.score, ...about } : null;
  }
  if (feedback.comment !== null) {
    const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
    const found = quoteIn(feedback.comment, quote, ownWordsIn(feedback.comment));
    if (found) return { kind: "quote", place, ...found, ...about };
  }
  if (feedback.revised !== null) {
    const hunk = hunkOf(originalOf(context), feedback.revised, quote);
    if (hunk) return { kind: "revision", feedbackId: feedback.id, ...hunk, ...about };
  }
  for (const message of run ? spokenOf(context) : []) {
    for (const [index, part] of message.parts.entries()) {
      if (message.role !== "user" || part.type !== "text" || !speaks(part.source)) continue;
      const place = { in: "run", runId: run?.id ?? "", messageId: message.id, part: index } as const;
      const found = quoteIn(part.text, quote);
      if (found) return { kind: "quote", place, ...found, source: part.source, lessonId: lesson.id };
    }
  }
  return null;
}

/** Models, tools and outside texts are no source of rules. */
const speaks = (source: Role): boolean => source === "user" || source === "operator" || source === "reviewer";

function quoteIn(text: string, quote: string, searched = text): (Located & { readonly snippet: string }) | null {
  const found = locateQuote(searched, quote);
  return found && { ...found, snippet: text.slice(found.start, found.end) };
}

interface Hunk {
  readonly removed: string;
  readonly added: string;
}

/** Word by word up to this many changes; beyond, the whole text counts as changed. */
const MOST_CHANGES = 2000;

/** The change that a quote of the revised output, or of what was taken out of the original, stands for. */
function hunkOf(original: string | null, revised: string, quote: string): Hunk | null {
  const inRevised = locateQuote(revised, quote);
  if (original === null) return inRevised && { removed: "", added: revised.slice(inRevised.start, inRevised.end) };
  const inOriginal = locateQuote(original, quote);
  const hunks = placedHunks(original, revised);
  const added = hunks.filter(({ after }) => inRevised && touches(after, inRevised));
  if (added.length > 0) return joined(added, original, revised);
  const removed = hunks.filter(({ before }) => inOriginal && touches(before, inOriginal));
  return removed.length > 0 ? joined(removed, original, revised) : null;
}

interface PlacedHunk {
  readonly before: Located;
  readonly after: Located;
}

const touches = (hunk: Located, quote: Located): boolean =>
  hunk.start === hunk.end
    ? hunk.start > quote.start && hunk.start < quote.end
    : hunk.start < quote.end && quote.start < hunk.end;

function joined(hunks: readonly PlacedHunk[], original: string, revised: string): Hunk {
  const first = hunks[0];
  const last = hunks.at(-1);
  return {
    removed: original.slice(first?.before.start, last?.before.end),
    added: revised.slice(first?.after.start, last?.after.end),
  };
}

function placedHunks(original: string, revised: string): PlacedHunk[] {
  const parts = diffWordsWithSpace(original, revised, { maxEditLength: MOST_CHANGES });
  if (!parts) return [{ before: { start: 0, end: original.length }, after: { start: 0, end: revised.length } }];
  const hunks: PlacedHunk[] = [];
  let [before, after] = [0, 0];
  let open: PlacedHunk | null = null;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      before += value.length;
      after += value.length;
      open = null;
      continue;
    }
    const start: PlacedHunk = open ?? { before: { start: before, end: before }, after: { start: after, end: after } };
    if (removed) before += value.length;
    else after += value.length;
    if (open) hunks.pop();
    open = { before: { start: start.before.start, end: before }, after: { start: start.after.start, end: after } };
    hunks.push(open);
  }
  return hunks;
}
