/**
 * `lineage`: a strategy is a processor, not a source. What is new in an edit (names, addresses, numbers, actions) must stand in
 * the places it cites, or in the instructions already; what does not is taken for the least trusted thing the strategy was
 * shown, and waits for a person. So a poisoned page that talks a model into an edit needs a person to go along.
 */
import type { Edit } from "../core/edit.js";
import type { Evidence } from "../core/evidence.js";
import { partText } from "../core/message.js";
import type { Screen } from "../core/ports/screen.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { leastTrusted, type Role, trustOf } from "../core/principal.js";
import { particularsOf } from "./particulars.js";

export const lineageScreen: Screen = {
  name: "lineage",
  check({ before, edits, lessons, byModel }) {
    if (!byModel) return [];
    const shown = leastShown(lessons);
    if (trustOf(shown) >= trustOf("user")) return [];
    return edits.flatMap((edit, index) => {
      if (edit.kind === "remove" || edit.evidence.some((one) => one.kind === "authorship")) return [];
      const known = normalise([before.text, ...edit.evidence.map((one) => citedText(one, lessons))].join("\n"));
      const unsupported = particularsOf(edit.text).filter((one) => !known.includes(normalise(one)));
      if (unsupported.length === 0) return [];
      const message =
        `The rule ${quote(textOf(edit))} brings in ${unsupported.map(quote).join(", ")}, which nobody whose words it cites has said. ` +
        `The strategy was also shown text from a ${shown}, so a person must look.`;
      return [{ screen: "lineage", verdict: "hold" as const, message, edit: index }];
    });
  },
};

/** The least trusted source among all that the lessons and their runs hold. */
function leastShown(lessons: readonly LessonContext[]): Role {
  const sources = lessons.flatMap(({ feedback, run }): Role[] => [
    feedback.by.role,
    ...(run?.messages.flatMap((message) => message.parts.map((part) => part.source)) ?? []),
  ]);
  return leastTrusted(sources);
}

/** The whole text of a person that the evidence cites: the comment, the revision, what the user wrote around a quote. */
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
    return [feedback?.comment ?? "", feedback?.revised ?? ""].join("\n");
  }
  if (evidence.kind !== "quote" || evidence.place.in !== "run") return "";
  const { runId, messageId, part } = evidence.place;
  const run = lessons.find((one) => one.run?.id === runId)?.run;
  const cited = run?.messages.find((message) => message.id === messageId)?.parts[part];
  return cited && trustOf(cited.source) >= trustOf("user") ? partText(cited) : "";
}

const textOf = (edit: Edit): string => (edit.kind === "remove" ? edit.block : edit.text);
const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, " ");
const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
