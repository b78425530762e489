/** `knowhow/langchain`: any LangChain chat model as a model. Needs the package `@langchain/core`. */
export { langchainModel, type LangchainModelOptions } from "../models/langchain.js";
