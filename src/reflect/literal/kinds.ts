/** What a clause is that holds no directive. Only what is surely praise, a question or for once is called so. */
import { REASON_LINKS } from "./clauses.js";
import type { Draft } from "./draft.js";
import { isBaseVerb } from "./english.js";
import { CHEERING_EMOJI, COURTESY, PHATIC, POSITIVE, POSITIVE_ALONE, PRAISING, RESERVATION } from "./lexicon/idioms.js";
import { peel } from "./peel.js";
import type { ReadingKind, Step } from "./step.js";

export function kindOf(
  step: Step,
  peeled: string,
  draft: Draft | null,
  oneOff: boolean,
  earlier: readonly Step[],
): ReadingKind {
  const { clause } = step;
  const text = clause.text;
  if (CHEERING_EMOJI.test(text) || PHATIC.test(text) || PHATIC.test(peeled)) return "praise";
  if (oneOff && (draft !== null || ONE_OFF_ASK.test(text) || isBaseVerb(peeled.split(" ")[0] ?? ""))) return "one-off";
  if (
    /^(?:(?:can|could|would|will) you (?:please )?)?(?:redo|resend|re-send|try|rewrite|regenerate|translate|send|forward|fix|post|publish|undo|revert|delete|check|have another go at|take another look at) (?:it|this|that|them|again|me|the (?:file|pdf|link|draft|post))\b/i.test(
      peeled,
    )
  )
    return "one-off";
  if (draft === null && (clause.question ? QUESTION : UNMARKED_QUESTION).test(peeled)) return "question";
  if (draft === null && isPraise(text)) return "praise";
  if (
    (REASON_LINKS.has(clause.link) && !ASKING.test(text)) ||
    (clause.link !== "" &&
      draft === null &&
      REMARK.test(text) &&
      earlier.some(
        (other) =>
          other.clause.sentence === clause.sentence &&
          (other.kind === "directive" || (other.kind === "one-off" && !ASKING.test(text))),
      ))
  )
    return "reason";
  return "unread";
}

const UNMARKED_QUESTION =
  /^(?:who|what|where|when|how|which) (?:is|are|was|were|do|does|did|can|could|will|has|have)\b/i;

/** Words that a remark beside a request for one output may still ask with. */
const ASKING = /\b(?:never|always|not|no|stop|avoid|should|must|need|want|prefer|please|every|each|any|all)\b/i;

/** States something beside what was asked: "it shows up as asterisks", "our readers are sceptical". */
const REMARK = new RegExp(
  "^(?:(?:it|they|this|that|these|those|we|i|he|she|there|nobody|no one|everyone|people|readers|" +
    "customers|users|gmail)\\b|(?:the|our|my|your|their|most|some|half|an?)\\b.*\\b(?:is|are|was|" +
    "were|has|have|do|does|will|would|can|could|cannot|know|hate|love|like|read|want|\\p{L}+s)\\b|" +
    "\\p{L}+ (?:is|are|was|were|has|have|do|does|will|would|cannot|\\p{L}+s) )",
  "iu",
);

/** Pleased, short, and nothing in it that could ask for anything. */
function isPraise(text: string): boolean {
  if (PRAISING.test(text) && text.split(" ").length <= 18) return true;
  if (RESERVATION.test(text) || text.split(" ").length > 18) return false;
  const meant = peel(text)
    .text.replace(/\b(?:thanks|thank you|cheers|ta)\b(?: for .*| so much| a lot)?/gi, "")
    .replace(/^[\s,.!-]+|[\s,.!-]+$/g, "");
  if (meant === "") return true;
  return (
    (POSITIVE.test(meant) || COURTESY.test(meant) || POSITIVE_ALONE.test(meant)) &&
    !/, \S+ (?:the|a|an|it|down|out|off|up|your|our)\b|:/i.test(
      text.replace(/^[^,]*, (?:my|the|our|he|she|they|it|i|we|you|and)\b/i, ""),
    )
  );
}

const ONE_OFF_ASK = new RegExp(
  "\\b(?:can|could|would|will|please|let's|needs?|must|should|make|change|fix|move|add|send|redo|" +
    "swap|cut|remove|delete|replace|rewrite|use|put|shorten|check|translate|post|publish|have to|" +
    "do not|never mind|you can|forget)\\b",
  "i",
);

const QUESTION = new RegExp(
  "^(?:what|who|whose|where|when|which|how|why (?!so|all|the|every|does every|do (?:we|you) always|" +
    "is every|are (?:all|there))|do|does|did|is|are|was|were|has|have|am|should i|should we|can i|" +
    "may i|could i|shall i|can it|could it|will it|any news|any idea)\\b",
  "i",
);
