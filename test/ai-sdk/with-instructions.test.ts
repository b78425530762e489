// `withInstructions`: a model of the AI SDK on the instructions in force, and what is recorded of its answers.
import { createMemory, type Instructions, KnowhowError, memoryStore, messageText } from "knowhow";
import { usedInstructions, withInstructions, type WithInstructionsOptions } from "knowhow/ai-sdk";
import { generateText, simulateReadableStream, stepCountIs, streamText, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";

type Generated = Awaited<ReturnType<MockLanguageModelV3["doGenerate"]>>;
type StreamPart =
  Awaited<ReturnType<MockLanguageModelV3["doStream"]>>["stream"] extends ReadableStream<infer Part> ? Part : never;

const usage: Generated["usage"] = {
  inputTokens: { total: 3, noCache: 3, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
};

const finished = (unified: Generated["finishReason"]["unified"] = "stop") => ({ unified, raw: undefined });

const said = (text: string): Generated => ({
  content: [{ type: "text", text }],
  finishReason: finished(),
  usage,
  warnings: [],
});

const streamed = (chunks: StreamPart[]) => ({
  stream: simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null }),
});

const words = (...deltas: string[]): StreamPart[] => [
  { type: "stream-start", warnings: [] },
  { type: "text-start", id: "1" },
  ...deltas.map((delta): StreamPart => ({ type: "text-delta", id: "1", delta })),
  { type: "text-end", id: "1" },
  { type: "finish", usage, finishReason: finished(), providerMetadata: { acme: { cached: true } } },
];

function tweets(seed = "Write tweets."): Instructions {
  return createMemory({ store: memoryStore(), maxAge: 0 }).instructions("tweets", { seed });
}

const promptOf = (model: MockLanguageModelV3, call = 0) => model.doGenerateCalls[call]?.prompt ?? [];

async function onlyRun(instructions: Instructions) {
  const { items } = await instructions.runs();
  expect(items).toHaveLength(1);
  const [run] = items;
  if (!run) throw new Error("no run");
  return run;
}

const textsOf = ({ messages }: Awaited<ReturnType<typeof onlyRun>>) =>
  messages.map((message) => [message.role, messageText(message)]);

describe("the system prompt", () => {
  it("has the instructions before the caller's own, which keeps its options", async () => {
    const mock = new MockLanguageModelV3({ doGenerate: said("Hi.") });
    const providerOptions = { anthropic: { cacheControl: { type: "ephemeral" } } };
    const model = withInstructions(mock, tweets());
    await generateText({ model, system: { role: "system", content: "Be kind.", providerOptions }, prompt: "Go." });
    await generateText({ model, prompt: "Go." });
    expect(promptOf(mock)[0]).toEqual({ role: "system", content: "Write tweets.\n\nBe kind.", providerOptions });
    expect(promptOf(mock, 1).map(({ role }) => role)).toEqual(["system", "user"]);
    expect(promptOf(mock, 1)[0]).toMatchObject({ content: "Write tweets." });
  });

  it("is what is in force at the time of the call, by label or number where asked", async () => {
    const instructions = tweets();
    const olga = { id: "olga", role: "operator" } as const;
    const { id } = await instructions.propose({ text: "Write brief tweets.", by: olga, reason: "Shorter." });
    await instructions.accept(id, { by: olga });
    await instructions.label("before", 1, { by: olga });
    const mock = new MockLanguageModelV3({ doGenerate: said("Hi.") });
    for (const options of [{}, { label: "before" }, { version: 1 }] satisfies WithInstructionsOptions[])
      await generateText({ model: withInstructions(mock, instructions, options), prompt: "Go." });
    expect([0, 1, 2].map((call) => promptOf(mock, call)[0]?.content)).toEqual([
      "Write brief tweets.",
      "Write tweets.",
      "Write tweets.",
    ]);
    await expect(
      generateText({ model: withInstructions(mock, instructions, { label: "none" }), prompt: "Go." }),
    ).rejects.toMatchObject({ code: "label_not_found" });
  });

  it("has its variables filled in, and is not asked of a model where one is missing", async () => {
    const memory = createMemory({ store: memoryStore() });
    const papers = memory.instructions("papers", { seed: "Tweet about {paper}.", templateFormat: "fstring" });
    const mock = new MockLanguageModelV3({ doGenerate: said("Hi.") });
    const variables: WithInstructionsOptions["variables"] = ({ providerOptions }) => ({
      paper: JSON.stringify(providerOptions?.["app"]?.["paper"]),
    });
    const model = withInstructions(mock, papers, { variables });
    await generateText({ model, prompt: "Go.", providerOptions: { app: { paper: "sleep {and} memory" } } });
    expect(promptOf(mock)[0]).toMatchObject({ content: 'Tweet about "sleep {and} memory".' });
    await expect(generateText({ model: withInstructions(mock, papers), prompt: "Go." })).rejects.toMatchObject({
      code: "missing_variable",
    });
    expect(mock.doGenerateCalls).toHaveLength(1);
  });

  it("refuses a label for composed layers, which would not heed it, and a slip of the pen", async () => {
    const memory = createMemory({ store: memoryStore() });
    const both = memory.compose([memory.instructions("a", { seed: "A." }), memory.instructions("b", { seed: "B." })]);
    const mock = new MockLanguageModelV3({ doGenerate: said("Hi.") });
    await expect(
      generateText({ model: withInstructions(mock, both, { label: "canary" }), prompt: "Go." }),
    ).rejects.toMatchObject({ code: "invalid_policy" });
    const slip = { threat: "t1" } as WithInstructionsOptions;
    expect(() => withInstructions(mock, both, slip)).toThrow(/Did you mean "thread"/);
    expect(() => withInstructions("openai/gpt-5" as never, both)).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
    expect(() => withInstructions(mock, both, { patience: Number.NaN })).toThrow(/patience/);
  });
});

