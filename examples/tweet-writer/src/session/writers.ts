// Who writes the tweets, as chat models of LangChain: the offline writer, or a real model through knowhow's adapters.
import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import type { Model, ModelMessage } from "knowhow";
import type { Paper } from "../papers/paper.js";
import { draftTweet } from "../writer/draft.js";

/** The request for a tweet: the paper as text, and as it is for a writer that does not read. */
export function askFor(paper: Paper): HumanMessage {
  const lines = [
    `Title: ${paper.title}`,
    ...(paper.authors.length > 0 ? [`Authors: ${paper.authors.join(", ")}`] : []),
    ...(paper.year === undefined ? [] : [`Year: ${paper.year}`]),
    ...(paper.url === undefined ? [] : [`Link: ${paper.url}`]),
    ...(paper.abstract === "" ? [] : ["", paper.abstract]),
  ];
  return new HumanMessage({ content: lines.join("\n"), additional_kwargs: { paper } });
}

/** Obeys the style rules it understands in the system message. Not a language model. */
export class OfflineWriter extends SimpleChatModel {
  constructor() {
    super({});
  }

  _llmType(): string {
    return "offline-writer";
  }

  async _call(messages: BaseMessage[]): Promise<string> {
    const instructions = messages.filter((message) => message.getType() === "system").map((message) => message.text);
    const request = messages.findLast((message) => message.additional_kwargs["paper"] !== undefined);
    if (!request) throw new Error("The offline writer was asked for something else than a tweet about a paper.");
    return draftTweet(request.additional_kwargs["paper"] as Paper, instructions.join("\n\n")).text;
  }
}

/** A model of knowhow as a chat model, so that one graph runs on either writer. */
export class ModelWriter extends SimpleChatModel {
  constructor(private readonly model: Model) {
    super({});
  }

  _llmType(): string {
    return this.model.id;
  }

  async _call(messages: BaseMessage[]): Promise<string> {
    const asked = messages.map((message): ModelMessage => ({ role: roleOf(message), content: message.text }));
    return (await this.model.generate({ messages: asked })).text.trim();
  }
}

function roleOf(message: BaseMessage): ModelMessage["role"] {
  const type = message.getType();
  return type === "system" ? "system" : type === "ai" ? "assistant" : "user";
}
