import { expect, test } from "vitest";
import type { Model, ModelRequest } from "../core/ports/model.js";
import type { TemplateFormat } from "../core/template.js";
import { modelToTry } from "./try-it.js";

const asked: ModelRequest[] = [];
const model: Model = {
  id: "fake:model",
  async generate(request) {
    asked.push(request);
    return { text: "An answer.", usage: null };
  },
};

const trying = async (instructions: string, templateFormat: TemplateFormat) => {
  const { signal } = new AbortController();
  const address = { namespace: [], name: "tweets" };
  const trial = { input: "Naps {help}.", sample: null, instructions, templateFormat, ref: null, address, signal };
  expect(await modelToTry(model).run(trial)).toBe("An answer.");
  return asked.at(-1)?.messages;
};

test("the instructions are the system prompt, and one variable is the place of the input", async () => {
  const input = { role: "user", content: "Naps {help}." };
  expect(await trying("Write {x}.", "none")).toEqual([{ role: "system", content: "Write {x}." }, input]);
  expect(await trying("Tweet {paper} now.", "fstring")).toEqual([{ role: "user", content: "Tweet Naps {help}. now." }]);
  expect(await trying("{a} {b}", "fstring")).toEqual([{ role: "system", content: "{a} {b}" }, input]);
});