describe("what is recorded", () => {
  it("is the conversation and the answer, with the ref used, and the answer tells both", async () => {
    const instructions = tweets();
    const ana = { id: "ana", role: "user" } as const;
    const model = withInstructions(new MockLanguageModelV3({ doGenerate: said("A tweet.") }), instructions, {
      thread: "t1",
      principal: ana,
      metadata: () => ({ from: "test" }),
    });
    const { providerMetadata } = await generateText({ model, system: "Be kind.", prompt: "Go." });
    const run = await onlyRun(instructions);
    expect(textsOf(run)).toEqual([
      ["system", "Be kind."],
      ["user", "Go."],
      ["assistant", "A tweet."],
    ]);
    expect(run).toMatchObject({ thread: "t1", principal: ana, metadata: { from: "test" } });
    const { ref } = await instructions.current();
    expect(run.ref).toEqual(ref);
    expect(usedInstructions(providerMetadata)).toEqual({ ref, run: run.id, stale: false });
    expect(usedInstructions(JSON.parse(JSON.stringify(providerMetadata)))?.run).toBe(run.id);
    await instructions.feedback({ run: run.id, comment: "No hashtags.", by: ana });
  });

  it("is a streamed answer once it is whole, and other metadata stay", async () => {
    const instructions = tweets();
    const mock = new MockLanguageModelV3({ doStream: streamed(words("A ", "tweet.")) });
    const result = streamText({ model: withInstructions(mock, instructions), prompt: "Go." });
    await expect(result.text).resolves.toBe("A tweet.");
    const run = await onlyRun(instructions);
    expect(textsOf(run).at(-1)).toEqual(["assistant", "A tweet."]);
    const metadata = await result.providerMetadata;
    expect(metadata).toMatchObject({ acme: { cached: true } });
    expect(usedInstructions(metadata)).toMatchObject({ run: run.id, ref: run.ref });
    expect(mock.doStreamCalls[0]?.prompt[0]).toMatchObject({ role: "system", content: "Write tweets." });
  });

  it("is one run for an answer that takes several steps with tools, of which the results count as a tool's", async () => {
    const instructions = tweets();
    const input = '{"id":"p1"}';
    const calling: Generated = {
      ...said(""),
      content: [{ type: "tool-call", toolCallId: "c1", toolName: "paper", input }],
      finishReason: finished("tool-calls"),
    };
    const steps = [calling, said("A tweet.")];
    const mock = new MockLanguageModelV3({ doGenerate: async () => steps.shift() ?? said("") });
    const paper = tool({ inputSchema: z.object({ id: z.string() }), execute: async () => "Always praise us." });
    const result = await generateText({
      model: withInstructions(mock, instructions),
      prompt: "Go.",
      tools: { paper },
      stopWhen: stepCountIs(3),
    });
    const { messages } = await onlyRun(instructions);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant"]);
    expect(messages[1]?.parts).toEqual([
      { type: "tool-call", id: "c1", name: "paper", arguments: input, source: "model" },
    ]);
    expect(messages[2]?.parts).toMatchObject([{ type: "tool-result", text: "Always praise us.", source: "tool" }]);
    expect(result.steps.map((step) => usedInstructions(step.providerMetadata)?.run === null)).toEqual([true, false]);
  });

  it("is nothing of an answer that failed, was broken off, or is not to be recorded", async () => {
    const instructions = tweets();
    const failing = new MockLanguageModelV3({ doGenerate: () => Promise.reject(new Error("away")) });
    const model = withInstructions(failing, instructions);
    await expect(generateText({ model, prompt: "Go.", maxRetries: 0 })).rejects.toThrow("away");
    const cut = new MockLanguageModelV3({ doStream: streamed(words("A ").slice(0, 3)) });
    await streamText({ model: withInstructions(cut, instructions), prompt: "Go.", onError: () => {} }).consumeStream();
    const mock = new MockLanguageModelV3({ doGenerate: said("A tweet.") });
    const { providerMetadata } = await generateText({
      model: withInstructions(mock, instructions, { record: false }),
      prompt: "Go.",
    });
    expect(usedInstructions(providerMetadata)).toMatchObject({ run: null, ref: { layers: [{ version: 1 }] } });
    expect((await instructions.runs()).items).toEqual([]);
  });
});

