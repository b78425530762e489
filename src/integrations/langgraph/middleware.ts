/**
 * `instructionsMiddleware`: the instructions behind the system message of an agent made with `createAgent` of
 * `langchain`.
 */
import { AIMessage, type SystemMessage } from "@langchain/core/messages";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import type { Variables } from "../../core/template.js";
import type { Instructions } from "../../memory.js";
import { markAnswer } from "./mark.js";
import { createResolve, type InstructionsSource, SOURCE_OPTIONS, type Surroundings } from "./resolve.js";
import { appendToSystem, type BlockMarks } from "./system-message.js";

/** What a middleware is told of the call it stands around. */
export interface AgentRuntime {
  readonly context?: unknown;
  readonly configurable?: Readonly<Record<string, unknown>> | undefined;
  readonly store?: object | undefined;
}

/** Instructions, or several as one: whatever has a text in force. */
export interface Readable {
  current(): ReturnType<Instructions["current"]>;
}

interface Common<State> {
  /** Values for the text's variables. Default: none. */
  readonly variables?: (state: State, runtime: AgentRuntime) => Variables;
  /** Marks on the block of the instructions, for example `{ cache_control: { type: "ephemeral" } }`. Default: none. */
  readonly marks?: BlockMarks;
}

/**
 * Which instructions: by name, in a memory or in the agent's store; or a handle, also composed, or a function that
 * gives it.
 */
export type InstructionsMiddlewareOptions<State = object> = Common<State> &
  (
    | InstructionsSource<State, AgentRuntime>
    | { readonly instructions: Readable | ((state: State, runtime: AgentRuntime) => Readable | Promise<Readable>) }
  );

/** What is used of a model request; the rest goes through as it is. */
interface ModelCall {
  readonly systemMessage: SystemMessage;
  readonly state: object;
  readonly runtime: AgentRuntime;
}

/** A middleware, as `createAgent({ middleware: [...] })` takes it. */
export interface InstructionsMiddleware {
  readonly name: string;
  readonly wrapModelCall: <Request extends ModelCall>(
    request: Request,
    handler: (request: Request) => AIMessage | Promise<AIMessage>,
  ) => Promise<AIMessage>;
}

const OPTIONS = { ...SOURCE_OPTIONS, instructions: true, variables: true, marks: true } as const;

/** Makes `instructionsMiddleware`, given what a store in the runtime is opened with. */
export function createInstructionsMiddleware(surroundings: Surroundings) {
  /**
   * Appends the instructions to the agent's system message before each call of its model; content blocks and cache
   * markers stay as they are. The answer is marked with the ref, so that `updateInstructions` knows what it ran on.
   * @throws in a call what `current()` and `render()` throw, wrapped by `langchain` in its `MiddlewareError`
   */
  return function instructionsMiddleware<State extends object = object>(
    options: InstructionsMiddlewareOptions<State>,
  ): InstructionsMiddleware {
    checkKnown<object>("instructionsMiddleware", options, OPTIONS);
    const read = createRead(options, surroundings);
    return {
      name: "KnowhowInstructions",
      async wrapModelCall(request, handler) {
        const state = request.state as State;
        const current = await (await read(state, request.runtime)).current();
        const text = current.render(options.variables?.(state, request.runtime));
        const systemMessage = appendToSystem(request.systemMessage, text, options.marks);
        const answer = await handler({ ...request, systemMessage });
        return AIMessage.isInstance(answer) ? markAnswer(answer, current.ref) : answer;
      },
    };
  };
}

function createRead<State extends object>(
  options: InstructionsMiddlewareOptions<State>,
  surroundings: Surroundings,
): (state: State, runtime: AgentRuntime) => Readable | Promise<Readable> {
  if ("instructions" in options) {
    const { instructions } = options;
    return typeof instructions === "function" ? instructions : () => instructions;
  }
  if (typeof options.name !== "string") {
    throw new KnowhowError("invalid_policy", "instructionsMiddleware needs instructions, or the name of some.");
  }
  const resolve = createResolve(options, surroundings);
  return (state, runtime) => resolve(state, runtime).instructions;
}
