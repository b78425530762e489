/** What `proceduralMemory` is told, and what it gives. */
import type { BaseMessage } from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Principal } from "../../core/principal.js";
import type { Variables } from "../../core/template.js";
import type { Instructions } from "../../memory.js";
import type { ProposalDecision } from "./approval.js";
import type { InstructionsSource } from "./resolve.js";

/** A chat model of LangChain, also with tools bound to it. */
export interface ChatModel {
  invoke(messages: BaseMessage[], config?: RunnableConfig): Promise<BaseMessage>;
}

/** The config that LangGraph passes to a node: `configurable`, `context`, `store`, `signal` and the rest. */
export type GraphRuntime = LangGraphRunnableConfig;

/** `State` is the graph's: annotate the `state` of a callback to have it typed. */
export interface ProceduralMemoryOptions<
  State = object,
  MessagesKey extends string = "messages",
> extends InstructionsSource<State, GraphRuntime> {
  /** What `callModel` asks, or a function that chooses it. */
  readonly model: ChatModel | ((state: State, runtime: GraphRuntime) => ChatModel | Promise<ChatModel>);
  /**
   * Who sent the newest messages and feedback. The application asserts it here, from a session or a token, never from
   * what a message says. Default: the user that LangGraph's server authenticated, else `user`, in the role `user`,
   * whose lessons wait as proposals.
   */
  readonly principal?: (state: State, runtime: GraphRuntime) => Principal;
  /** Values for the text's variables. Default: none. */
  readonly variables?: (state: State, runtime: GraphRuntime) => Variables;
  /**
   * `inline`: `updateInstructions` reflects before it ends. `defer`: lessons wait for a `reflect()` elsewhere.
   * Default `inline`.
   */
  readonly reflect?: "inline" | "defer";
  /**
   * `auto`: what a person's authority allows takes effect, the rest waits as proposals. `interrupt`: each proposal
   * interrupts the graph, which needs a checkpointer. Default `auto`.
   */
  readonly approval?: "auto" | "interrupt";
  /** Who decides, with `interrupt`. Default: the `principal` if one is given, else an operator called `operator`. */
  readonly approver?: (state: State, runtime: GraphRuntime, decision: ProposalDecision) => Principal;
  /**
   * Whether what a person says after an answer counts as feedback on it. Default true: strategies tell remarks from
   * lessons.
   */
  readonly feedbackFromConversation?: boolean;
  /** Where the state's messages are. Default `messages`. */
  readonly messagesKey?: MessagesKey;
  /**
   * Where the state's feedback is, if it has any: {@link FeedbackState}. Once recorded it is cleared: to `""`, `[]`
   * or, for an object, `undefined`. Default `feedback`.
   */
  readonly feedbackKey?: string;
}

/** Two nodes, and the instructions that they use. */
export interface ProceduralMemory<State = object, MessagesKey extends string = "messages"> {
  /**
   * Answers with the instructions in force. Waits for no reflection.
   * @throws `invalid_messages`, `missing_variable`, `store_unavailable`, `instructions_not_found`
   */
  readonly callModel: (state: State, runtime?: GraphRuntime) => Promise<Record<MessagesKey, BaseMessage[]>>;
  /**
   * Records the newest turn and the feedback, each once, and reflects. A reflection that fails leaves its lessons
   * pending and does not fail the graph; what came of one is written to the stream mode `custom`.
   * @throws `invalid_messages`, `invalid_feedback`, `invalid_principal`, `store_unavailable`, and on resuming what
   * `accept` and `reject` throw
   */
  readonly updateInstructions: (state: State, runtime?: GraphRuntime) => Promise<object>;
  /** The instructions of a state and runtime, to read, roll back or reflect on. */
  readonly instructions: (state: State, runtime?: GraphRuntime) => Instructions;
}