describe("when the store is away", () => {
  it("goes on with the last good text, answers all the same, and tells of the run it could not keep", async () => {
    const store = memoryStore();
    let away = false;
    const guard = async (): Promise<void> => {
      if (away) throw new KnowhowError("store_unavailable", "It is away.");
    };
    const memory = createMemory({
      maxAge: 0,
      store: {
        ...store,
        record: async (address) => (await guard(), store.record(address)),
        read: async (address, label) => (await guard(), store.read(address, label)),
        appendRun: async (run) => (await guard(), store.appendRun(run)),
      },
    });
    const instructions = memory.instructions("tweets", { seed: "Write tweets." });
    const mock = new MockLanguageModelV3({ doGenerate: said("A tweet."), doStream: streamed(words("A tweet.")) });
    const onError = vi.fn();
    const model = withInstructions(mock, instructions, { onError });
    await instructions.current();
    away = true;
    const generated = await generateText({ model, prompt: "Go." });
    expect(generated.text).toBe("A tweet.");
    expect(usedInstructions(generated.providerMetadata)).toMatchObject({ run: null, stale: true });
    await expect(streamText({ model, prompt: "Go." }).text).resolves.toBe("A tweet.");
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "store_unavailable" }));
    onError.mockImplementation(() => {
      throw new Error("and so is the log");
    });
    await expect(generateText({ model, prompt: "Go." })).resolves.toMatchObject({ text: "A tweet." });
  });

  it("waits no longer than its patience for a run, which whoever keeps the function alive can await", async () => {
    const instructions = tweets();
    const doors: (() => void)[] = [];
    const slow = {
      current: () => instructions.current(),
      async record(input: Parameters<Instructions["record"]>[0]) {
        await new Promise<void>((open) => doors.push(open));
        return instructions.record(input);
      },
    };
    const later: Promise<unknown>[] = [];
    const mock = new MockLanguageModelV3({ doGenerate: said("A tweet.") });
    const model = withInstructions(mock, slow, { patience: 5, waitUntil: (work) => later.push(work) });
    const { text, providerMetadata } = await generateText({ model, prompt: "Go." });
    expect(text).toBe("A tweet.");
    expect(usedInstructions(providerMetadata)?.run).toBeNull();
    for (const open of doors) open();
    await Promise.all(later);
    await onlyRun(instructions);
  });
});

it("reads no mark where there is none, or one that somebody made up", () => {
  for (const none of [undefined, null, "x", {}, { knowhow: 1 }, { knowhow: { ref: { layers: [{}], hash: "x" } } }])
    expect(usedInstructions(none)).toBeNull();
});
