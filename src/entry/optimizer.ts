/** `knowhow/optimizer`: optimisers of prompts with the surface of LangMem's, without a store. */
export type { NamedPrompt, Trajectory, TrajectoryFeedback } from "../optimizer/input.js";
export {
  createMultiPromptOptimizer,
  createPromptOptimizer,
  type MultiOptimizerInput,
  type MultiPromptOptimizer,
  type OptimizerInput,
  type OptimizerKind,
  type OptimizerOptions,
  type PromptOptimizer,
} from "../optimizer/optimizer.js";
