/**
 * `knowhow/ai-sdk`: a language model of the AI SDK that runs on instructions, and any such model for the strategies.
 * Needs the package `ai`. Loads no `node:` module.
 */
export { instructionsMiddleware, withInstructions } from "../integrations/ai-sdk/middleware.js";
export { type UsedInstructions, usedInstructions } from "../integrations/ai-sdk/mark.js";
export type { ModelCall, Readable, WithInstructionsOptions } from "../integrations/ai-sdk/options.js";
export { aiSdkModel, type AiSdkModelOptions } from "../models/ai-sdk.js";
