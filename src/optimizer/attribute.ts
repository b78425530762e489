/** Which of several prompts each lesson is for: one call. */
import { z } from "zod";
import type { Model } from "../core/ports/model.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { ask } from "../reflect/prompting/ask.js";
import { fenceFor } from "../reflect/prompting/fence.js";
import { WHAT_IS_MATERIAL } from "../reflect/prompting/lesson-rules.js";
import { materialOf } from "../reflect/prompting/material.js";
import { showLessons } from "../reflect/prompting/show.js";
import { guidanceOf, type NamedPrompt } from "./input.js";

const HEAD = `Several prompts steer the parts of an AI system. People have commented on what it did; each such comment is a lesson. Say for each lesson which prompts are to blame or would have to change for it. Obey the operator's directions on when and how a prompt is updated. A lesson that asks for no change, or that no prompt is to blame for, is for none.

${WHAT_IS_MATERIAL}

Answer with one JSON object and nothing else:
{"lessons": [{"lesson": "L1", "prompts": ["name"]}]}
"lessons" has every lesson once. "prompts" has the names of prompts; [] for none.`;

const form = z.object({ lessons: z.array(z.object({ lesson: z.string(), prompts: z.array(z.string()) })) });

/** For each lesson, the names of the prompts it is for. @throws `invalid_answer`, and what the model throws */
export async function attribute(
  model: Model,
  lessons: readonly LessonContext[],
  prompts: readonly NamedPrompt[],
): Promise<readonly (readonly string[])[]> {
  const materials = materialOf(lessons);
  const { enclose } = fenceFor(prompts.map(({ prompt }) => prompt));
  const shown = prompts.map((prompt) => {
    const guidance = guidanceOf(prompt);
    const directions = guidance === null ? [] : [`The operator's directions for it:\n${guidance}`];
    return [`Prompt ${JSON.stringify(prompt.name)}`, enclose("prompt", prompt.prompt), ...directions].join("\n");
  });
  const content = [...shown, `The lessons (${materials.length}):`, showLessons(materials)].join("\n\n");
  const { value } = await ask(model, {
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
        prompts.map(({ name }) => name),
      ),
    ],
    signal: new AbortController().signal,
  });
  return materials.map(({ label }) =>
    value.lessons.filter(({ lesson }) => lesson === label).flatMap((one) => one.prompts),
  );
}

const strangers = (what: string, named: readonly string[], known: readonly string[]): string[] =>
  [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => `There is no ${what} ${JSON.stringify(name)}.`);
