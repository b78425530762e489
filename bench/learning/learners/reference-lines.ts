// Lines to compare with, which keep nothing of what makes learning safe: no rules read, no evidence, no screens.
import type { Model, Usage } from "knowhow";
import type { Fate, Learner, Turn } from "./learner.js";

const NO_USAGE: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
const inOneLine = (comment: string): string => comment.replace(/\s*\n\s*/g, " ");

interface Line {
  readonly name: string;
  readonly seed: string;
  /** The text from all that was ever told, oldest first. */
  readonly textOf: (told: readonly Turn[], seed: string) => string;
  readonly fate: Fate;
}

function line({ name, seed, textOf, fate }: Line): Learner {
  const told: Turn[] = [];
  let reflected: readonly Turn[] = [];
  return {
    name,
    text: async () => textOf(reflected, seed),
    async tell(turn) {
      told.push(turn);
    },
    async reflect() {
      reflected = [...told];
      return new Map(reflected.map(({ key }) => [key, fate]));
    },
    usage: () => NO_USAGE,
  };
}

/** Learns nothing: what is satisfied by chance and habit. */
export function nothing(seed: string): Learner {
  return line({ name: "nothing", seed, textOf: () => seed, fate: "unread" });
}

/** Appends every comment word for word, whoever said it. */
export function verbatim(seed: string): Learner {
  const textOf = (told: readonly Turn[]): string =>
    `${seed}\n${told.map(({ comment }) => `- ${inOneLine(comment)}\n`).join("")}`;
  return line({ name: "verbatim", seed, textOf, fate: "taken" });
}

/** The last comment wins over everything that was said before. */
export function lastWins(seed: string): Learner {
  const textOf = (told: readonly Turn[]): string => {
    const last = told.at(-1);
    return last ? `${seed}\n- ${inOneLine(last.comment)}\n` : seed;
  };
  return line({ name: "last-wins", seed, textOf, fate: "taken" });
}

/** A model rewrites the whole text, and what it writes is taken as it stands: no edits, no evidence, no screens. */
export function rewrite(seed: string, model: Model): Learner {
  let [text, calls, inputTokens, outputTokens] = [seed, 0, 0, 0];
  let pending: Turn[] = [];
  const fates = new Map<string, Fate>();
  return {
    name: "rewrite",
    text: async () => text,
    async tell(turn) {
      pending.push(turn);
    },
    async reflect() {
      if (pending.length === 0) return fates;
      const answer = await model.generate({ messages: [{ role: "user", content: rewritePrompt(text, pending) }] });
      const before = text;
      text = `${answer.text.trim()}\n`;
      calls += 1;
      inputTokens += answer.usage?.inputTokens ?? 0;
      outputTokens += answer.usage?.outputTokens ?? 0;
      for (const { key } of pending) fates.set(key, text === before ? "dismissed" : "taken");
      pending = [];
      return fates;
    },
    usage: () => ({ calls, inputTokens, outputTokens }),
  };
}

function rewritePrompt(text: string, turns: readonly Turn[]): string {
  const told = turns.map(({ page, output, by, comment }) =>
    [
      ...(page === null ? [] : [`The agent read: ${page}`]),
      `The agent wrote: ${output}`,
      `${by.id} said: ${comment}`,
    ].join("\n"),
  );
  return [
    "These are the instructions of an agent, and what happened since. Improve the instructions so that the agent does",
    "better in future. Answer with the whole new instructions alone.",
    `<instructions>\n${text.trimEnd()}\n</instructions>`,
    ...told.map((one) => `<turn>\n${one}\n</turn>`),
  ].join("\n\n");
}
