/**
 * `knowhow/langgraph`: nodes, a middleware and a store for LangGraph. Needs `@langchain/langgraph` and
 * `@langchain/core`.
 */
import { createInstructionsMiddleware } from "../integrations/langgraph/middleware.js";
import { createProceduralMemory } from "../integrations/langgraph/procedural-memory.js";
import type { Surroundings } from "../integrations/langgraph/resolve.js";
import { literal } from "../reflect/literal/literal.js";
import { type BaseStoreLike, baseStoreOf } from "../stores/langgraph/base-store.js";
import { langGraphStore } from "../stores/langgraph/store.js";

const surroundings: Surroundings = {
  openStore: (store) => langGraphStore(store as BaseStoreLike),
  identify: (store) => baseStoreOf(store as BaseStoreLike),
  defaultStrategy: literal,
};

/**
 * The nodes `callModel` and `updateInstructions` for any graph with messages in its state, or for an entrypoint.
 * @throws `invalid_policy` for options that exclude each other
 */
export const proceduralMemory = createProceduralMemory(surroundings);

/** A middleware for `createAgent` of `langchain` that appends instructions to the system message. */
export const instructionsMiddleware = createInstructionsMiddleware(surroundings);

export { langGraphStore, type LangGraphStoreOptions } from "../stores/langgraph/store.js";
export type { BaseStoreLike } from "../stores/langgraph/base-store.js";
export type { ProposalDecision, ProposalReview } from "../integrations/langgraph/approval.js";
export type {
  AgentRuntime,
  InstructionsMiddleware,
  InstructionsMiddlewareOptions,
  Readable,
} from "../integrations/langgraph/middleware.js";
export type {
  ChatModel,
  GraphRuntime,
  ProceduralMemory,
  ProceduralMemoryOptions,
} from "../integrations/langgraph/options.js";
export type { FeedbackState, StateFeedback } from "../integrations/langgraph/state-feedback.js";
