// A strategy that makes one rule of every comment, word for word, and looks for no duplicates: what is taught twice
// shows.
import type { ReflectionInput, Strategy } from "../../src/core/ports/strategy.js";
import { LEARNED_SECTION } from "../../src/core/edit.js";
import { NO_USAGE } from "../../src/core/proposal.js";

export const wordForWord: Strategy = {
  name: "word-for-word",
  model: null,
  reflect: async ({ lessons }: ReflectionInput) => ({
    edits: lessons.map(({ lesson, feedback }) => {
      const text = feedback.comment ?? "";
      const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
      const quote = { kind: "quote", place, start: 0, end: text.length, snippet: text } as const;
      return {
        kind: "add" as const,
        place: { section: LEARNED_SECTION },
        text,
        evidence: [{ ...quote, source: feedback.by.role, lessonId: lesson.id }],
      };
    }),
    supports: [],
    outcomes: lessons.map(({ lesson }) => ({ lessonId: lesson.id, outcome: "edited", reason: "Taken word for word." })),
    rationale: "Every comment became a rule.",
    usage: NO_USAGE,
  }),
};
