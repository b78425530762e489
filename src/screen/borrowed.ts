/**
 * `borrowed`: holds a rule that speaks the words of a tool or of somebody outside whom the strategy was shown, and
 * not those of people. So a poisoned page needs a person to go along, whatever it asks for and however harmless it
 * sounds. What counts is pairs of neighbouring words, since a long page has nearly every single word in it.
 */
import { partText } from "../core/message.js";
import type { Screen } from "../core/ports/screen.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { trustOf } from "../core/principal.js";
import type { ScreenResult } from "../core/proposal.js";
import { editName } from "./words.js";

/** So much of what is new in a rule stands in the text of others before it counts as theirs. */
const SHARE = 0.5;

export const borrowedScreen: Screen = {
  name: "borrowed",
  check({ before, edits, lessons, byModel, hand }) {
    if (!byModel || hand !== null) return [];
    const theirs = new Set(outsideTexts(lessons).flatMap(pairsOf));
    if (theirs.size === 0) return [];
    const known = new Set([before.text, ...peoplesTexts(lessons)].flatMap(pairsOf));
    return edits.flatMap((edit, index): ScreenResult[] => {
      if (edit.kind === "remove") return [];
      const pairs = [...new Set(pairsOf(edit.text))];
      const unsaid = pairs.filter((pair) => !known.has(pair));
      const borrowed = unsaid.filter((pair) => theirs.has(pair));
      if (unsaid.length < pairs.length / 2 || borrowed.length < Math.max(1, unsaid.length * SHARE)) return [];
      const message =
        `${editName(edit, index)} speaks the words of a tool or of somebody outside, ` +
        "and not those of the person it cites. A person must look.";
      return [{ screen: "borrowed", verdict: "hold", message, edit: index }];
    });
  },
};

function outsideTexts(lessons: readonly LessonContext[]): string[] {
  const parts = lessons.flatMap(({ run }) => run?.messages.flatMap((message) => message.parts) ?? []);
  return parts.filter(({ source }) => trustOf(source) < trustOf("model")).map(partText);
}

/** The feedback of people, and what users wrote in the runs. */
function peoplesTexts(lessons: readonly LessonContext[]): string[] {
  return lessons.flatMap(({ feedback, run }) => {
    const said = trustOf(feedback.by.role) >= trustOf("user") ? [feedback.comment ?? "", feedback.revised ?? ""] : [];
    const parts = run?.messages.flatMap((message) => message.parts) ?? [];
    return [...said, ...parts.filter(({ source }) => trustOf(source) >= trustOf("user")).map(partText)];
  });
}

/** Pairs of neighbouring words; scripts that do not part their words give pairs of letters. */
function pairsOf(text: string): string[] {
  const small = text.normalize("NFKC").toLowerCase();
  const words = small.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu,
  );
  return (words ?? []).slice(1).map((word, at) => `${words?.[at] ?? ""} ${word}`);
}
