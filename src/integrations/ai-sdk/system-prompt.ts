/** Putting the instructions before the caller's own system prompt. */
import type { Prompt } from "./options.js";

/**
 * The prompt with the text first. A system message that is there already gets it in front, since many models take no
 * second one, and keeps its options, such as a cache marker. A blank text adds nothing.
 */
export function withSystemPrompt(prompt: Prompt, text: string): Prompt {
  if (text.trim() === "") return prompt;
  const [first, ...rest] = prompt;
  if (first?.role !== "system") return [{ role: "system", content: text }, ...prompt];
  const content = first.content.trim() === "" ? text : `${text}\n\n${first.content}`;
  return [{ ...first, content }, ...rest];
}
