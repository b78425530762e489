// `instructionsMiddleware` in real agents of `createAgent`.
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { InMemoryStore } from "@langchain/langgraph";
import { createMemory, memoryStore } from "knowhow";
import { instructionsMiddleware, langGraphStore } from "knowhow/langgraph";
import { createAgent, createMiddleware, FakeToolCallingModel } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Writer, wordForWord } from "./fakes.js";

const ana = { id: "ana", role: "reviewer" } as const;
const ask = { messages: [new HumanMessage("Write a tweet.")] };

describe("the system message", () => {
  const memory = createMemory({ store: memoryStore(), strategy: wordForWord() });
  const source = { memory, name: "tweets", seed: "Write for {reader}.", templateFormat: "fstring" } as const;
  const variables = () => ({ reader: "everyone" });

  test("ends with the instructions, rendered", async () => {
    const model = new Writer();
    const middleware = [instructionsMiddleware({ ...source, variables })];
    await createAgent({ model, tools: [], systemPrompt: "You are a writer.", middleware }).invoke(ask);
    expect(model.lastSystem).toBe("You are a writer.\n\nWrite for everyone.");
    await createAgent({ model, tools: [], middleware }).invoke(ask);
    expect(model.lastSystem).toBe("Write for everyone.");
  });

  test("keeps its content blocks and cache markers, and marks the instructions as told", async () => {
    const model = new Writer();
    const cache_control = { type: "ephemeral" } as const;
    const block = { type: "text" as const, text: "You are a writer.", cache_control };
    const marks = { cache_control: { type: "ephemeral", ttl: "1h" } };
    const systemPrompt = new SystemMessage({ content: [block] });
    const middleware = [instructionsMiddleware({ ...source, variables, marks })];
    await createAgent({ model, tools: [], systemPrompt, middleware }).invoke(ask);
    expect(model.requests.at(-1)?.[0]?.content).toEqual([
      block,
      { type: "text", text: "\n\nWrite for everyone.", ...marks },
    ]);
  });

  test("of several middlewares has what each appends", async () => {
    const model = new Writer();
    const other = createMiddleware({
      name: "Other",
      wrapModelCall: (request, handler) =>
        handler({ ...request, systemMessage: request.systemMessage.concat(" It is May.") }),
    });
    const middleware = [instructionsMiddleware({ ...source, variables }), other];
    await createAgent({ model, tools: [], systemPrompt: "You are a writer.", middleware }).invoke(ask);
    expect(model.lastSystem).toBe("You are a writer.\n\nWrite for everyone. It is May.");
  });
});

test("what is learned is in the next call, and the answer names what it ran on", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: wordForWord() });
  const instructions = memory.instructions("tweets", { seed: "Write a tweet." });
  const agent = createAgent({ model: new Writer(), tools: [], middleware: [instructionsMiddleware({ instructions })] });
  const before = await agent.invoke(ask);
  expect(before.messages.at(-1)?.text).toBe("Tweet 1. #science");
  expect(before.messages.at(-1)?.response_metadata["knowhow"]).toEqual({ ref: (await instructions.current()).ref });

  await instructions.feedback({ comment: "Use no hashtags.", by: ana });
  await instructions.reflect();
  const after = await agent.invoke(ask);
  expect(after.messages.at(-1)?.text).toBe("Tweet 2.");
  expect(after.messages.at(-1)?.response_metadata["knowhow"]).toMatchObject({ ref: { layers: [{ version: 2 }] } });
});

test("composed layers, chosen by what the runtime says, are one text", async () => {
  const memory = createMemory({ store: memoryStore() });
  const shared = memory.instructions("agent", { seed: "Write a tweet." });
  const layerOf = (language: string) => memory.instructions(language, { seed: `Write in ${language}.` });
  const contextSchema = z.object({ language: z.string() });
  const instructions = (_state: object, { context }: { readonly context?: unknown }) =>
    memory.compose([layerOf(contextSchema.parse(context).language), shared]);
  const model = new Writer();
  const agent = createAgent({
    model,
    tools: [],
    contextSchema,
    middleware: [instructionsMiddleware({ instructions })],
  });
  await agent.invoke(ask, { context: { language: "German" } });
  expect(model.lastSystem).toContain("Write in German.");
  expect(model.lastSystem).toContain("Write a tweet.");
  await agent.invoke(ask, { context: { language: "French" } });
  expect(model.lastSystem).not.toContain("German");
});

test("without a memory they are in the agent's store, and every call around a tool has them", async () => {
  const store = new InMemoryStore();
  const seen: string[] = [];
  const spy = createMiddleware({
    name: "Spy",
    wrapModelCall: (request, handler) => {
      seen.push(request.systemMessage.text);
      return handler(request);
    },
  });
  const search = tool(() => "found", { name: "search", description: "Searches.", schema: z.object({}) });
  const model = new FakeToolCallingModel({ toolCalls: [[{ name: "search", args: {}, id: "c1" }], []] });
  const middleware = [
    instructionsMiddleware({
      name: "helper",
      seed: "Search before you answer.",
      namespace: (_state: object, { configurable }) => ["users", String(configurable?.["user"])],
    }),
    spy,
  ];
  const agent = createAgent({ model, tools: [search], middleware, store });
  await agent.invoke(ask, { configurable: { user: "ana" } });
  expect(seen).toEqual(["Search before you answer.", "Search before you answer."]);
  const record = await langGraphStore(store).record({ namespace: ["users", "ana"], name: "helper" });
  expect(record?.head).toBe(1);
});

test("says what is missing", async () => {
  const agent = createAgent({
    model: new Writer(),
    tools: [],
    middleware: [instructionsMiddleware({ name: "helper", seed: "Help." })],
  });
  await expect(agent.invoke(ask)).rejects.toThrow(/There is no store to keep "helper" in/);
});
