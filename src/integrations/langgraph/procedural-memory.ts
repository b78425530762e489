/** `proceduralMemory`: an agent's instructions as two nodes of a LangGraph graph, or two steps of an entrypoint. */
import { getConfig } from "@langchain/langgraph";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { callModel } from "./call-model.js";
import type { GraphRuntime, ProceduralMemory, ProceduralMemoryOptions } from "./options.js";
import { createResolve, SOURCE_OPTIONS, type Surroundings } from "./resolve.js";
import { updateInstructions } from "./update-instructions.js";

const OPTIONS: OptionsOf<ProceduralMemoryOptions> = {
  ...SOURCE_OPTIONS,
  model: true,
  principal: true,
  variables: true,
  reflect: true,
  approval: true,
  approver: true,
  feedbackFromConversation: true,
  messagesKey: true,
  feedbackKey: true,
};

/** Makes `proceduralMemory`, given what a store in the runtime is opened with. */
export function createProceduralMemory(surroundings: Surroundings) {
  /**
   * The nodes `callModel` and `updateInstructions`, for any graph with messages in its state. They keep no state of
   * their own.
   * @throws `invalid_policy` for options that exclude each other
   */
  return function proceduralMemory<State extends object = object, MessagesKey extends string = "messages">(
    options: ProceduralMemoryOptions<State, MessagesKey>,
  ): ProceduralMemory<State, MessagesKey> {
    checkKnown<object>("proceduralMemory", options, OPTIONS);
    if (options.approval === "interrupt" && options.reflect === "defer") {
      throw new KnowhowError(
        "invalid_policy",
        'approval: "interrupt" asks about proposals of a reflection in the node; reflect: "defer" makes none there. Leave one out.',
      );
    }
    const resolve = createResolve(options, surroundings);
    return {
      callModel: (state, runtime) => callModel(options, resolve, state, runtimeOf(runtime)),
      updateInstructions: (state, runtime) => updateInstructions(options, resolve, state, runtimeOf(runtime)),
      instructions: (state, runtime) => resolve(state, runtimeOf(runtime)).instructions,
    };
  };
}

/** A `task` of the functional API is passed no config; LangGraph keeps it at hand. */
const runtimeOf = (runtime: GraphRuntime | undefined): GraphRuntime =>
  runtime ?? (getConfig() as GraphRuntime | undefined) ?? {};
