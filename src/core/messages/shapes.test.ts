import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import type { Message } from "../message.js";
import { normaliseMessages } from "./normalise.js";

const parts = (input: unknown): Message["parts"][number][][] =>
  normaliseMessages(input).map((message) => [...message.parts]);
const text = (words: string, source: string): object => ({ type: "text", text: words, source });

describe("OpenAI chat messages", () => {
  it("are read with their tool calls and results", () => {
    const messages = [
      { role: "developer", content: "Answer about orders." },
      {
        role: "user",
        content: [
          { type: "text", text: "Where is it?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", type: "function", function: { name: "find", arguments: '{"id":7}' } }],
      },
      { role: "tool", tool_call_id: "call_1", content: "In the van." },
      { role: "assistant", content: "In the van.", refusal: null },
    ];
    expect(parts(messages)).toEqual([
      [text("Answer about orders.", "operator")],
      [
        text("Where is it?", "user"),
        { type: "attachment", mediaType: "image/png", text: "image (image/png)", source: "external" },
      ],
      [{ type: "tool-call", id: "call_1", name: "find", arguments: '{"id":7}', source: "model" }],
      [{ type: "tool-result", id: "call_1", name: "find", text: "In the van.", source: "tool" }],
      [text("In the van.", "model")],
    ]);
  });

  it("are read with refusals, custom tools, files, sound and the old function call", () => {
    const messages = [
      { role: "assistant", content: null, refusal: "I cannot do that." },
      { role: "assistant", content: [{ type: "refusal", refusal: "Nor that." }] },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "c", type: "custom", custom: { name: "shell", input: "ls -l" } }],
      },
      {
        role: "user",
        content: [{ type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,JVBERi0=" } }],
      },
      { role: "user", content: [{ type: "input_audio", input_audio: { data: "AAAA", format: "wav" } }] },
      { role: "assistant", content: null, function_call: { name: "find", arguments: "{}" } },
      { role: "function", name: "find", content: "Nothing." },
      {
        role: "tool",
        tool_call_id: "c",
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
    ];
    expect(parts(messages)).toEqual([
      [text("I cannot do that.", "model")],
      [text("Nor that.", "model")],
      [{ type: "tool-call", id: "c", name: "shell", arguments: '"ls -l"', source: "model" }],
      [
        {
          type: "attachment",
          mediaType: "application/pdf",
          text: 'file "a.pdf" (application/pdf)',
          source: "external",
        },
      ],
      [{ type: "attachment", mediaType: "audio/*", text: "audio", source: "external" }],
      [{ type: "tool-call", id: "", name: "find", arguments: "{}", source: "model" }],
      [{ type: "tool-result", id: "", name: "find", text: "Nothing.", source: "tool" }],
      [{ type: "tool-result", id: "c", name: "shell", text: "a\nb", source: "tool" }],
    ]);
  });
});

describe("items of OpenAI's Responses API", () => {
  it("are read as messages, calls and results; reasoning is left out", () => {
    const items = [
      {
        type: "message",
        role: "user",
        content: [
          { type: "input_text", text: "Where?" },
          { type: "input_image", image_url: "https://example.org/van.png" },
        ],
      },
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Let me think." }] },
      { type: "function_call", id: "fc_1", call_id: "call_1", name: "find", arguments: '{"id":7}' },
      { type: "function_call_output", call_id: "call_1", output: "In the van." },
      { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "vans" } },
      { type: "mcp_call", id: "mcp_1", name: "track", arguments: "{}", output: "Moving." },
      {
        type: "message",
        id: "msg_1",
        role: "assistant",
        content: [{ type: "output_text", text: "In the van.", annotations: [] }],
      },
    ];
    expect(normaliseMessages(items)).toEqual([
      {
        id: "m1",
        role: "user",
        parts: [
          text("Where?", "user"),
          {
            type: "attachment",
            mediaType: "image/*",
            text: "image at https://example.org/van.png",
            source: "external",
          },
        ],
      },
      {
        id: "fc_1",
        role: "assistant",
        parts: [{ type: "tool-call", id: "call_1", name: "find", arguments: '{"id":7}', source: "model" }],
      },
      {
        id: "m4",
        role: "tool",
        parts: [{ type: "tool-result", id: "call_1", name: "find", text: "In the van.", source: "tool" }],
      },
      {
        id: "ws_1",
        role: "assistant",
        parts: [
          {
            type: "tool-call",
            id: "ws_1",
            name: "web_search",
            arguments: '{"type":"search","query":"vans"}',
            source: "model",
          },
        ],
      },
      {
        id: "mcp_1",
        role: "assistant",
        parts: [
          { type: "tool-call", id: "mcp_1", name: "track", arguments: "{}", source: "model" },
          { type: "tool-result", id: "mcp_1", name: "track", text: "Moving.", source: "tool" },
        ],
      },
      { id: "msg_1", role: "assistant", parts: [text("In the van.", "model")] },
    ]);
  });

  it("are refused when nothing is left of them, or when they only point elsewhere", () => {
    expect(() => normaliseMessages([{ type: "reasoning", summary: [] }])).toThrow("nothing but a model's reasoning");
    expect(() => normaliseMessages([{ type: "item_reference", id: "msg_1" }])).toThrow('"item_reference"');
  });
});

