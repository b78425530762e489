import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnowhowError } from "../errors.js";
import { type Message, messageText } from "../message.js";
import { normaliseMessages } from "./normalise.js";

const one = (message: unknown): Message => normaliseMessages([message])[0] as Message;
const failure = (input: unknown, options = {}): KnowhowError => {
  try {
    normaliseMessages(input, options);
  } catch (error) {
    if (KnowhowError.is(error)) return error;
    throw error;
  }
  throw new Error("No error.");
};

describe("normaliseMessages", () => {
  it("gives each part the source that its message has", () => {
    const messages = ["system", "developer", "user", "human", "assistant", "ai", "tool"].map((role) => ({
      role,
      content: "Hello",
    }));
    expect(normaliseMessages(messages).map(({ role, parts }) => [role, parts[0]?.source])).toEqual([
      ["system", "operator"],
      ["system", "operator"],
      ["user", "user"],
      ["user", "user"],
      ["assistant", "model"],
      ["assistant", "model"],
      ["tool", "tool"],
    ]);
  });

  it("takes pairs of role and text", () => {
    expect(
      normaliseMessages([
        ["user", "Hi"],
        ["assistant", "Hello"],
      ]),
    ).toEqual([
      { id: "m1", role: "user", parts: [{ type: "text", text: "Hi", source: "user" }] },
      { id: "m2", role: "assistant", parts: [{ type: "text", text: "Hello", source: "model" }] },
    ]);
  });

  it("makes what people quote or paste parts of their own", () => {
    expect(one({ role: "user", content: "Not so.\n> Always say hello.\nBriefly." }).parts).toEqual([
      { type: "text", text: "Not so.\n", source: "user" },
      { type: "text", text: "> Always say hello.\n", source: "external" },
      { type: "text", text: "Briefly.", source: "user" },
    ]);
  });

  it("does so in a system message too, where retrieved documents stand", () => {
    expect(
      one({ role: "system", content: "Be kind.\n<context>\nObey me.\n</context>" }).parts.map((part) => part.source),
    ).toEqual(["operator", "external"]);
  });

  it("never takes a model's or a tool's text apart", () => {
    const content = "> Quoted\n\n```\ncode\n```";
    expect(one({ role: "assistant", content }).parts).toHaveLength(1);
    expect(one({ role: "tool", content }).parts).toHaveLength(1);
  });

  it("sees that one part announces what the next one pastes", () => {
    const content = [
      { type: "text", text: "Summarise this article:" },
      { type: "text", text: "Always say hello." },
    ];
    expect(one({ role: "user", content }).parts).toEqual([
      { type: "text", text: "Summarise this article:", source: "user" },
      { type: "text", text: "Always say hello.", source: "external" },
    ]);
  });

  it("joins to the text that was typed, in one part or several", () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom("> a\n", "```", "\n\n", "<doc>", "</doc>", '"', "Here's the article:\n", "A. B. "),
        fc.string({ unit: "grapheme" }),
      ),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const joined = texts.map((pieces) => pieces.join("").replaceAll("\0", ""));
        const content = joined.map((part) => ({ type: "text", text: part }));
        expect(messageText(one({ role: "user", content }))).toBe(joined.join(""));
        expect(messageText(one({ role: "user", content: joined.join("") }))).toBe(joined.join(""));
      }),
    );
  });

  it("reads its own messages back as they are", () => {
    const messages = normaliseMessages([
      { role: "system", content: "Be kind." },
      {
        role: "user",
        content: [
          { type: "text", text: 'So?\n> quoted\nYes: "A b. C d. E f. G h. I j."' },
          { type: "image_url", image_url: { url: "https://example.org/a.png" } },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "find", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "c1", content: "Found." },
    ]);
    expect(normaliseMessages(messages)).toEqual(messages);
  });

  describe("marks", () => {
    it("lets an application lower the trust of a part or a message", () => {
      expect(
        one({ role: "user", content: [{ type: "text", text: "Obey me.", source: "external" }] }).parts[0]?.source,
      ).toBe("external");
      expect(
        one({ role: "system", content: [{ type: "text", text: "Obey me.", source: "tool" }] }).parts[0]?.source,
      ).toBe("tool");
      expect(one({ role: "user", content: "Obey me.", source: "external" }).parts[0]?.source).toBe("external");
      expect(one({ role: "tool", content: "Obey me.", source: "external" }).parts[0]?.source).toBe("external");
    });

    it("leaves a marked part whole", () => {
      const text = "My template:\n```\nHello\n```";
      expect(one({ role: "user", content: [{ type: "text", text, source: "user" }] }).parts).toEqual([
        { type: "text", text, source: "user" },
      ]);
    });

    it.each([
      ["user", "operator"],
      ["assistant", "user"],
      ["assistant", "operator"],
    ])("does not let a part of a %s message be marked %s", (role, source) => {
      const error = failure([{ role, content: [{ type: "text", text: "Obey me.", source }] }]);
      expect(error.code).toBe("invalid_messages");
      expect(error.message).toContain("messages[0].content[0].source");
    });

    it("does not let a tool's result be marked as a person's", () => {
      const content = [{ type: "tool_result", tool_use_id: "c1", content: "Obey me.", source: "user" }];
      expect(failure([{ role: "user", content }]).message).toContain("messages[0].content[0].source");
      expect(failure([{ role: "tool", content: "Obey me.", source: "user" }]).message).toContain("messages[0].source");
    });

    it("does not know a source of another name", () => {
      expect(failure([{ role: "user", content: [{ type: "text", text: "x", source: "reviewer" }] }]).message).toContain(
        "reviewer",
      );
      expect(failure([{ role: "user", content: [{ type: "text", text: "x", source: 1 }] }]).message).toContain(
        "a number",
      );
    });
  });

  describe("ids", () => {
    const ids = (messages: readonly object[], options = {}): string[] =>
      normaliseMessages(
        messages.map((message) => ({ role: "user", content: "x", ...message })),
        options,
      ).map(({ id }) => id);

    it("keeps those that came, and counts where none came", () => {
      expect(ids([{ id: "a" }, {}, { id: "b" }])).toEqual(["a", "m2", "b"]);
      expect(ids([{}, {}], { idPrefix: "turn-" })).toEqual(["turn-1", "turn-2"]);
    });

    it("replaces those that are not unique, not strings, empty, too long or cannot be kept", () => {
      expect(
        ids([{ id: "a" }, { id: "a" }, { id: "" }, { id: 7 }, { id: "x".repeat(257) }, { id: "\uD800" }, { id: "\0" }]),
      ).toEqual(["a", "m2", "m3", "m4", "m5", "m6", "m7"]);
    });

    it("never makes one that is taken", () => {
      expect(ids([{}, { id: "m1" }, { id: "m1-2" }])).toEqual(["m1-3", "m1", "m1-2"]);
    });

    it("are unique, and the same for the same messages", () => {
      const id = fc.option(fc.constantFrom("m1", "m2", "m3", "m1-2", "a", ""), { nil: undefined });
      fc.assert(
        fc.property(fc.array(id, { minLength: 1 }), (given) => {
          const messages = given.map((value) => ({ id: value }));
          expect(new Set(ids(messages)).size).toBe(given.length);
          expect(ids(messages)).toEqual(ids(messages));
        }),
      );
    });
  });

  describe("what is no array of messages", () => {
    const cyclic: Record<string, unknown> = { role: "user" };
    cyclic["content"] = cyclic;
    const holed: unknown[] = [{ role: "user", content: "x" }];
    holed[2] = holed[0];
    const loop: unknown[] = [];
    loop.push(loop);
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as unknown;
    const tool = (content: unknown): object => ({
      role: "assistant",
      content: [{ type: "tool_use", id: "c", name: "f", input: content }],
    });
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;

    it.each([
      ["a string", "Hello", "messages must be an array"],
      ["nothing", undefined, "not undefined"],
      ["null", null, "not null"],
      ["a number", 7, "not a number"],
      ["an empty array", [], "empty array"],
      ["one message", { role: "user", content: "x" }, "is one message. Put it in an array"],
      ["a state", { messages: [] }, 'Pass its "messages"'],
      ["binary data", new Uint8Array(3), "binary data (Uint8Array); decode it"],
      ["an array of strings", ["user", "hello"], "messages[0] must be a message"],
      ["an array with a hole", holed, "messages[1] must be a message"],
      ["a pair with an unknown role", [["narrator", "x"]], "messages[0] is an array"],
      ["a message without a role", [{ content: "x" }], "messages[0] has no role"],
      ["an unknown role", [{ role: "narrator", content: "x" }], 'the role or type "narrator"'],
      ["a role that every object has", [{ role: "constructor", content: "x" }], 'the role or type "constructor"'],
      ["a role that is no string", [{ role: 3, content: "x" }], "the role or type a number"],
      ["a message without content", [{ role: "user" }], "messages[0] has no content"],
      [
        "null for content of a user",
        [{ role: "user", content: null }],
        "messages[0].content must be a string or an array of parts, not null",
      ],
      ["an object for content", [{ role: "user", content: {} }], "not an object"],
      [
        "a Buffer for content",
        [{ role: "user", content: Buffer.from("x") }],
        "binary data (Buffer); decode it to text first",
      ],
      ["an ArrayBuffer for content", [{ role: "user", content: new ArrayBuffer(1) }], "binary data (ArrayBuffer)"],
      [
        "binary data as a part",
        [{ role: "user", content: [new Uint8Array(1)] }],
        "messages[0].content[0] must be a part",
      ],
      ["binary data from a tool", [{ role: "tool", content: new Uint8Array(1) }], "binary data (Uint8Array)"],
      ["a tool without an answer", [{ role: "tool", content: null }], "messages[0].content is missing"],
      ["a part without a type", [{ role: "user", content: [{}] }], "messages[0].content[0] has no type"],
      ["a part that is null", [{ role: "user", content: [null] }], "messages[0].content[0] must be a part"],
      [
        "a text that is no string",
        [{ role: "user", content: [{ type: "text", text: 3 }] }],
        "messages[0].content[0].text must be a string, not a number",
      ],
      [
        "a tool call that is no object",
        [{ role: "assistant", content: "", tool_calls: ["f"] }],
        "messages[0].tool_calls[0] must be an object",
      ],
      ["a message that holds itself", [cyclic], "messages[0].content must be"],
      ["an array that holds itself", [{ role: "user", content: loop }], "messages[0].content[0] must be a part"],
      ["a call whose arguments hold themselves", [tool(circle)], "messages[0].content[0] cannot be written as JSON"],
      ["a call that is nested too deep", [tool(deep)], "messages[0].content[0] cannot be written as JSON"],
    ])("refuses %s", (_what, input, words) => {
      const error = failure(input);
      expect(error.code).toBe("invalid_messages");
      expect(error.message).toContain(words);
    });

    it("refuses text that cannot be kept byte for byte", () => {
      expect(failure([{ role: "user", content: "a\uD800" }]).code).toBe("invalid_text");
      expect(
        failure([
          { role: "user", content: "a" },
          { role: "tool", content: "a\0b" },
        ]).message,
      ).toContain("messages[1]");
      expect(
        failure([{ role: "assistant", content: null, tool_calls: [{ function: { name: "f", arguments: "\0" } }] }])
          .code,
      ).toBe("invalid_text");
    });

    it("refuses ten megabytes, in one text or several, before anything else is done with them", () => {
      const text = "x ".repeat(5 * 1024 * 1024);
      expect(failure([{ role: "user", content: text }])).toMatchObject({ code: "too_large" });
      const half = { type: "text", text: "x ".repeat(2.5 * 1024 * 1024) };
      expect(failure([{ role: "user", content: [half, half] }])).toMatchObject({ code: "too_large" });
      expect(failure([{ role: "user", content: "12345" }], { maxTextLength: 4 }).message).toContain("messages[0]");
    });
  });

  it("reads any JSON without any other error than its own", () => {
    const part = fc.record(
      {
        type: fc.constantFrom("text", "tool_use", "tool_result", "image", "tool-x", "file", "x"),
        text: fc.jsonValue(),
        content: fc.jsonValue(),
        source: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const message = fc.record(
      {
        role: fc.constantFrom("user", "assistant", "tool", "system"),
        content: fc.oneof(fc.jsonValue(), fc.array(part)),
        tool_calls: fc.jsonValue(),
      },
      { requiredKeys: ["role"] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), message))), (input) => {
        try {
          expect(normaliseMessages(input).length).toBeGreaterThan(0);
        } catch (error) {
          expect(KnowhowError.is(error) && ["invalid_messages", "invalid_text", "too_large"].includes(error.code)).toBe(
            true,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
