/** The node that answers: instructions in force, then the conversation, then the model. */
import type { BaseMessage } from "@langchain/core/messages";
import { messagesIn } from "./conversation.js";
import { markAnswer } from "./mark.js";
import type { GraphRuntime, ProceduralMemoryOptions } from "./options.js";
import type { Resolve } from "./resolve.js";
import { withInstructions } from "./system-message.js";

export async function callModel<State extends object, Key extends string>(
  options: ProceduralMemoryOptions<State, Key>,
  resolve: Resolve<State, GraphRuntime>,
  state: State,
  runtime: GraphRuntime,
): Promise<Record<string, BaseMessage[]>> {
  const { model, variables, messagesKey = "messages" } = options;
  const messages = messagesIn(state, messagesKey);
  const current = await resolve(state, runtime).instructions.current();
  const text = current.render(variables?.(state, runtime));
  const chosen = typeof model === "function" ? await model(state, runtime) : model;
  const answer = await chosen.invoke(withInstructions(messages, text), runtime);
  return { [messagesKey]: [markAnswer(answer, current.ref)] };
}
