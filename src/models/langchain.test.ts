import { AIMessage, type BaseMessage, type UsageMetadata } from "@langchain/core/messages";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { BaseChatModel, type BaseChatModelCallOptions } from "@langchain/core/language_models/chat_models";
import type { ChatResult } from "@langchain/core/outputs";
import { describe, expect, it } from "vitest";
import { langchainModel } from "./langchain.js";

const schema = {
  type: "object",
  properties: { rule: { type: "string" } },
  required: ["rule"],
  additionalProperties: false,
};
const structured = {
  messages: [
    { role: "system", content: "You edit." },
    { role: "user", content: "First." },
    { role: "assistant", content: "Second." },
    { role: "user", content: "Third." },
  ],
  answer: { name: "lesson", schema },
} as const;

/** A chat model of any kind that keeps what reaches the provider. */
class KeepingChatModel extends BaseChatModel {
  readonly seen: { messages: BaseMessage[]; options: BaseChatModelCallOptions }[] = [];
  readonly model = "m-1";
  constructor(
    private readonly kind: string,
    private readonly answer: (options: BaseChatModelCallOptions) => AIMessage | Promise<AIMessage>,
  ) {
    super({ maxRetries: 0 });
  }
  override _llmType(): string {
    return this.kind;
  }
  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    this.seen.push({ messages, options });
    const message = await this.answer(options);
    return { generations: [{ text: message.text, message }] };
  }
}

const kept = (kind: string, fields: ConstructorParameters<typeof AIMessage>[0], usage?: UsageMetadata) =>
  new KeepingChatModel(kind, () => Object.assign(new AIMessage(fields), usage && { usage_metadata: usage }));

describe("langchainModel", () => {
  it("asks any chat model", async () => {
    const model = langchainModel(new FakeListChatModel({ responses: ["One.", "Two."] }));
    expect(await model.generate(structured)).toEqual({ text: "One.", usage: null });
    expect(await model.generate(structured)).toEqual({ text: "Two.", usage: null });
  });

  it("passes roles and words on, and gives text and usage back", async () => {
    const content = [
      { type: "text", text: '{"rule":' },
      { type: "text", text: '"Be brief."}' },
    ];
    const chat = kept("openai", { content }, { input_tokens: 11, output_tokens: 5, total_tokens: 16 });
    const model = langchainModel(chat);
    expect(model.id).toBe("openai:m-1");
    expect(await model.generate(structured)).toEqual({
      text: '{"rule":"Be brief."}',
      usage: { inputTokens: 11, outputTokens: 5 },
    });
    expect(chat.seen[0]?.messages.map((message) => [message.type, message.text])).toEqual([
      ["system", "You edit."],
      ["human", "First."],
      ["ai", "Second."],
      ["human", "Third."],
    ]);
  });

  it.each([
    ["openai", { response_format: { type: "json_schema", json_schema: { name: "lesson", schema, strict: true } } }],
    ["ollama", { format: schema }],
  ])("hands the schema to %s in its own way", async (kind, expected) => {
    const chat = kept(kind, "{}");
    await langchainModel(chat).generate(structured);
    expect(chat.seen[0]?.options).toMatchObject(expected);
  });

  it("hands other providers no option they may not know, unless told which", async () => {
    const chat = kept("anthropic", "{}");
    await langchainModel(chat).generate(structured);
    expect(Object.keys(chat.seen[0]?.options ?? {})).not.toEqual(expect.arrayContaining(["response_format"]));
    await langchainModel(chat, { callOptions: ({ answer }) => ({ outputFormat: answer?.name }) }).generate(structured);
    expect(chat.seen[1]?.options).toMatchObject({ outputFormat: "lesson" });
  });

  it("asks again without the schema when the server does not know schemas", async () => {
    const chat = new KeepingChatModel("openai", (options) => {
      if ("response_format" in options)
        throw Object.assign(new Error("response_format is not supported"), { status: 400 });
      return new AIMessage("{}");
    });
    expect((await langchainModel(chat).generate(structured)).text).toBe("{}");
  });

  it.each([
    [{ content: "", additional_kwargs: { refusal: "I cannot." } }],
    [{ content: [{ type: "refusal", refusal: "I cannot." }] }],
    [{ content: "", response_metadata: { finish_reason: "content_filter" } }],
    [{ content: "partly", response_metadata: { stop_reason: "refusal" } }],
    [{ content: "", response_metadata: { finishReason: "SAFETY" } }],
  ])("takes %j for a refusal", async (fields) => {
    await expect(langchainModel(kept("x", fields)).generate(structured)).rejects.toMatchObject({
      code: "model_refused",
    });
  });

  it("takes an answer cut off at the token limit for a failure", async () => {
    const chat = kept("x", { content: '{"rule', response_metadata: { stop_reason: "max_tokens" } });
    await expect(langchainModel(chat).generate(structured)).rejects.toMatchObject({ code: "model_failed" });
  });

  it("keeps the provider's error as the cause", async () => {
    const cause = Object.assign(new Error("quota"), { status: 429 });
    const chat = new KeepingChatModel("x", () => Promise.reject(cause));
    const error: unknown = await langchainModel(chat)
      .generate(structured)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "model_failed", message: expect.stringContaining("quota") });
  });

  it("ends with the caller's signal and at the time limit", async () => {
    const silent = new KeepingChatModel("x", () => new Promise(() => undefined));
    await expect(langchainModel(silent, { timeout: 20 }).generate(structured)).rejects.toMatchObject({
      code: "model_timeout",
    });
    const caller = new AbortController();
    const ended = langchainModel(silent).generate(structured, { signal: caller.signal });
    caller.abort();
    await expect(ended).rejects.toMatchObject({ code: "model_failed" });
  });
});
