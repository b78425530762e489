/** Our strategies, each through the whole loop: record, feedback, reflect with the default screens, accept. */
import { createOpenAI } from "@ai-sdk/openai";
import {
  createMemory,
  gradient,
  memoryStore,
  metaprompt,
  type Model,
  playbook,
  promptMemory,
  type Strategy,
} from "knowhow";
import { aiSdkModel } from "knowhow/ai-sdk";
import { literal } from "knowhow/literal";
import { rulesIn, type Trial } from "../trial.js";
import { type Contestant, MODEL } from "./contestant.js";

const STRATEGIES: Readonly<Record<string, (model: Model) => Strategy>> = {
  literal: () => literal(),
  playbook: (model) => playbook({ model }),
  metaprompt: (model) => metaprompt({ model }),
  gradient: (model) => gradient({ model }),
  promptMemory: (model) => promptMemory({ model }),
};

/** The strategies with their default settings. */
export const knowhowContestants: readonly Contestant[] = Object.entries(STRATEGIES).map(([name, make]) => ({
  name,
  learn: (trial, address) => reflect(trial, make(modelAt(address))),
}));

const modelAt = (address: string): Model =>
  aiSdkModel(createOpenAI({ baseURL: address, apiKey: "none" }).chat(MODEL), { maxRetries: 0 });

async function reflect({ text, conversation, lesson }: Trial, strategy: Strategy): Promise<string[]> {
  const memory = createMemory({ store: memoryStore(), strategy });
  const instructions = memory.instructions("rental", { namespace: ["bench"], seed: text });
  const { ref } = await instructions.current();
  const messages = [
    { role: "user", content: conversation.request },
    { role: "assistant", content: conversation.answer },
  ];
  const run = await instructions.record({ messages, ref });
  await instructions.feedback({ run: run.id, by: { id: "ana", role: "reviewer" }, comment: lesson.comment });
  const result = await instructions.reflect();
  if (result.error) throw result.error;
  const after = await instructions.current();
  await memory.close();
  return rulesIn(after.text);
}
