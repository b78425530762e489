/**
 * `lineage`: a strategy is a processor, not a source. What is new in an edit (names, addresses, numbers, actions)
 * must stand in what it cites, in a person's own words, or in the instructions already. What does not is taken for
 * the least trusted thing the strategy was shown, at best for the model's own idea, and waits for a person. So a
 * poisoned page that talks a model into an edit needs a person to go along.
 */
import type { Edit } from "../core/edit.js";
import type { Evidence } from "../core/evidence.js";
import { partText } from "../core/message.js";
import { markedRanges } from "../core/messages/external.js";
import type { Screen } from "../core/ports/screen.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { leastTrusted, type Role, trustOf } from "../core/principal.js";
import { particularsOf } from "./particulars.js";

export const lineageScreen: Screen = {
  name: "lineage",
  check({ before, edits, lessons, byModel }) {
    if (!byModel) return [];
    const shown = leastShown(lessons);
    const where =
      shown === "model" ? "It may be the model's own idea" : `The strategy was also shown text from a ${shown}`;
    return edits.flatMap((edit, index) => {
      if (edit.kind === "remove" || edit.evidence.some((one) => one.kind === "authorship")) return [];
      const known = normalise([before.text, ...edit.evidence.map((one) => citedText(one, lessons))].join("\n"));
      const unsupported = particularsOf(edit.text).filter((one) => !known.includes(normalise(one)));
      if (unsupported.length === 0) return [];
      const message =
        `The rule ${quote(textOf(edit))} brings in ${unsupported.map(quote).join(", ")}, which nobody whose words it cites has said. ` +
        `${where}, so a person must look.`;
      return [{ screen: "lineage", verdict: "hold" as const, message, edit: index }];
    });
  },
};

/** The least trusted source among all that the lessons and their runs hold, and the model itself. */
function leastShown(lessons: readonly LessonContext[]): Role {
  const sources = lessons.flatMap(({ feedback, run }): Role[] => [
    feedback.by.role,
    ...(run?.messages.flatMap((message) => message.parts.map((part) => part.source)) ?? []),
  ]);
  return leastTrusted(["model", ...sources]);
}

/**
 * The whole text of a person that the evidence cites: the comment, the revision, what the user wrote around a quote.
 */
function citedText(evidence: Evidence, lessons: readonly LessonContext[]): string {
  if (evidence.kind === "authorship" || evidence.kind === "score") return "";
  const feedbackId =
    evidence.kind === "revision"
      ? evidence.feedbackId
      : evidence.place.in === "feedback"
        ? evidence.place.feedbackId
        : null;
  if (feedbackId !== null) {
    const feedback = lessons.find((one) => one.feedback.id === feedbackId)?.feedback;
    return [ownWords(feedback?.comment ?? ""), feedback?.revised ?? ""].join("\n");
  }
  if (evidence.kind !== "quote" || evidence.place.in !== "run") return "";
  const { runId, messageId, part } = evidence.place;
  const run = lessons.find((one) => one.run?.id === runId)?.run;
  const cited = run?.messages.find((message) => message.id === messageId)?.parts[part];
  return cited && trustOf(cited.source) >= trustOf("user") ? partText(cited) : "";
}

/** A comment without what it quotes, pastes or forwards. */
function ownWords(comment: string): string {
  return markedRanges(comment).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    comment,
  );
}

const textOf = (edit: Edit): string => (edit.kind === "remove" ? edit.block : edit.text);
const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, " ");
const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
