/**
 * The prompts of the metaprompt strategy: the material once, then rounds of thinking and critique, then the improved
 * text.
 */
import type { BlockView } from "../../core/block.js";
import type { ModelMessage } from "../../core/ports/model.js";
import { HOW_RULES_READ, showGuidance, WHAT_IS_MATERIAL, WHAT_TEACHES } from "../prompting/lesson-rules.js";
import type { Material } from "../prompting/material.js";
import { showLessons, showText } from "../prompting/show.js";
import type { TemplateText } from "../prompting/template-text.js";

/** How a whole improved text is written. */
export const HOW_IMPROVED_READS = `The improved instructions
- Change the fewest words. Copy all else exactly, in its order, with headings, list markers, line breaks and variables such as {name}. Improve nothing that no lesson asks for.
- Every change must be named in "changes" with the lesson that asks for it. A change that is not named, or whose quote is not in its lesson, is thrown away.
- A new rule goes where it belongs: as an item of a fitting list or under a fitting heading; where none fits, as an item ("- …") under the heading "## Learned rules" at the end.
- To change nothing is often right. Then "update" is false, "improved" is "", and "changes" has entries only for lessons that are supported.`;

/** What the lists beside the improved text hold. */
export const WHAT_CHANGES_HOLD = `"changes" has one entry for each changed place and each lesson that asks for it. "quote": the words that ask for it, copied exactly and in one piece from the comment, from the revised answer, from what the revision left out of the agent's answer, or from what the user wrote; "" for a lesson that is only a score. "text": the new sentence or item as it stands in "improved", without list marker; for something taken away, the sentence or item as it stood; for a lesson that is "supported", the sentence or item that already says it. "lessons" has every lesson once.`;

const HEAD = `You help an AI agent to learn, by improving its instructions. You are shown its current instructions, conversations it had, and what people said of them: each such comment is a lesson. First you think, step by step, about what went wrong or right and what the instructions would have to say for the agent to do it from now on; you may criticise your own plan. Then you give the improved instructions.

${WHAT_IS_MATERIAL}

What a lesson teaches
${WHAT_TEACHES}

How a rule reads
${HOW_RULES_READ}

${HOW_IMPROVED_READS}

Every answer is one JSON object and nothing else. A step of thinking:
{"step": "think" | "critique", "thoughts": "…", "result": null}
The last answer:
{"step": "done", "thoughts": "",
 "result": {"update": true | false,
  "improved": "the whole improved instructions",
  "changes": [{"lesson": "L1", "quote": "…", "text": "…"}],
  "lessons": [{"lesson": "L1", "outcome": "edited" | "supported" | "no-change" | "locked" | "not-understood", "reason": "a short sentence"}],
  "rationale": "one short sentence for the change log"}}
${WHAT_CHANGES_HOLD}`;

export interface PromptInput {
  readonly text: string;
  readonly blocks: readonly BlockView[];
  readonly materials: readonly Material[];
  readonly guidance: string | null;
  readonly template: TemplateText;
}

/** The messages before the first step. */
export function metapromptPrompt({ guidance, ...material }: PromptInput): ModelMessage[] {
  return [
    { role: "system", content: HEAD + showGuidance(guidance) },
    { role: "user", content: showMaterial(material) },
  ];
}

/** The whole text, what of it is locked, and the lessons. */
export function showMaterial({ text, blocks, materials, template }: Omit<PromptInput, "guidance">): string {
  const locked = blocks
    .filter((block) => block.locked && block.kind === "heading")
    .map(({ content }) => JSON.stringify(content));
  return [
    "The agent's current instructions:",
    text.trim() === "" ? "(none yet)" : showText(text, template),
    ...(template.note === "" ? [] : [template.note]),
    ...(locked.length === 0 ? [] : [`Locked, with all that stands under them: the headings ${locked.join(", ")}.`]),
    "",
    `The lessons, oldest first (${materials.length}):`,
    "",
    showLessons(materials),
  ].join("\n");
}

/** What the model is told before a step. */
export function stepWords(step: number, { min, max }: { readonly min: number; readonly max: number }): string {
  if (step >= max) return 'Now give the last answer, with "step" "done" and the result.';
  if (step < min)
    return `Step ${step + 1} of at most ${max + 1}. ${step === 0 ? "Think." : "Think on, or criticise your plan."}`;
  return `Step ${step + 1} of at most ${max + 1}. Think on or criticise your plan if that helps; else give the last answer, with "step" "done" and the result.`;
}
