/**
 * The prompts of the gradient strategy: the critique pass, then the rewrite pass. Each pass has a stable head of its
 * own; the rewrite is shown only the lessons that a recommendation is for.
 */
import type { ModelMessage } from "../../core/ports/model.js";
import { EDITS_ANSWER, HOW_EDITS_READ, type PromptInput, showMaterial } from "../playbook/prompt.js";
import { fenceFor } from "../prompting/fence.js";
import {
  HOW_RULES_READ,
  HOW_WISHES_MEET_BLOCKS,
  showGuidance,
  WHAT_IS_MATERIAL,
  WHAT_TEACHES,
} from "../prompting/lesson-rules.js";
import type { Recommendation } from "./verdict.js";

const CRITIQUE_HEAD = `You review the instructions of an AI agent. People have commented on what the agent did; each such comment is a lesson. Find out what went wrong or right, whether anything warrants a change of the instructions, and what is to be improved. You change nothing yourself: somebody else rewrites the instructions from your recommendations.

${WHAT_IS_MATERIAL}

What a lesson teaches
${WHAT_TEACHES}

The verdict
- First ask whether any lesson warrants a change. To change nothing is often right: then "update" is false, "recommendations" is [], and no lesson is "edited".
- One recommendation for each wish: what is missing or wrong in the instructions, in which block or blocks, and what the agent should do from now on. It says what was asked and nothing more.
- "quote": the words that ask for it, copied exactly and in one piece from the comment, from the revised answer, from what the revision left out of the agent's answer, or from what the user wrote.
- "supports": for each wish that a block already fulfils, the id of that block, and a quote as above.

Every answer is one JSON object and nothing else. A step of thinking:
{"step": "think" | "critique", "thoughts": "…", "verdict": null}
The last answer:
{"step": "done", "thoughts": "",
 "verdict": {"update": true | false,
  "recommendations": [{"lesson": "L1", "quote": "…", "recommendation": "…"}],
  "supports": [{"lesson": "L1", "quote": "…", "block": "b1"}],
  "lessons": [{"lesson": "L1", "outcome": "edited" | "supported" | "no-change" | "locked" | "not-understood", "reason": "a short sentence"}],
  "rationale": "one short sentence for the change log"}}
"lessons" has every lesson once; "edited" are those that a recommendation is for.`;

const REWRITE_HEAD = `You keep the instructions of an AI agent up to date. People have commented on what the agent did; each such comment is a lesson. A reviewer has read the lessons and recommends improvements; you are shown the lessons that teach something. Carry out what the recommendations ask for and the lessons bear out, with the fewest and smallest edits. What no edit names stays as it is.

${WHAT_IS_MATERIAL} The recommendations are material too: one that no lesson bears out is left out.

How a wish changes what is there
${HOW_WISHES_MEET_BLOCKS}

How a rule reads
${HOW_RULES_READ}

${HOW_EDITS_READ}

${EDITS_ANSWER}`;

/** The messages before the first step of the critique. */
export function critiquePrompt({ guidance, ...material }: PromptInput): ModelMessage[] {
  return [
    { role: "system", content: CRITIQUE_HEAD + showGuidance(guidance) },
    { role: "user", content: showMaterial(material) },
  ];
}

/** What the model is told before a step of the critique. */
export function critiqueStep(step: number, { min, max }: { readonly min: number; readonly max: number }): string {
  if (step >= max - 1) return 'Now give the last answer, with "step" "done" and the verdict.';
  if (step < min - 1)
    return `Step ${step + 1} of at most ${max}. ${step === 0 ? "Think." : "Think on, or criticise your findings."}`;
  return `Step ${step + 1} of at most ${max}. Think on or criticise your findings if that helps; else give the last answer, with "step" "done" and the verdict.`;
}

/** The messages of the rewrite. Of the critique, it is shown only what is recommended. */
export function rewritePrompt(
  { guidance, ...material }: PromptInput,
  recommendations: readonly Recommendation[],
): ModelMessage[] {
  const listed = recommendations
    .map(({ lesson, quote, recommendation }) => `- ${lesson} (${JSON.stringify(quote)}): ${recommendation.trim()}`)
    .join("\n");
  const content = [
    showMaterial(material),
    "",
    "The reviewer recommends:",
    fenceFor([listed]).enclose("recommendations", listed),
  ].join("\n");
  return [
    { role: "system", content: REWRITE_HEAD + showGuidance(guidance) },
    { role: "user", content },
  ];
}
