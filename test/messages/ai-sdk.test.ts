// Messages of the AI SDK, checked against its own types.
import { convertToModelMessages, type ModelMessage, type UIMessage } from "ai";
import { describe, expect, it } from "vitest";
import { normaliseMessages } from "../../src/core/messages/normalise.js";

const modelMessages = [
  { role: "system", content: "Answer about orders." },
  {
    role: "user",
    content: [
      { type: "text", text: "Where is it?" },
      { type: "image", image: new Uint8Array(3), mediaType: "image/png" },
      { type: "file", data: new URL("https://example.org/a.pdf"), mediaType: "application/pdf", filename: "a.pdf" },
    ],
  },
  {
    role: "assistant",
    content: [
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "I look." },
      { type: "tool-call", toolCallId: "c1", toolName: "find", input: { id: 7 } },
      { type: "tool-call", toolCallId: "c2", toolName: "draw", input: {} },
      { type: "tool-call", toolCallId: "c3", toolName: "pay", input: {} },
    ],
  },
  {
    role: "tool",
    content: [
      { type: "tool-result", toolCallId: "c1", toolName: "find", output: { type: "json", value: { place: "van" } } },
      {
        type: "tool-result",
        toolCallId: "c2",
        toolName: "draw",
        output: {
          type: "content",
          value: [
            { type: "text", text: "Here." },
            { type: "media", data: "AAAA", mediaType: "image/png" },
          ],
        },
      },
      {
        type: "tool-result",
        toolCallId: "c3",
        toolName: "pay",
        output: { type: "execution-denied", reason: "too much" },
      },
    ],
  },
] satisfies ModelMessage[];

const uiMessages = [
  {
    id: "u1",
    role: "user",
    parts: [
      { type: "text", text: "Where is it?" },
      { type: "file", mediaType: "image/png", url: "data:image/png;base64,AAAA" },
    ],
  },
  {
    id: "a1",
    role: "assistant",
    parts: [
      { type: "step-start" },
      { type: "reasoning", text: "Hm." },
      { type: "tool-find", toolCallId: "c1", state: "output-available", input: { id: 7 }, output: "In the van." },
      {
        type: "dynamic-tool",
        toolName: "track",
        toolCallId: "c2",
        state: "output-error",
        input: {},
        errorText: "No signal.",
      },
      { type: "tool-pay", toolCallId: "c3", state: "input-available", input: { sum: 1 } },
      { type: "source-url", sourceId: "s1", url: "https://example.org/vans", title: "Vans" },
      { type: "text", text: "In the van." },
    ],
  },
] satisfies UIMessage[];

describe("AI SDK messages", () => {
  it("are read as model messages", () => {
    expect(normaliseMessages(modelMessages).map((message) => message.parts)).toEqual([
      [{ type: "text", text: "Answer about orders.", source: "operator" }],
      [
        { type: "text", text: "Where is it?", source: "user" },
        { type: "attachment", mediaType: "image/png", text: "image (image/png)", source: "external" },
        {
          type: "attachment",
          mediaType: "application/pdf",
          text: 'file "a.pdf" (application/pdf) at https://example.org/a.pdf',
          source: "external",
        },
      ],
      [
        { type: "text", text: "I look.", source: "model" },
        { type: "tool-call", id: "c1", name: "find", arguments: '{"id":7}', source: "model" },
        { type: "tool-call", id: "c2", name: "draw", arguments: "{}", source: "model" },
        { type: "tool-call", id: "c3", name: "pay", arguments: "{}", source: "model" },
      ],
      [
        { type: "tool-result", id: "c1", name: "find", text: '{"place":"van"}', source: "tool" },
        { type: "tool-result", id: "c2", name: "draw", text: "Here.\nfile (image/png)", source: "tool" },
        { type: "tool-result", id: "c3", name: "pay", text: "The call was denied: too much.", source: "tool" },
      ],
    ]);
  });

  it("are read as UI messages, a tool's call and its answer apart", () => {
    expect(normaliseMessages(uiMessages)).toEqual([
      {
        id: "u1",
        role: "user",
        parts: [
          { type: "text", text: "Where is it?", source: "user" },
          { type: "attachment", mediaType: "image/png", text: "file (image/png)", source: "external" },
        ],
      },
      {
        id: "a1",
        role: "assistant",
        parts: [
          { type: "tool-call", id: "c1", name: "find", arguments: '{"id":7}', source: "model" },
          { type: "tool-result", id: "c1", name: "find", text: "In the van.", source: "tool" },
          { type: "tool-call", id: "c2", name: "track", arguments: "{}", source: "model" },
          { type: "tool-result", id: "c2", name: "track", text: "No signal.", source: "tool" },
          { type: "tool-call", id: "c3", name: "pay", arguments: '{"sum":1}', source: "model" },
          {
            type: "attachment",
            mediaType: "text/html",
            text: 'web page "Vans" at https://example.org/vans',
            source: "external",
          },
          { type: "text", text: "In the van.", source: "model" },
        ],
      },
    ]);
  });

  it("say the same as UI messages and as the model messages that the SDK makes of them", async () => {
    const words = (input: unknown): string[] =>
      normaliseMessages(input).flatMap(({ parts }) =>
        parts.filter((part) => part.type === "text").map((part) => part.text),
      );
    expect(words(await convertToModelMessages(uiMessages))).toEqual(words(uiMessages));
  });
});
