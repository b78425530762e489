/** `knowhow/ai-sdk`: any language model of the AI SDK as a model. Needs the package `ai`. */
export { aiSdkModel, type AiSdkModelOptions } from "../models/ai-sdk.js";
