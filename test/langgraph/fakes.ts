// What the LangGraph tests run on: a writer that shows whether it obeys, and a strategy that makes a rule of every
// comment.
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import type { Edit, Strategy } from "knowhow";

/** Writes tweets with a hashtag, unless its system message speaks against hashtags. Keeps what it was asked. */
export class Writer extends BaseChatModel {
  readonly requests: BaseMessage[][] = [];

  constructor() {
    super({});
  }

  _llmType(): string {
    return "writer";
  }

  /** It has no use for tools. */
  override bindTools(): this {
    return this;
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const text = this.write(messages);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    manager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for (const text of this.write(messages).split(/(?<= )/)) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await manager?.handleLLMNewToken(text);
    }
  }

  private write(messages: BaseMessage[]): string {
    this.requests.push(messages);
    const obeys = /(?:no|avoid|without|never use) hashtags/i.test(this.lastSystem);
    return `Tweet ${this.requests.length}.${obeys ? "" : " #science"}`;
  }

  /** The text of the system message of the last request; empty for none. */
  get lastSystem(): string {
    return (
      this.requests
        .at(-1)
        ?.filter(({ type }) => type === "system")
        .map(({ text }) => text)
        .join("|") ?? ""
    );
  }
}

/** A strategy that makes each comment a rule, word for word, and counts how often it was asked. */
export interface CountingStrategy extends Strategy {
  readonly calls: () => number;
}

export function wordForWord(): CountingStrategy {
  let calls = 0;
  return {
    name: "word-for-word",
    model: null,
    calls: () => calls,
    async reflect({ lessons }) {
      calls += 1;
      return {
        edits: lessons.map(({ lesson, feedback }): Edit => {
          const comment = feedback.comment ?? "";
          const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
          const said = { kind: "quote", place, start: 0, end: comment.length, snippet: comment } as const;
          const evidence = [{ ...said, source: feedback.by.role, lessonId: lesson.id }];
          return { kind: "add", place: { section: "Learned rules" }, text: comment, evidence };
        }),
        supports: [],
        outcomes: lessons.map(({ lesson }) => ({ lessonId: lesson.id, outcome: "edited", reason: "It was said." })),
        rationale: "Somebody said it.",
        usage: { calls: 0, inputTokens: 0, outputTokens: 0 },
      };
    },
  };
}

export const person = (text: string): HumanMessage => new HumanMessage(text);
