/** The script of the server: looks at what shape a request asks for, and answers with the trial's change in it. */
import { type Answer, type ChatRequest, textIn } from "../server/protocol.js";
import type { Trial } from "../trial.js";
import { answerForAx } from "./ax.js";
import { answerForKnowhow } from "./knowhow.js";
import { answerForPromptMemory, callForLangmem } from "./langmem.js";

/** @throws for a shape that the script does not know, so that nothing is measured by mistake */
export function scripted(trial: Trial, request: ChatRequest): Answer {
  const prompt = request.messages.map(textIn).join("\n");
  if (request.tools) {
    const call = callForLangmem(request, trial);
    return { kind: "tool", name: call.name, arguments: JSON.stringify(call.arguments) };
  }
  const form = request.response_format?.json_schema?.name;
  if (form === undefined) return { kind: "text", text: answerForAx(prompt, trial) };
  const answer = form === "GeneralResponse" ? answerForPromptMemory(trial) : answerForKnowhow(form, trial, prompt);
  if (answer === null) throw new Error(`The script knows no form ${JSON.stringify(form)}.`);
  return { kind: "text", text: JSON.stringify(answer) };
}
