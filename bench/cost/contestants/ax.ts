/**
 * Ax's playbook (ACE) with its default settings, learning online with `update`, as its documentation shows: two rounds
 * of its reflector and one call of its curator. The program itself is not run: its answer is given.
 */
import { ai, ax, type AxACEPlaybook, playbook } from "@ax-llm/ax";
import type { Section } from "../instructions.js";
import { textOf } from "../instructions.js";
import { rulesIn, type Trial } from "../trial.js";
import { type Contestant, MODEL } from "./contestant.js";

/** The instructions are Ax's playbook, each rule a bullet: what it learned so far. It reads and edits them. */
export const axPlaybook: Contestant = {
  name: "ax playbook",
  async learn(trial, address) {
    const { introduction, sections } = trial.instructions;
    return update(trial, address, introduction, playbookOf(sections));
  },
};

/** The instructions are the description of Ax's program, beside an empty playbook. It never reads or edits them. */
export const axBeside: Contestant = {
  name: "ax playbook, empty",
  async learn(trial, address) {
    const learned = await update(trial, address, textOf(trial.instructions), playbookOf([]));
    return [...rulesIn(trial.text), ...learned];
  },
};

async function update(
  { conversation, lesson }: Trial,
  address: string,
  description: string,
  initialPlaybook: AxACEPlaybook,
): Promise<string[]> {
  const studentAI = ai({ name: "openai", apiKey: "none", apiURL: address, config: { model: MODEL as never } });
  const program = ax("customerMessage:string -> agentAnswer:string");
  program.setDescription(description);
  const learner = playbook(program, { studentAI, initialPlaybook });
  await learner.update({
    example: { customerMessage: conversation.request },
    prediction: { agentAnswer: conversation.answer },
    feedback: lesson.comment,
  });
  return Object.values(learner.getState().playbook.sections).flatMap((bullets) =>
    bullets.map(({ content }) => content),
  );
}

/** A playbook in the form that Ax gives one it has learned. */
function playbookOf(sections: readonly Section[]): AxACEPlaybook {
  const at = "2026-01-01T00:00:00.000Z";
  const rules = sections.flatMap((section) => section.rules);
  return {
    version: 1,
    sections: Object.fromEntries(
      sections.map(({ heading, rules: own }, section) => [
        heading,
        own.map((content, index) => ({
          id: idOf(heading, section * 64 + index),
          section: heading,
          content,
          helpfulCount: 0,
          harmfulCount: 0,
          createdAt: at,
          updatedAt: at,
        })),
      ]),
    ),
    stats: {
      bulletCount: rules.length,
      helpfulCount: 0,
      harmfulCount: 0,
      tokenEstimate: rules.reduce((sum, rule) => sum + Math.ceil(rule.length / 4), 0),
    },
    updatedAt: at,
  };
}

/** Six letters of the section and eight hexadecimal digits, as Ax makes ids. */
function idOf(heading: string, number: number): string {
  const prefix = heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 6);
  const digits = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${prefix}-${digits.toString(16).padStart(8, "0")}`;
}
