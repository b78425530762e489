/** Which of several instructions each lesson is for, by a model: one call that shows it all of them. */
import { z } from "zod";
import type { Attributed, AttributionInput, AttributionOutput, Member } from "../../core/ports/attribution.js";
import type { Model } from "../../core/ports/model.js";
import { ask } from "../prompting/ask.js";
import type { Budget } from "../prompting/budget.js";
import { fenceFor } from "../prompting/fence.js";
import { WHAT_IS_MATERIAL } from "../prompting/lesson-rules.js";
import { materialOf } from "../prompting/material.js";
import { metered } from "../prompting/metered.js";
import { showLessons } from "../prompting/show.js";

const HEAD = `Several prompts steer the parts of an AI system. People have commented on what it did; each such comment is a lesson. Say for each lesson which prompts are to blame or would have to change for it. Obey the operator's directions on when and how a prompt is updated. A lesson that asks for no change, or that no prompt is to blame for, is for none. Where it cannot be told which prompt is to blame, say so with "unsure": true instead of a guess; a person will look.

${WHAT_IS_MATERIAL}

Answer with one JSON object and nothing else:
{"lessons": [{"lesson": "L1", "prompts": ["name"], "unsure": false, "reason": "a short sentence"}]}
"lessons" has every lesson once. "prompts" has the names of prompts; [] for none.`;

const form = z.object({
  lessons: z.array(
    z.object({
      lesson: z.string(),
      prompts: z.array(z.string()),
      unsure: z.boolean().default(false),
      reason: z.string().default(""),
    }),
  ),
});

/** Two calls, the second only after an answer that cannot be used. */
const BUDGET: Budget = { maxCalls: 2 };

/**
 * For each lesson, whom it is for. The request has the text and the directions of every member, and of every lesson
 * the feedback and the part of the run that it speaks of.
 * @throws `invalid_answer`, `budget_exceeded`, and what the model throws
 */
export async function attributeBy(model: Model, input: AttributionInput): Promise<AttributionOutput> {
  const { members, lessons, inForce, signal } = input;
  const materials = materialOf(lessons);
  const limits = materials.flatMap(({ label, context }) => {
    const names = inForce.get(context.lesson.id);
    return names ? [`Lesson ${label} speaks of a run on ${names.map((name) => JSON.stringify(name)).join(", ")}.`] : [];
  });
  const content = [
    ...showMembers(members),
    `The lessons (${materials.length}):`,
    showLessons(materials),
    ...(limits.length === 0 ? [] : [limits.join("\n")]),
  ].join("\n\n");
  const asked = metered(model, input, BUDGET);
  const { value } = await ask(asked, {
    name: "attribution",
    form,
    messages: [
      { role: "system", content: HEAD },
      { role: "user", content },
    ],
    faults: (answer) => [
      ...strangers(
        "lesson",
        answer.lessons.map(({ lesson }) => lesson),
        materials.map(({ label }) => label),
      ),
      ...strangers(
        "prompt",
        answer.lessons.flatMap((one) => one.prompts),
        members.map(({ name }) => name),
      ),
    ],
    signal,
  });
  const decisions = materials.map(({ label, context }): Attributed => {
    const said = value.lessons.filter(({ lesson }) => lesson === label);
    const reason = said.map((one) => one.reason.trim()).filter((words) => words !== "");
    return {
      lessonId: context.lesson.id,
      to: [...new Set(said.flatMap((one) => one.prompts))],
      unsure: said.length === 0 || said.some(({ unsure }) => unsure),
      reason: reason.join(" ") || (said.length === 0 ? "The model said nothing of it." : "The model gave no reason."),
    };
  });
  return { decisions, usage: asked.usage() };
}

function showMembers(members: readonly Member[]): string[] {
  const { enclose } = fenceFor(members.map(({ text }) => text));
  return members.map(({ name, text, whenToUpdate, guidance }) =>
    [
      `Prompt ${JSON.stringify(name)}`,
      enclose("prompt", text),
      ...(whenToUpdate === null ? [] : [`When to update it, by the operator:\n${whenToUpdate.trim()}`]),
      ...(guidance === null ? [] : [`The operator's directions for it:\n${guidance.trim()}`]),
    ].join("\n"),
  );
}

const strangers = (what: string, named: readonly string[], known: readonly string[]): string[] =>
  [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => `There is no ${what} ${JSON.stringify(name)}.`);
