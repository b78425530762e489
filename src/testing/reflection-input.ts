/** Builds what a strategy is given, from instructions and what people said. */
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { Message } from "../core/message.js";
import type { LessonContext, ReflectionInput } from "../core/ports/strategy.js";
import type { Role } from "../core/principal.js";
import type { TemplateFormat } from "../core/template.js";
import { makeFeedback, makeLesson, makeRun } from "./builders.js";

/** One lesson: a comment alone, or more of it. */
export interface LessonLike {
  readonly comment?: string | null;
  readonly score?: number;
  readonly revised?: string;
  readonly original?: string;
  /** Who says it. Default: a reviewer. */
  readonly role?: Role;
  /** The run it speaks of; without one, it speaks of the agent. */
  readonly messages?: readonly Message[];
}

/**
 * A strategy's input, with the lessons in their order. Two lessons with the same array of messages speak of the same
 * run.
 */
export function makeReflectionInput(
  text: string,
  lessons: readonly (string | LessonLike)[],
  more: {
    readonly guidance?: string;
    readonly templateFormat?: TemplateFormat;
    readonly lockedHeadings?: readonly string[];
    readonly signal?: AbortSignal;
  } = {},
): ReflectionInput {
  const { blocks } = identifyNew(text, "seed", 1);
  const runs = new Map<readonly Message[], ReturnType<typeof makeRun>>();
  return {
    address: { namespace: ["test"], name: "agent" },
    text,
    blocks: viewBlocks(text, blocks, more.lockedHeadings ?? []),
    lessons: lessons.map((lesson) => contextOf(typeof lesson === "string" ? { comment: lesson } : lesson, runs)),
    guidance: more.guidance ?? null,
    templateFormat: more.templateFormat ?? "none",
    signal: more.signal ?? new AbortController().signal,
  };
}

function contextOf(like: LessonLike, runs: Map<readonly Message[], ReturnType<typeof makeRun>>): LessonContext {
  const { comment = null, score = null, revised = null, original = null, role = "reviewer", messages } = like;
  const run = messages ? (runs.get(messages) ?? makeRun({ messages })) : null;
  if (messages && run) runs.set(messages, run);
  const feedback = makeFeedback({
    comment,
    score,
    revised,
    original,
    by: { id: `a-${role}`, role },
    run: run ? { address: run.address, id: run.id } : null,
  });
  return { lesson: makeLesson(feedback), feedback, run };
}
