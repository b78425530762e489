/** What a careful model answers to LangMem's optimisers: a call of one of the tools they offer, or their one form. */
import type { ChatRequest } from "../server/protocol.js";
import type { Trial } from "../trial.js";
import { FINDING, THOUGHTS } from "./words.js";

interface Call {
  readonly name: string;
  readonly arguments: object;
}

/**
 * The tool that ends soonest. The whole text is only given when it is the one tool allowed: LangMem's metaprompt throws
 * away a text that comes earlier and asks again, so giving it then would make it dearer without use.
 */
export function callForLangmem({ tools = [] }: ChatRequest, { improved }: Trial): Call {
  const offered = tools.map(({ function: { name } }) => name);
  if (offered.includes("recommend")) {
    const found = { warrants_adjustment: true, hypotheses: FINDING, full_recommendations: FINDING };
    return { name: "recommend", arguments: found };
  }
  if (offered.includes("think")) return { name: "think", arguments: { thought: THOUGHTS } };
  if (offered.includes("OptimizedPromptOutput"))
    return { name: "OptimizedPromptOutput", arguments: { analysis: THOUGHTS, improved_prompt: improved } };
  throw new Error(`The script knows none of the tools ${offered.join(", ")}.`);
}

/** The form of `prompt_memory`. */
export const answerForPromptMemory = ({ improved }: Trial): object => ({
  logic: THOUGHTS,
  update_prompt: true,
  new_prompt: improved,
});
