/**
 * `knowhow/models`: models by name, `openai:gpt-5-mini` or `ollama:llama3.2`. Needs `ai` and the provider's package.
 */
export { resolveModel, type ResolveOptions } from "../models/resolve.js";
