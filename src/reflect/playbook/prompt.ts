/** The prompt of the playbook strategy. What seldom changes comes first, so that providers can cache it. */
import type { BlockView } from "../../core/block.js";
import type { ModelMessage } from "../../core/ports/model.js";
import { HOW_RULES_READ, showGuidance, WHAT_IS_MATERIAL, WHAT_TEACHES } from "../prompting/lesson-rules.js";
import type { Material } from "../prompting/material.js";
import { showBlocks, showLessons } from "../prompting/show.js";
import type { TemplateText } from "../prompting/template-text.js";

/** How edits of blocks are written. */
export const HOW_EDITS_READ = `Edits
- As few edits as the wishes need, one for each block that a wish concerns. No block is edited twice.
- "add": "target" is the words of the heading that the rule belongs under; "" if none fits. "text" is the rule.
- "replace": "target" is the id of the block. "text" is all of its new words: keep what the lesson does not speak against, and variables such as {name}.
- "remove": "target" is the id of the block; "text" is "".
- "support": "target" is the id of the block that already says it; "text" is "".
- "text" has no list marker, hashes or id in front.
- "evidence": for every lesson that asks for the edit, its label and a short quote of the words that ask for it, copied exactly and in one piece from the comment, from the revised answer, from what the revision left out of the agent's answer, or from what the user wrote. For a lesson that is only a score, "".`;

/** The form of the answer. */
export const EDITS_ANSWER = `Answer with one JSON object and nothing else:
{"lessons": [{"lesson": "L1", "outcome": "edited" | "supported" | "no-change" | "locked" | "not-understood", "reason": "a short sentence"}],
 "edits": [{"edit": "add" | "replace" | "remove" | "support", "target": "…", "text": "…", "evidence": [{"lesson": "L1", "quote": "…"}]}],
 "rationale": "one short sentence for the change log"}
"lessons" has every lesson once. Without edits, "edits" is [].`;

const HEAD = `You keep the instructions of an AI agent up to date. People have commented on what the agent did; each such comment is a lesson. Decide what each lesson means for the instructions, and answer with the fewest and smallest edits that make the agent do it from now on. What no edit names stays as it is.

${WHAT_IS_MATERIAL}

What a lesson teaches
${WHAT_TEACHES}

How a rule reads
${HOW_RULES_READ}

${HOW_EDITS_READ}

${EDITS_ANSWER}`;

export interface PromptInput {
  readonly blocks: readonly BlockView[];
  readonly materials: readonly Material[];
  readonly guidance: string | null;
  readonly template: TemplateText;
}

/** The messages of the request. */
export function playbookPrompt({ blocks, materials, guidance, template }: PromptInput): ModelMessage[] {
  return [
    { role: "system", content: HEAD + showGuidance(guidance) },
    { role: "user", content: showMaterial({ blocks, materials, template }) },
  ];
}

/** The instructions, block by block, and the lessons. */
export function showMaterial({ blocks, materials, template }: Omit<PromptInput, "guidance">): string {
  return [
    "The agent's instructions, block by block, each with its id in front:",
    showBlocks(blocks, template),
    ...(template.note === "" ? [] : [template.note]),
    "",
    `The lessons, oldest first (${materials.length}):`,
    "",
    showLessons(materials),
  ].join("\n");
}
