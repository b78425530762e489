/** Answers that a reflection already got, before it was interrupted, are not paid for again. */
import { hashJson } from "../../core/hash.js";
import type { Model, ModelAnswer, ModelRequest } from "../../core/ports/model.js";
import type { AnswerBook } from "../../core/ports/strategy.js";

/** The model, asked only what the book does not have; each answer is in the book before it is given. */
export function remembering(model: Model, book: AnswerBook | undefined): Model {
  if (!book) return model;
  return {
    id: model.id,
    async generate(request, options) {
      const key = keyOf(request);
      const kept = await book.find(key);
      // The book holds what was written below, and nothing else.
      if (kept !== null) return JSON.parse(kept) as ModelAnswer;
      const answer = await model.generate(request, options);
      await book.keep(key, JSON.stringify({ text: answer.text, usage: answer.usage } satisfies ModelAnswer));
      return answer;
    },
  };
}

const keyOf = ({ messages, answer, maxOutputTokens }: ModelRequest): string =>
  hashJson({ messages, answer, maxOutputTokens });
