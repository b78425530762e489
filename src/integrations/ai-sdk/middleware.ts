/** `withInstructions`: a language model of the AI SDK, version 6, that runs on the instructions in force. */
import { type LanguageModelMiddleware, wrapLanguageModel } from "ai";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import { describe } from "../../core/text.js";
import type { Current } from "../../memory.js";
import { answerOf, StreamedAnswer } from "./answer.js";
import { checkPatience, keepRun } from "./keep-run.js";
import { marked } from "./mark.js";
import {
  forCall,
  type Generated,
  type Model,
  type ModelCall,
  OPTIONS,
  type Readable,
  type StreamPart,
  type WithInstructionsOptions,
} from "./options.js";
import { withSystemPrompt } from "./system-prompt.js";

/**
 * The model with the instructions in force before the caller's own system prompt, on every call. Answers are recorded
 * as runs with the ref they were made with, once they are whole, and marked with both: `usedInstructions` reads the
 * mark. A step that ends in tool calls is recorded with the step that follows it.
 * @throws `invalid_policy` for what is no model or no option. Calls throw what `current()` and `render()` throw
 */
export function withInstructions(model: Model, instructions: Readable, options: WithInstructionsOptions = {}): Model {
  if (typeof model !== "object" || model === null) {
    throw new KnowhowError(
      "invalid_policy",
      `withInstructions needs a model of a provider, such as openai("gpt-5-mini") or gateway("…"), not ${describe(model)}.`,
    );
  }
  return wrapLanguageModel({ model, middleware: instructionsMiddleware(instructions, options) });
}

/** The same as a middleware, to put between others. @throws `invalid_policy` */
export function instructionsMiddleware(
  instructions: Readable,
  options: WithInstructionsOptions = {},
): LanguageModelMiddleware {
  checkKnown("withInstructions()", options, OPTIONS);
  checkPatience(options.patience);
  const keep = (call: ModelCall, current: Current, ended: Ending): Promise<string | null> =>
    options.record === false || !isWhole(ended.finishReason)
      ? Promise.resolve(null)
      : keepRun(instructions, options, call, current, ended.answer());
  return {
    specificationVersion: "v3",
    async wrapGenerate({ model, params }) {
      const { current, call } = await instructed(instructions, options, params);
      const generated = await model.doGenerate(call);
      const { content, finishReason } = generated;
      const run = await keep(params, current, { finishReason, answer: () => answerOf(content) });
      return { ...generated, providerMetadata: marked(generated.providerMetadata, current, run) };
    },
    async wrapStream({ model, params }) {
      const { current, call } = await instructed(instructions, options, params);
      const streamed = await model.doStream(call);
      const answer = new StreamedAnswer();
      const marking = new TransformStream<StreamPart, StreamPart>({
        async transform(part, controller) {
          answer.take(part);
          if (part.type !== "finish") return controller.enqueue(part);
          const { finishReason } = part;
          const run = await keep(params, current, { finishReason, answer: () => answer.message() });
          return controller.enqueue({ ...part, providerMetadata: marked(part.providerMetadata, current, run) });
        },
      });
      return { ...streamed, stream: streamed.stream.pipeThrough(marking) };
    },
  };
}

interface Ending {
  readonly finishReason: Generated["finishReason"];
  readonly answer: () => ReturnType<typeof answerOf>;
}

/** What calls tools goes on in the next step, whose prompt has it; what ended in an error is no answer. */
const isWhole = ({ unified }: Ending["finishReason"]): boolean => unified !== "tool-calls" && unified !== "error";

async function instructed(
  instructions: Readable,
  options: WithInstructionsOptions,
  params: ModelCall,
): Promise<{ readonly current: Current; readonly call: ModelCall }> {
  const current = await read(instructions, options);
  const text = current.render(forCall(options.variables, params));
  return { current, call: { ...params, prompt: withSystemPrompt(params.prompt, text) } };
}

async function read(instructions: Readable, { label, version }: WithInstructionsOptions): Promise<Current> {
  if (label === undefined && version === undefined) return instructions.current();
  const current = await instructions.current({
    ...(label === undefined ? {} : { label }),
    ...(version === undefined ? {} : { version }),
  });
  // Composed layers take neither, and would silently give what is in production.
  const asked = current.ref.layers.every((layer) =>
    version === undefined ? layer.label === label : layer.version === version,
  );
  if (asked || current.stale) return current;
  throw new KnowhowError(
    "invalid_policy",
    `"label" and "version" are for one instructions, not for several composed. Leave them out.`,
  );
}
