/** Evidence and feedback in a person's words: who said what. */
import type { Address } from "../../core/address.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { Store } from "../../core/ports/store.js";
import type { Principal, Role } from "../../core/principal.js";
import { excerpt } from "./printable.js";
import { quoted } from "./words.js";

/** A quotation longer than this is cut. */
const LONGEST = 160;

/** What a narrator needs to be told when it cannot look it up. */
export interface Known {
  /** Who gave the feedback that the evidence came with. */
  readonly by?: Principal | null;
}

/** Tells a piece of evidence: why a line is as it is. */
export type Narrator = (evidence: EvidenceRecord["evidence"], known?: Known) => Promise<string>;

/** A narrator for one instructions; it reads each feedback once. */
export function narratorFor(store: Store, address: Address): Narrator {
  const feedbackOf = remember((id) => store.feedback(address, id));
  return async (evidence, known = {}) => {
    const who = async (feedbackId: string): Promise<string> => {
      const by = known.by ?? (await feedbackOf(feedbackId))?.by;
      return by ? excerpt(by.id, 40) : "somebody";
    };
    switch (evidence.kind) {
      case "quote": {
        const said = cite(evidence.snippet);
        if (evidence.place.in === "run")
          return `because ${SPEAKER[evidence.source]} in run ${evidence.place.runId}: ${said}`;
        const verb = evidence.place.field === "comment" ? "said" : "wrote in the revised text";
        return `because ${await who(evidence.place.feedbackId)} ${verb}: ${said}`;
      }
      case "revision":
        return `because ${await who(evidence.feedbackId)} ${revision(evidence.removed, evidence.added)}`;
      case "score":
        return `because ${await who(evidence.feedbackId)} gave a score of ${evidence.score}`;
      case "authorship":
        return `written by ${excerpt(evidence.by.id, 40)}`;
      case "approval":
        return `accepted by ${excerpt(evidence.by.id, 40)}`;
      case "withdrawal":
        return `taken back by ${excerpt(evidence.by.id, 40)}: ${excerpt(evidence.reason, LONGEST)}`;
    }
  };
}

const SPEAKER: Readonly<Record<Role, string>> = {
  operator: "the operator said",
  reviewer: "a reviewer said",
  user: "the user said",
  model: "the agent answered",
  tool: "a tool returned",
  external: "a quoted text said",
};

function revision(removed: string, added: string): string {
  if (removed.trim() === "") return `put in ${cite(added)}`;
  if (added.trim() === "") return `took out ${cite(removed)}`;
  return `changed ${cite(removed)} to ${cite(added)}`;
}

const cite = (text: string): string => quoted(excerpt(text, LONGEST));

/** What a feedback says, in one line. */
export function sayFeedback(feedback: Feedback | null, columns = 100): string {
  if (!feedback) return "(the feedback was deleted)";
  if (feedback.comment !== null) return quoted(excerpt(feedback.comment, columns));
  if (feedback.revised !== null) return `revised to ${quoted(excerpt(feedback.revised, columns))}`;
  return `a score of ${feedback.score}`;
}

/** What a lesson says, and who said it. */
export async function sayLesson(store: Store, lesson: Pick<Lesson, "address" | "feedbackId"> | null): Promise<string> {
  const feedback = lesson && (await store.feedback(lesson.address, lesson.feedbackId));
  return `${sayFeedback(feedback)}${feedback ? ` (${excerpt(feedback.by.id, 40)})` : ""}`;
}

function remember<T>(read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (id) => {
    const known = kept.get(id) ?? read(id);
    kept.set(id, known);
    return known;
  };
}
