/**
 * The strategy without a language model: reads lasting directives out of ordinary English feedback with grammar and
 * word lists, compares them with the rules that are there, and makes one edit for each. What it does not understand
 * stays pending. It follows no paper; its deviations from what a model would do are all on the careful side: when
 * unsure it learns nothing.
 */
import { checkKnown } from "../../core/known-options.js";
import type { CompactionInput, CompactionOutput } from "../../core/ports/compaction.js";
import type {
  LessonContext,
  LessonOutcome,
  ReflectionInput,
  ReflectionOutput,
  Strategy,
} from "../../core/ports/strategy.js";
import { NO_USAGE } from "../../core/proposal.js";

/**
 * The embedded default: no language model, no network, some milliseconds a lesson. It reads English, and only what
 * people say in so many words: comments ("No hashtags.", "I'd rather you led with the number") and plain differences
 * between an output and its revision. Rules are added as items under "Learned rules"; a newer rule takes the place of
 * one on the same subject, and one that is said again adds evidence. Locked blocks are never touched. Nothing throws;
 * word lists load at the first reflection.
 * @throws `invalid_policy` for any option: it takes none
 */
export function literal(options?: Readonly<Record<string, never>>): Strategy {
  checkKnown("literal", options, {});
  return { name: "literal", model: null, reflect, compact };
}

async function compact({ rules }: CompactionInput): Promise<CompactionOutput> {
  const { mergesByRelation } = await import("../compact/by-relation.js");
  return { merges: mergesByRelation(rules), usage: NO_USAGE };
}

async function reflect(input: ReflectionInput): Promise<ReflectionOutput> {
  const [{ planFor }, { readLesson }, { reasonOf }] = await Promise.all([
    import("./plan.js"),
    import("./lesson.js"),
    import("./reasons.js"),
  ]);
  const plan = planFor(input.blocks, input.templateFormat);
  const read = input.lessons.map((context) => {
    input.signal.throwIfAborted();
    const lesson = readLesson(context);
    return { context, lesson, placed: lesson.taught.map((taught) => ({ taught, placement: plan.teach(taught) })) };
  });
  const overruled = plan.overruled();
  const outcomes = read.map(({ context, lesson, placed }): LessonOutcome => {
    return { lessonId: context.lesson.id, ...reasonOf(lesson, placed, overruled) };
  });
  const [edits, supports] = [plan.edits(), plan.supports()];
  return {
    edits,
    supports,
    outcomes,
    rationale: rationaleOf(input.lessons, edits.length, supports.length),
    usage: NO_USAGE,
  };
}

function rationaleOf(lessons: readonly LessonContext[], edits: number, supports: number): string {
  const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  if (edits + supports === 0)
    return `Read ${count(lessons.length, "lesson")} without a language model; none asked for a lasting change that was understood.`;
  const more = supports > 0 ? `, ${count(supports, "rule")} confirmed` : "";
  return `Read ${count(lessons.length, "lesson")} without a language model: ${count(edits, "rule")} learned or changed${more}.`;
}
