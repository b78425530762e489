/** A piece of evidence as a sentence, and where it can be looked up. */
import type { Address, EvidenceRecord, Feedback, Principal } from "knowhow";
import { pathTo } from "./place.js";

export interface Told {
  /** Who or what it comes from. */
  readonly who: string;
  /** `said`, `changed the answer`, … */
  readonly did: string;
  /** The very words; null where there are none. */
  readonly quote: string | null;
  /** For a revised output: what was taken out and what was put there. */
  readonly revision: { readonly removed: string; readonly added: string } | null;
  /** The message it speaks of, in this studio; null when it is about no run. */
  readonly href: string | null;
}

interface Known {
  readonly address: Address;
  /** The feedback it came with, if that is still there. */
  readonly feedback: Feedback | null;
  readonly by: Principal | null;
}

const SPEAKER = {
  operator: "The operator",
  reviewer: "A reviewer",
  user: "The user",
  model: "The agent",
  tool: "A tool",
  external: "An outside text",
};

/** Tells one piece of evidence. */
export function tell(evidence: EvidenceRecord["evidence"], { address, feedback, by }: Known): Told {
  const who = feedback?.by.id ?? by?.id ?? SPEAKER[evidence.source];
  const none = { quote: null, revision: null };
  const about = feedback && hrefOfFeedback(feedback);
  switch (evidence.kind) {
    case "quote": {
      const { place, snippet } = evidence;
      if (place.in === "run") {
        const href = pathTo("runs", address, { run: place.runId, message: place.messageId });
        return { ...none, who: SPEAKER[evidence.source], did: "said in the conversation", quote: snippet, href };
      }
      const did = place.field === "comment" ? "said" : "wrote in the revised answer";
      return { ...none, who, did, quote: snippet, href: about };
    }
    case "revision": {
      const { removed, added } = evidence;
      return { ...none, who, did: "changed the answer", revision: { removed, added }, href: about };
    }
    case "score":
      return { ...none, who, did: `gave ${scoreWords(evidence.score)}`, href: about };
    case "authorship":
      return { ...none, who: evidence.by.id, did: "wrote this by hand", href: null };
    case "approval":
      return { ...none, who: evidence.by.id, did: "accepted it", href: null };
    case "withdrawal":
      return { ...none, who: evidence.by.id, did: "took a piece of evidence back", quote: evidence.reason, href: null };
  }
}

/** Where a feedback can be read beside what it is about. */
function hrefOfFeedback({ id, run, message }: Feedback): string | null {
  if (run === null) return null;
  const more = { run: run.id, message: message ?? undefined, feedback: id };
  return pathTo("runs", run.address, more);
}

/** A score from 0 to 1, in words. */
export function scoreWords(score: number): string {
  if (score === 1) return "a thumbs-up";
  if (score === 0) return "a thumbs-down";
  return `a score of ${Math.round(score * 100)} %`;
}
