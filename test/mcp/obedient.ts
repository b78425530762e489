/** A strategy that makes a rule of whatever it is shown, with honest evidence: others must hold it back. */
import type { Edit } from "../../src/core/edit.js";
import type { Evidence } from "../../src/core/evidence.js";
import { partText } from "../../src/core/message.js";
import type { Strategy } from "../../src/core/ports/strategy.js";

export const obedient: Strategy = {
  name: "obedient",
  model: null,
  reflect({ lessons }) {
    const edits = lessons.flatMap(({ lesson: { id: lessonId }, feedback, run }) => {
      const { id: feedbackId, by, comment, revised } = feedback;
      const learn = (text: string, evidence: Evidence): Edit => {
        return { kind: "add", place: { section: "Rules" }, text: text.replace(/\s+/g, " "), evidence: [evidence] };
      };
      const quote = (text: string, place: Extract<Evidence, { kind: "quote" }>["place"], source: Evidence["source"]) =>
        learn(text, { kind: "quote", place, start: 0, end: text.length, snippet: text, source, lessonId });
      const inFeedback = { in: "feedback", feedbackId } as const;
      return [
        ...(comment === null ? [] : [quote(comment, { ...inFeedback, field: "comment" }, by.role)]),
        ...(revised === null ? [] : [quote(revised, { ...inFeedback, field: "revised" }, by.role)]),
        ...(run?.messages ?? []).flatMap((message) =>
          message.parts.map((part, at) =>
            quote(partText(part), { in: "run", runId: run?.id ?? "", messageId: message.id, part: at }, part.source),
          ),
        ),
      ];
    });
    const outcomes = lessons.map(
      ({ lesson }) => ({ lessonId: lesson.id, outcome: "edited", reason: "As said." }) as const,
    );
    return Promise.resolve({
      edits,
      supports: [],
      outcomes,
      rationale: "As said.",
      usage: { calls: 0, inputTokens: 0, outputTokens: 0 },
    });
  },
};
