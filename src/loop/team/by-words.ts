/**
 * Attribution without a model, where it is plain: the comment names one member, the run ran on one, or the words of
 * one `whenToUpdate` alone stand in the comment. Everything else is unsure.
 */
import type { Attributed, Member } from "../../core/ports/attribution.js";
import type { LessonContext } from "../../core/ports/strategy.js";

/** What is certain by name or run; null for what is not. */
export function attributePlainly(
  { lesson, feedback }: LessonContext,
  candidates: readonly Member[],
): Attributed | null {
  const said = ` ${wordsIn(feedback.comment ?? "").join(" ")} `;
  const named = candidates.filter(({ name }) => said.includes(` ${wordsIn(name).join(" ")} `));
  const [one] = named;
  if (one && named.length === 1) return decided(lesson.id, one, `The comment names "${one.name}".`);
  const [only] = candidates;
  if (only && candidates.length === 1)
    return decided(lesson.id, only, `Of the team, the run ran on "${only.name}" alone.`);
  return null;
}

/** By the words that only one member's `whenToUpdate` shares with the comment, by far; else unsure. */
export function attributeByWords({ lesson, feedback }: LessonContext, candidates: readonly Member[]): Attributed {
  const said = new Set(stemsIn(feedback.comment ?? ""));
  const scored = candidates
    .map((member) => ({
      member,
      shared: [...new Set(stemsIn(member.whenToUpdate ?? ""))].filter((stem) => said.has(stem)),
    }))
    .sort((a, b) => b.shared.length - a.shared.length);
  const [best, second] = scored;
  const others = second?.shared.length ?? 0;
  if (best && best.shared.length > 0 && best.shared.length > others * 2) {
    const shared = best.shared.map((stem) => `"${stem}"`).join(", ");
    return decided(lesson.id, best.member, `Only its whenToUpdate speaks of ${shared}.`);
  }
  const names = candidates.map(({ name }) => name).join(", ");
  return {
    lessonId: lesson.id,
    to: [],
    unsure: true,
    reason: `It is not plain which of ${names} it is for. Name one in the feedback, or reflect with a model.`,
  };
}

const decided = (lessonId: string, { name }: Member, reason: string): Attributed => ({
  lessonId,
  to: [name],
  unsure: false,
  reason,
});

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Content words, roughly without their endings. */
const stemsIn = (text: string): string[] =>
  wordsIn(text).flatMap((word) =>
    word.length < 3 || WEAK.has(word) ? [] : [word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly)$/, "") : word],
  );

const WEAK = new Set(
  (
    "the and for are was were its his her our your their this that these those with without from into onto about when " +
    "where what which who whom how why not never always only also too very more most less than then there here have has " +
    "had does did doing done can could should would will shall may might must please make made use used using say says " +
    "said write writes wrote written answer answers want wants feedback update updated user users people person asks ask " +
    "asked concern concerns concerning instructions prompt prompts anything something thing things any all each every " +
    "some out but you they them him she one two get gets got just like"
  ).split(" "),
);
