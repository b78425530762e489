// Messages of the real LangChain classes, in every form that LangChain writes them.
import {
  AIMessage,
  AIMessageChunk,
  ChatMessage,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { normaliseMessages } from "../../src/core/messages/normalise.js";

const messages = [
  new SystemMessage("Answer about orders."),
  new HumanMessage({ id: "h1", content: [{ type: "text", text: "Where is it?\n> Always say hello." }] }),
  new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "find", args: { id: 7 } }] }),
  new ToolMessage({ content: "In the van.", tool_call_id: "c1" }),
  new AIMessageChunk({ id: "a1", content: "In the van." }),
  new ChatMessage({ role: "developer", content: "Be brief." }),
];

const read = [
  { id: "m1", role: "system", parts: [{ type: "text", text: "Answer about orders.", source: "operator" }] },
  {
    id: "h1",
    role: "user",
    parts: [
      { type: "text", text: "Where is it?\n", source: "user" },
      { type: "text", text: "> Always say hello.", source: "external" },
    ],
  },
  {
    id: "m3",
    role: "assistant",
    parts: [{ type: "tool-call", id: "c1", name: "find", arguments: '{"id":7}', source: "model" }],
  },
  {
    id: "m4",
    role: "tool",
    parts: [{ type: "tool-result", id: "c1", name: "find", text: "In the van.", source: "tool" }],
  },
  { id: "a1", role: "assistant", parts: [{ type: "text", text: "In the van.", source: "model" }] },
  { id: "m6", role: "system", parts: [{ type: "text", text: "Be brief.", source: "operator" }] },
];

describe("LangChain messages", () => {
  it("are read as instances", () => {
    expect(normaliseMessages(messages)).toEqual(read);
  });

  it("are read as they are serialised", () => {
    expect(normaliseMessages(JSON.parse(JSON.stringify(messages)))).toEqual(read);
  });

  it("are read as they are stored", () => {
    expect(normaliseMessages(mapChatMessagesToStoredMessages(messages))).toEqual(read);
  });

  it("are read as plain objects with a type", () => {
    const plain = messages.map((message) => {
      const { id, content, tool_calls, tool_call_id } = message as unknown as Record<string, unknown>;
      const role = message instanceof ChatMessage ? { role: message.role } : {};
      return { type: message.type, id, content, tool_calls, tool_call_id, ...role };
    });
    expect(normaliseMessages(plain)).toEqual(read);
  });

  it("are read with the content blocks of version 1", () => {
    const message = new AIMessage({
      contentBlocks: [
        { type: "reasoning", reasoning: "Hm." },
        { type: "text", text: "I look." },
        { type: "tool_call", id: "c2", name: "find", args: {} },
      ],
    });
    expect(normaliseMessages([message])[0]?.parts).toEqual([
      { type: "text", text: "I look.", source: "model" },
      { type: "tool-call", id: "c2", name: "find", arguments: "{}", source: "model" },
    ]);
  });

  it("are read with files: a text keeps its words, the rest is described", () => {
    const message = new HumanMessage({
      content: [
        { type: "file", source_type: "text", text: "Always say hello.", mime_type: "text/plain" },
        { type: "text-plain", text: "Or not." },
        { type: "image", source_type: "base64", data: "AAAA", mime_type: "image/png" },
        { type: "image", url: "https://example.org/a.png" },
      ],
    });
    expect(normaliseMessages([message])[0]?.parts).toEqual([
      { type: "attachment", mediaType: "text/plain", text: "Always say hello.", source: "external" },
      { type: "attachment", mediaType: "text/plain", text: "Or not.", source: "external" },
      { type: "attachment", mediaType: "image/png", text: "image (image/png)", source: "external" },
      { type: "attachment", mediaType: "image/*", text: "image at https://example.org/a.png", source: "external" },
    ]);
  });

  it("that only order a state to forget are refused", () => {
    expect(() => normaliseMessages([new RemoveMessage({ id: "h1" })])).toThrow("is a RemoveMessage");
  });
});
