/** What `knowhow serve --model` lets people try: the model itself, which answers by the instructions. */
import type { Model } from "../core/ports/model.js";
import { render, variablesOf } from "../core/template.js";
import type { Trial, TryIt } from "../server/try-it/options.js";

export const modelToTry = (model: Model): TryIt => ({
  notice: `${model.id} answers by these instructions. Each answer is a call of it.`,
  async run({ signal, ...trial }) {
    return (await model.generate({ messages: messagesOf(trial) }, { signal })).text;
  },
});

type Message = Parameters<Model["generate"]>[0]["messages"][number];

/** The text is the system prompt; one with a single variable has its place for the input, and is the whole request. */
function messagesOf({ instructions, templateFormat, input }: Omit<Trial, "signal">): Message[] {
  const [variable, ...others] = variablesOf(instructions, templateFormat);
  if (variable !== undefined && others.length === 0) {
    return [{ role: "user", content: render(instructions, { [variable]: input }, templateFormat) }];
  }
  return [
    { role: "system", content: instructions },
    { role: "user", content: input },
  ];
}
