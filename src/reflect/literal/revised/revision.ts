/**
 * Reads an edited output: what its form shows, with the hunks that show it. Needs no language model, and no language.
 */
import { diffWordsWithSpace } from "diff";
import { messageText } from "../../../core/message.js";
import type { LessonContext } from "../../../core/ports/strategy.js";
import { type Change, type ChangeName, changesBetween } from "./changes.js";
import { featuresOf } from "./features.js";

export interface RevisionChange extends Change {
  /** What was taken away and put there; each stands in the original and in the revision as it is. */
  readonly removed: string;
  readonly added: string;
}

export interface RevisionReading {
  readonly changes: readonly RevisionChange[];
  /** There is something to compare with. */
  readonly original: boolean;
  /** Nothing but white space was changed. */
  readonly same: boolean;
}

/** Longer outputs are compared by their form alone, without hunks. */
const LONGEST_DIFF = 20_000;

/** The output that was revised: what the feedback gives, else the message it names, else the run's last answer. */
export function draftOf({ feedback, run }: LessonContext): string | null {
  if (feedback.original !== null) return feedback.original;
  const messages = run?.messages ?? [];
  const named = feedback.message === null ? undefined : messages.find((message) => message.id === feedback.message);
  const answer =
    named ?? messages.findLast((message) => message.role === "assistant" && messageText(message).trim() !== "");
  return answer ? messageText(answer) : null;
}

/** Reads a revision against its original; without one nothing can be told. */
export function readRevision(original: string | null, revised: string): RevisionReading {
  if (original === null) return { changes: [], original: false, same: false };
  const plain = (text: string): string => text.replace(/\s+/gu, " ").trim();
  if (plain(original) === plain(revised)) return { changes: [], original: true, same: true };
  const changes = changesBetween(featuresOf(original), featuresOf(revised));
  if (changes.length === 0) return { changes: [], original: true, same: false };
  const hunks = hunksBetween(original, revised);
  return {
    changes: changes.map((change) => ({ ...change, ...hunkFor(change.name, hunks) })),
    original: true,
    same: false,
  };
}

interface Hunk {
  readonly removed: string;
  readonly added: string;
}

function hunksBetween(original: string, revised: string): Hunk[] {
  if (original.length + revised.length > LONGEST_DIFF) return [];
  const hunks: Hunk[] = [];
  let open = false;
  for (const part of diffWordsWithSpace(original, revised)) {
    if (!part.added && !part.removed) {
      open = false;
      continue;
    }
    const last = open ? hunks.pop() : undefined;
    open = true;
    hunks.push({
      removed: (last?.removed ?? "") + (part.removed ? part.value : ""),
      added: (last?.added ?? "") + (part.added ? part.value : ""),
    });
  }
  return hunks;
}

/** What tells the hunk that shows a change from the others. */
const SHOWS: Readonly<Record<ChangeName, (hunk: Hunk) => boolean>> = {
  shorter: ({ removed, added }) => removed.length > added.length,
  longer: ({ removed, added }) => added.length > removed.length,
  "no-hashtags": ({ removed }) => removed.includes("#"),
  "add-hashtags": ({ added }) => added.includes("#"),
  "no-emoji": ({ removed }) => featuresOf(removed).emoji.length > 0,
  "add-emoji": ({ added }) => featuresOf(added).emoji.length > 0,
  "add-link": ({ added }) => featuresOf(added).links.length > 0,
  "no-link": ({ removed }) => featuresOf(removed).links.length > 0,
  "no-exclamation": ({ removed }) => removed.includes("!"),
  bullets: ({ added }) => /[-*•\d]/.test(added),
  "no-bullets": ({ removed }) => /[-*•\d]/.test(removed),
  "lead-with-number": ({ added, removed }) => /\d/.test(added) || removed !== "",
  "ends-with-question": ({ added }) => added.includes("?"),
  "no-question": ({ removed }) => removed.includes("?"),
};
const LONGEST_HUNK = 400;

function hunkFor(name: ChangeName, hunks: readonly Hunk[]): Hunk {
  const showing = hunks.filter(SHOWS[name]);
  const size = ({ removed, added }: Hunk): number => removed.length + added.length;
  const hunk = showing.reduce<Hunk | undefined>(
    (best, one) => (best && size(best) >= size(one) ? best : one),
    undefined,
  );
  return { removed: cut(hunk?.removed ?? ""), added: cut(hunk?.added ?? "") };
}

/** The beginning of a long hunk, never ending within a character. */
function cut(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= LONGEST_HUNK) return trimmed;
  return trimmed
    .slice(0, LONGEST_HUNK)
    .replace(/[\uD800-\uDBFF]$/u, "")
    .trim();
}
