/** What became of each lesson: what the model said of it counts only as far as edits with evidence bear it out. */
import type { Edit, Support } from "../../core/edit.js";
import type { Evidence } from "../../core/evidence.js";
import type { LessonOutcome } from "../../core/ports/strategy.js";
import type { Material } from "./material.js";

/** What a model can say of a lesson. `locked`: it speaks against a block that only an operator may change. */
export const VERDICTS = ["edited", "supported", "no-change", "locked", "not-understood"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Said {
  readonly lesson: string;
  readonly outcome: Verdict;
  readonly reason: string;
}

export interface Settling {
  readonly materials: readonly Material[];
  readonly edits: readonly Edit[];
  readonly supports: readonly Support[];
  readonly said: readonly Said[];
  /** Why edits for a lesson were dropped, by its label. */
  readonly dropped: ReadonlyMap<string, string>;
}

/** One outcome for every lesson. */
export function settle({ materials, edits, supports, said, dropped }: Settling): LessonOutcome[] {
  const inEdits = lessonsIn(edits);
  const inSupports = lessonsIn(supports);
  return materials.map(({ label, context }) => {
    const lessonId = context.lesson.id;
    const verdict = said.find(({ lesson }) => lesson === label);
    const reason = verdict?.reason.trim() || "The model gave no reason.";
    const why = dropped.get(label);
    const inFull = why === undefined ? reason : `${reason} Left out: ${why}`;
    if (inEdits.has(lessonId)) return { lessonId, outcome: "edited", reason: inFull };
    if (inSupports.has(lessonId)) return { lessonId, outcome: "supported", reason: inFull };
    if (why !== undefined) return { lessonId, outcome: "not-understood", reason: why };
    if (verdict?.outcome === "no-change") return { lessonId, outcome: "no-change", reason };
    if (verdict?.outcome === "locked")
      return { lessonId, outcome: "not-understood", reason: `Only an operator can change this: ${reason}` };
    if (verdict?.outcome === "not-understood") return { lessonId, outcome: "not-understood", reason };
    const missing = verdict
      ? `The model said "${verdict.outcome}", but nothing it changed names this lesson.`
      : "The model said nothing of it.";
    return { lessonId, outcome: "not-understood", reason: missing };
  });
}

const lessonsIn = (items: readonly { readonly evidence: readonly Evidence[] }[]): Set<string | null> =>
  new Set(items.flatMap(({ evidence }) => evidence.map(({ lessonId }) => lessonId)));
