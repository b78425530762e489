/** One trial: instructions of a size, one comment on one answer, and the instructions as they should be afterwards. */
import { instructionsOf, type Instructions, textOf } from "./instructions.js";
import { type Conversation, CONVERSATIONS, LESSONS, type Lesson, SECTION } from "./lessons.js";

export interface Trial {
  /** Names it in the server's paths. */
  readonly id: string;
  /** The asked size of the instructions, in tokens. */
  readonly size: number;
  readonly lesson: Lesson;
  readonly conversation: Conversation;
  readonly instructions: Instructions;
  readonly text: string;
  /** The whole text with the change, and nothing else changed. */
  readonly improved: string;
}

/** The first `lessons` lessons on instructions of one size. Lessons are the same for every size. */
export function trialsOf(size: number, lessons: number, seed: number): Trial[] {
  return spread(LESSONS, lessons).map((lesson, index): Trial => {
    const instructions = instructionsOf(size, seed + index);
    const conversation = CONVERSATIONS[index % CONVERSATIONS.length] ?? { request: "", answer: "" };
    const text = textOf(instructions);
    const improved = textOf(changed(instructions, lesson));
    return { id: `${size}-${index}`, size, lesson, conversation, instructions, text, improved };
  });
}

/** Some of the items, from all parts of the list. */
function spread<T>(items: readonly T[], count: number): T[] {
  const taken = Math.min(count, items.length);
  return items.filter(
    (_, index) => Math.floor((index * taken) / items.length) < Math.floor(((index + 1) * taken) / items.length),
  );
}

function changed({ introduction, sections }: Instructions, { change }: Lesson): Instructions {
  const apply = (rules: readonly string[]): string[] => {
    if (change.kind === "add") return [...rules, change.rule];
    return rules.flatMap((rule) => (rule !== change.old ? [rule] : change.kind === "replace" ? [change.rule] : []));
  };
  return {
    introduction,
    sections: sections.map(({ heading, rules }) => ({ heading, rules: heading === SECTION ? apply(rules) : rules })),
  };
}

/** Whether rules of a contestant are as the lesson wants them: the new one there, the old one gone. */
export function hasLearned(rules: readonly string[], { change }: Lesson): boolean {
  const has = (rule: string): boolean => rules.includes(rule);
  return (change.kind === "remove" || has(change.rule)) && (change.kind === "add" || !has(change.old));
}

/** The list items of a Markdown text, without their markers. */
export const rulesIn = (text: string): string[] =>
  text.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));
