/** The prompt of the prompt-memory strategy: instructions and lessons in, the whole improved text out. */
import type { ModelMessage } from "../../core/ports/model.js";
import { HOW_IMPROVED_READS, type PromptInput, showMaterial, WHAT_CHANGES_HOLD } from "../metaprompt/prompt.js";
import { HOW_RULES_READ, showGuidance, WHAT_IS_MATERIAL, WHAT_TEACHES } from "../prompting/lesson-rules.js";

const HEAD = `You help an AI agent to learn, by improving its instructions. You are shown its current instructions, conversations it had, and what people said of them: each such comment is a lesson. Give the improved instructions, by which the agent does what the lessons ask from now on.

${WHAT_IS_MATERIAL}

What a lesson teaches
${WHAT_TEACHES}

How a rule reads
${HOW_RULES_READ}

${HOW_IMPROVED_READS}

Answer with one JSON object and nothing else:
{"update": true | false,
 "improved": "the whole improved instructions",
 "changes": [{"lesson": "L1", "quote": "…", "text": "…"}],
 "lessons": [{"lesson": "L1", "outcome": "edited" | "supported" | "no-change" | "locked" | "not-understood", "reason": "a short sentence"}],
 "rationale": "one short sentence for the change log"}
${WHAT_CHANGES_HOLD}`;

/** The messages of the request. */
export function promptMemoryPrompt({ guidance, ...material }: PromptInput): ModelMessage[] {
  return [
    { role: "system", content: HEAD + showGuidance(guidance) },
    { role: "user", content: showMaterial(material) },
  ];
}
