/** The changes of a suggestion, rule by rule, each with the evidence it rests on. */
import type { Edit, Feedback } from "knowhow";
import type { ProposalDetail } from "../api/resources.js";
import { EvidenceLine } from "../show/evidence.js";
import { EditWords } from "../show/edit-words.js";
import { editTitle } from "../words/changes.js";

export function Changes({ detail: { proposal, edits, lessons } }: { readonly detail: ProposalDetail }) {
  const feedback = new Map(lessons.flatMap(({ feedback: one }) => (one ? [[one.id, one] as const] : [])));
  const byLesson = new Map(lessons.map(({ lesson, feedback: one }) => [lesson.id, one]));
  const feedbackOf = (evidence: Edit["evidence"][number]): Feedback | null => {
    if ("feedbackId" in evidence) return feedback.get(evidence.feedbackId) ?? null;
    if (evidence.kind === "quote" && evidence.place.in === "feedback") {
      return feedback.get(evidence.place.feedbackId) ?? null;
    }
    return (evidence.lessonId === null ? null : byLesson.get(evidence.lessonId)) ?? null;
  };
  const reasons = (evidence: Edit["evidence"]) =>
    evidence.length === 0 ? null : (
      <ul className="evidences">
        {evidence.map((one, at) => (
          <EvidenceLine
            key={at}
            evidence={one}
            address={proposal.address}
            feedback={feedbackOf(one)}
            by={proposal.by}
          />
        ))}
      </ul>
    );
  return (
    <ol className="changes">
      {edits.map(({ edit, block }, at) => (
        <li key={at} className="change" data-kind={edit.kind}>
          <h2 className="change-title">{editTitle(edit, block)}</h2>
          <p className="change-words">
            <EditWords edit={edit} before={block?.content ?? (edit.kind === "add" ? "" : `(block ${edit.block})`)} />
          </p>
          {reasons(edit.evidence)}
        </li>
      ))}
      {proposal.supports.map((support) => (
        <li key={support.block} className="change" data-kind="support">
          <h2 className="change-title">Taught again, stays as it is</h2>
          {reasons(support.evidence)}
        </li>
      ))}
    </ol>
  );
}