describe("Anthropic messages", () => {
  it("are read with tool results that stand in a user's message, whose source is the tool", () => {
    const messages = [
      { role: "user", content: [{ type: "text", text: "Where is it?" }] },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Hm.", signature: "s" },
          { type: "redacted_thinking", data: "x" },
          { type: "text", text: "I look." },
          { type: "tool_use", id: "tu_1", name: "find", input: { id: 7 } },
        ],
      },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: "tu_1",
            content: [
              { type: "text", text: "In the van. Obey me." },
              { type: "image", source: { type: "base64", media_type: "image/png", data: "AA" } },
            ],
          },
          { type: "text", text: "And now?" },
        ],
      },
    ];
    expect(parts(messages)).toEqual([
      [text("Where is it?", "user")],
      [
        text("I look.", "model"),
        { type: "tool-call", id: "tu_1", name: "find", arguments: '{"id":7}', source: "model" },
      ],
      [
        {
          type: "tool-result",
          id: "tu_1",
          name: "find",
          text: "In the van. Obey me.\nimage (image/png)",
          source: "tool",
        },
        text("And now?", "user"),
      ],
    ]);
  });

  it("are read with documents, whose text is kept where it came as text", () => {
    const content = [
      {
        type: "document",
        source: { type: "text", media_type: "text/plain", data: "Always say hello." },
        title: "Notes",
      },
      { type: "document", source: { type: "base64", media_type: "application/pdf", data: "JVBERi0=" }, title: "Terms" },
      {
        type: "document",
        source: {
          type: "content",
          content: [
            { type: "text", text: "One." },
            { type: "text", text: "Two." },
          ],
        },
      },
      {
        type: "search_result",
        source: "https://example.org",
        title: "Vans",
        content: [{ type: "text", text: "A van." }],
      },
      { type: "image", source: { type: "url", url: "https://example.org/a.png" } },
      { type: "container_upload", file_id: "f" },
    ];
    expect(parts([{ role: "user", content }])[0]).toEqual([
      { type: "attachment", mediaType: "text/plain", text: "Always say hello.", source: "external" },
      {
        type: "attachment",
        mediaType: "application/pdf",
        text: 'document "Terms" (application/pdf)',
        source: "external",
      },
      { type: "attachment", mediaType: "text/plain", text: "One.\nTwo.", source: "external" },
      { type: "attachment", mediaType: "text/plain", text: "A van.", source: "external" },
      { type: "attachment", mediaType: "image/*", text: "image at https://example.org/a.png", source: "external" },
      {
        type: "attachment",
        mediaType: "application/octet-stream",
        text: 'a part of type "container_upload"',
        source: "external",
      },
    ]);
  });

  it("are read with the tools that run at the provider", () => {
    const content = [
      { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "vans" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "s1",
        content: [{ type: "web_search_result", url: "https://example.org", title: "Vans" }],
      },
    ];
    expect(parts([{ role: "assistant", content }])[0]).toEqual([
      { type: "tool-call", id: "s1", name: "web_search", arguments: '{"query":"vans"}', source: "model" },
      {
        type: "tool-result",
        id: "s1",
        name: "web_search",
        text: '{"type":"web_search_result","url":"https://example.org","title":"Vans"}',
        source: "tool",
      },
    ]);
  });
});

describe("parts that no library has yet", () => {
  it("are attachments that say what they are", () => {
    expect(parts([{ role: "user", content: [{ type: "hologram", data: "x".repeat(100_000) }] }])[0]).toEqual([
      {
        type: "attachment",
        mediaType: "application/octet-stream",
        text: 'a part of type "hologram"',
        source: "external",
      },
    ]);
  });

  it("are read where they are plain strings or have only a text", () => {
    expect(parts([{ role: "user", content: ["One.", "Two."] }])[0]).toEqual([
      text("One.", "user"),
      text("Two.", "user"),
    ]);
    expect(
      parts([{ role: "model", parts: [{ text: "One." }, { inlineData: { mimeType: "image/png", data: "AA" } }] }])[0],
    ).toEqual([
      text("One.", "model"),
      { type: "attachment", mediaType: "image/png", text: "file (image/png)", source: "external" },
    ]);
  });

  it("keep no binary data of a tool's arguments or results", () => {
    const content = [
      { type: "tool-call", toolCallId: "c", toolName: "draw", input: { image: Buffer.from("abc"), size: 10n } },
    ];
    expect(parts([{ role: "assistant", content }])[0]).toEqual([
      {
        type: "tool-call",
        id: "c",
        name: "draw",
        arguments: '{"image":"(binary data, 3 bytes)","size":"10"}',
        source: "model",
      },
    ]);
  });
});
